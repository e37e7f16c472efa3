import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database, Transaction } from '@yoyaku/platform/database/database';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { idempotencyKeyReused, invalidInput, notFound } from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Role } from '@yoyaku/platform/tenancy/shop-directory';
import type {
  AddMemberInput,
  AlreadyMember,
  IdempotencyKeyReused,
  InvalidInput,
  LastOwner,
  NotFound,
  RemoveMemberInput,
  RoleRequired,
} from '../__generated__/resolver-types.ts';
import { findAccountIdByEmail, findAccounts } from '../account/account.store.ts';
import { readEmail } from '../account/sign-up-input.ts';
import { alreadyMember, lastOwner, roleRequired } from '../failures.ts';
import { isIdempotencyKey } from '../input-text.ts';
import { memberAdded, memberRemoved } from './membership.events.ts';
import type { MembershipRow } from './membership.entity.ts';
import { endMembership, findRoles, holdRole, insertMembership, lockOwnersAnd } from './membership.store.ts';

/** A membership as an idempotency record keeps it: the answer stays the same when the member has left since. */
interface Added {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly role: Role;
  readonly joinedAt: string;
}

interface Removed {
  readonly shopId: Uuid;
}

type AddRefusal = NotFound | RoleRequired | AlreadyMember;
type RemoveRefusal = NotFound | RoleRequired | LastOwner;

export interface MembershipService {
  /** @throws UNAUTHENTICATED */
  add(viewer: Viewer, input: AddMemberInput): Promise<MembershipRow | AddRefusal | InvalidInput | IdempotencyKeyReused>;
  /** Tells the shop where the account works no longer. @throws UNAUTHENTICATED */
  remove(
    viewer: Viewer,
    input: RemoveMemberInput,
  ): Promise<Removed | RemoveRefusal | InvalidInput | IdempotencyKeyReused>;
}

const BAD_KEY = 'A key has from 1 to 200 characters, without control characters.';

export function membershipService(parts: { readonly database: Database; readonly clock: Clock }): MembershipService {
  const { database, clock } = parts;

  /** Why the actor may not change who works in a shop; null when they may. */
  const refused = (role: Role | null, shopId: string): NotFound | RoleRequired | null => {
    if (role === null) return notFound('shop', shopId);
    return role === 'OWNER' ? null : roleRequired('OWNER');
  };

  return {
    async add(viewer, input) {
      const actor = requireAccount(viewer);
      const { idempotencyKey: key = null, role } = input;
      if (!isIdempotencyKey(key)) return invalidInput('idempotencyKey', BAD_KEY);
      const named = nameOfAccount(input);
      if (typeof named !== 'string') return named;
      const shopId = shopIds.decode(input.shopId);
      if (shopId === null) return notFound('shop', input.shopId);
      const body = { shopId, named, role };
      const request = key === null ? null : { accountId: actor, key, operation: 'addMember', body };
      const outcome = await runOnce<Added | AddRefusal>(database, 'add a member', request, async (transaction) => {
        const refusal = refused(await holdRole(transaction, shopId, actor), input.shopId);
        if (refusal) return new Refusal(refusal);
        const accountId = await findNamedAccount(transaction, input);
        if (accountId === null) return new Refusal(notFound('account', named));
        const membership = await insertMembership(transaction, { shopId, accountId, role, joinedAt: clock.now() });
        if (!membership) {
          const [present] = await findRoles(transaction, accountId, [shopId]);
          return new Refusal(alreadyMember(present?.role ?? role));
        }
        await appendEvents(transaction, clock, [memberAdded(membership)]);
        return { shopId, accountId, role, joinedAt: membership.joinedAt.toISOString() };
      });
      if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
      const { result } = outcome;
      return 'code' in result ? result : { ...result, joinedAt: new Date(result.joinedAt) };
    },

    async remove(viewer, input) {
      const actor = requireAccount(viewer);
      const { idempotencyKey: key = null } = input;
      if (!isIdempotencyKey(key)) return invalidInput('idempotencyKey', BAD_KEY);
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
          const locked = await lockOwnersAnd(transaction, shopId, accountId === null ? [actor] : [actor, accountId]);
          const roleOf = (id: Uuid | null) => locked.find((member) => member.accountId === id)?.role ?? null;
          const refusal = refused(roleOf(actor), input.shopId);
          if (refusal) return new Refusal(refusal);
          const role = roleOf(accountId);
          if (accountId === null || role === null) return new Refusal(notFound('member', input.accountId));
          const owners = locked.filter((member) => member.role === 'OWNER');
          if (role === 'OWNER' && owners.length === 1) return new Refusal(lastOwner());
          const ended = await endMembership(transaction, shopId, accountId);
          if (!ended) throw new Error('a locked membership has ended');
          await appendEvents(transaction, clock, [memberRemoved(ended)]);
          return { shopId };
        },
      );
      return outcome.outcome === 'REUSED' ? idempotencyKeyReused() : outcome.result;
    },
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
