import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database, Transaction } from '@yoyaku/platform/database/database';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { idempotencyKeyReused, invalidInput, notFound, versionConflict } from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import type {
  AddMemberInput,
  AlreadyMember,
  IdempotencyKeyReused,
  InvalidInput,
  LastOwner,
  NotFound,
  RemoveMemberInput,
  UpdateMemberInput,
} from '../__generated__/resolver-types.ts';
import { findAccountIdByEmail, findAccounts } from '../account/account.store.ts';
import { readEmail } from '../account/sign-up-input.ts';
import { alreadyMember, lastOwner } from '../failures.ts';
import { keyProblem } from '../input-text.ts';
import { memberAdded, memberRemoved, memberRoleChanged } from './membership.events.ts';
import type { MembershipRow } from './membership.entity.ts';
import { changeRole, endMembership, findRoles, holdRole, insertMembership, lockOwnersAnd } from './membership.store.ts';
import { type NotAnOwner, ownersOnly } from './owners-only.ts';

/** A membership as an idempotency record keeps it: the answer stays the same when the member has left since. */
interface Kept extends Omit<MembershipRow, 'joinedAt'> {
  readonly joinedAt: string;
}

interface Removed {
  readonly shopId: Uuid;
}

type AddRefusal = NotFound | NotAnOwner | AlreadyMember;
type UpdateRefusal = NotFound | NotAnOwner | LastOwner | ReturnType<typeof versionConflict>;
type RemoveRefusal = NotFound | NotAnOwner | LastOwner;

export interface MembershipService {
  /** @throws UNAUTHENTICATED */
  add(viewer: Viewer, input: AddMemberInput): Promise<MembershipRow | AddRefusal | InvalidInput | IdempotencyKeyReused>;
  /** Gives a member another role. @throws UNAUTHENTICATED */
  update(
    viewer: Viewer,
    input: UpdateMemberInput,
  ): Promise<MembershipRow | UpdateRefusal | InvalidInput | IdempotencyKeyReused>;
  /** Tells the shop where the account works no longer. @throws UNAUTHENTICATED */
  remove(
    viewer: Viewer,
    input: RemoveMemberInput,
  ): Promise<Removed | RemoveRefusal | InvalidInput | IdempotencyKeyReused>;
}

export function membershipService(parts: { readonly database: Database; readonly clock: Clock }): MembershipService {
  const { database, clock } = parts;

  return {
    async add(viewer, input) {
      const actor = requireAccount(viewer);
      const { idempotencyKey: key = null, role } = input;
      const badKey = keyProblem(key);
      if (badKey) return badKey;
      const named = nameOfAccount(input);
      if (typeof named !== 'string') return named;
      const shopId = shopIds.decode(input.shopId);
      if (shopId === null) return notFound('shop', input.shopId);
      const body = { shopId, named, role };
      const request = key === null ? null : { accountId: actor, key, operation: 'addMember', body };
      const outcome = await runOnce<Kept | AddRefusal>(database, 'add a member', request, async (transaction) => {
        const refusal = ownersOnly(await holdRole(transaction, shopId, actor), input.shopId);
        if (refusal) return new Refusal(refusal);
        const accountId = await findNamedAccount(transaction, input);
        if (accountId === null) return new Refusal(notFound('account', named));
        const membership = await insertMembership(transaction, { shopId, accountId, role, joinedAt: clock.now() });
        if (!membership) {
          const [present] = await findRoles(transaction, accountId, [shopId]);
          return new Refusal(alreadyMember(present?.role ?? role));
        }
        await appendEvents(transaction, clock, [memberAdded(membership)]);
        return kept(membership);
      });
      if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
      return 'code' in outcome.result ? outcome.result : recalled(outcome.result);
    },

    async update(viewer, input) {
      const actor = requireAccount(viewer);
      const { idempotencyKey: key = null, role, expectedVersion } = input;
      const badKey = keyProblem(key);
      if (badKey) return badKey;
      const shopId = shopIds.decode(input.shopId);
      if (shopId === null) return notFound('shop', input.shopId);
      const accountId = accountIds.decode(input.accountId);
      const body = { shopId, accountId: input.accountId, role, expectedVersion };
      const request = key === null ? null : { accountId: actor, key, operation: 'updateMember', body };
      const outcome = await runOnce<Kept | UpdateRefusal>(database, 'update a member', request, async (transaction) => {
        const members = await lockMembers(transaction, shopId, [actor, accountId]);
        const refusal = ownersOnly(members.find(actor)?.role ?? null, input.shopId);
        if (refusal) return new Refusal<Kept | UpdateRefusal>(refusal);
        const member = members.find(accountId);
        if (!member) return new Refusal(notFound('member', input.accountId));
        if (member.version !== expectedVersion) return new Refusal(versionConflict('membership', member.version));
        if (role !== 'OWNER' && members.isLastOwner(member)) return new Refusal(lastOwner());
        const changed = await changeRole(transaction, shopId, member.accountId, role);
        if (!changed) throw new Error('a locked membership has ended');
        await appendEvents(transaction, clock, [memberRoleChanged(changed)]);
        return kept(changed);
      });
      if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
      return 'code' in outcome.result ? outcome.result : recalled(outcome.result);
    },

    async remove(viewer, input) {
      const actor = requireAccount(viewer);
      const { idempotencyKey: key = null } = input;
      const badKey = keyProblem(key);
      if (badKey) return badKey;
      const shopId = shopIds.decode(input.shopId);
      if (shopId === null) return notFound('shop', input.shopId);
      const accountId = accountIds.decode(input.accountId);
      const body = { shopId, accountId: input.accountId };
      const request = key === null ? null : { accountId: actor, key, operation: 'removeMember', body };
      const outcome = await runOnce<Removed | RemoveRefusal>(
        database,
        'remove a member',
        request,
        async (transaction) => {
          const members = await lockMembers(transaction, shopId, [actor, accountId]);
          const refusal = ownersOnly(members.find(actor)?.role ?? null, input.shopId);
          if (refusal) return new Refusal<Removed | RemoveRefusal>(refusal);
          const member = members.find(accountId);
          if (!member) return new Refusal(notFound('member', input.accountId));
          if (members.isLastOwner(member)) return new Refusal(lastOwner());
          const ended = await endMembership(transaction, shopId, member.accountId);
          if (!ended) throw new Error('a locked membership has ended');
          await appendEvents(transaction, clock, [memberRemoved(ended)]);
          return { shopId };
        },
      );
      return outcome.outcome === 'REUSED' ? idempotencyKeyReused() : outcome.result;
    },
  };
}

const kept = ({ shopId, accountId, role, version, joinedAt }: MembershipRow): Kept => ({
  shopId,
  accountId,
  role,
  version,
  joinedAt: joinedAt.toISOString(),
});

const recalled = (membership: Kept): MembershipRow => ({ ...membership, joinedAt: new Date(membership.joinedAt) });

/** Who of these works in the shop, and its owners: they stay what they are until the transaction ends. */
async function lockMembers(transaction: Transaction, shopId: Uuid, accountIds: readonly (Uuid | null)[]) {
  const locked = await lockOwnersAnd(
    transaction,
    shopId,
    accountIds.filter((id) => id !== null),
  );
  const owners = locked.filter(({ role }) => role === 'OWNER');
  return {
    find: (id: Uuid | null) => locked.find(({ accountId }) => accountId === id) ?? null,
    isLastOwner: ({ role }: Pick<MembershipRow, 'role'>) => role === 'OWNER' && owners.length === 1,
  };
}

/** The account as the caller names it, in one spelling: by address or by id, and not by both. */
function nameOfAccount({ email, accountId }: AddMemberInput): string | InvalidInput {
  const given = [email, accountId].filter((name) => name !== undefined && name !== null);
  if (given.length !== 1) return invalidInput('accountId', 'Give either the e-mail address or the account’s id.');
  if (email === undefined || email === null) return accountId ?? '';
  return readEmail(email) ?? invalidInput('email', 'This is not an e-mail address.');
}

async function findNamedAccount(
  transaction: Transaction,
  { email, accountId: id }: AddMemberInput,
): Promise<Uuid | null> {
  if (email !== undefined && email !== null) {
    const address = readEmail(email);
    return address === null ? null : findAccountIdByEmail(transaction, address);
  }
  const accountId = accountIds.decode(id ?? '');
  const [account] = accountId === null ? [] : await findAccounts(transaction, [accountId]);
  return account?.accountId ?? null;
}
