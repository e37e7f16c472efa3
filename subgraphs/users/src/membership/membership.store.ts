import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Role } from '@yoyaku/platform/tenancy/shop-directory';
import { BEGINNING, type MomentPage } from '../moment-page.ts';
import type { KeptMembership, MembershipRow } from './membership.entity.ts';

/** The refusal of a membership for an account that does not exist. */
export const ACCOUNT_CONSTRAINT = 'account_membership_account_fkey';

const MEMBERSHIP_COLUMNS = `
  m.shop_id AS "shopId", m.account_id AS "accountId", m.role, m.version, m.joined_at AS "joinedAt"`;

/** The roles of one account in these shops; those where it does not work are left out. */
export function findRoles(
  runner: SqlRunner,
  accountId: Uuid,
  shopIds: readonly Uuid[],
): Promise<Pick<MembershipRow, 'shopId' | 'role'>[]> {
  return runner.query(
    `SELECT shop_id AS "shopId", role FROM membership
     WHERE shop_id = ANY ($2::uuid[]) AND account_id = $1 AND role IS NOT NULL`,
    [accountId, shopIds],
  );
}

/** All who work in a shop, and with a null role all who once did. */
export function findEverMembers(runner: SqlRunner, shopId: Uuid): Promise<KeptMembership[]> {
  return runner.query<KeptMembership>(
    `SELECT ${MEMBERSHIP_COLUMNS} FROM membership m WHERE m.shop_id = $1 ORDER BY m.account_id`,
    [shopId],
  );
}

/** One page among many: of one shop's members, or of one account's memberships. */
export interface PageOf {
  readonly tenant: Uuid;
  readonly page: MomentPage;
}

export interface MembersPageOf extends PageOf {
  /** Only members of this role; null for any. */
  readonly role: Role | null;
}

type Paged = MembershipRow & { readonly place: number };

/** Pages of shops' members, each member with the place (1, 2, …) of the page that it belongs to. One statement. */
export function findShopMembers(runner: SqlRunner, pages: readonly MembersPageOf[]): Promise<Paged[]> {
  return runner.query<Paged>(
    `SELECT wanted.place, ${MEMBERSHIP_COLUMNS}
     FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::integer[], $5::text[])
          WITH ORDINALITY AS wanted (shop_id, after_at, after_id, most, role, place)
     CROSS JOIN LATERAL (
       SELECT * FROM membership candidate
       WHERE candidate.shop_id = wanted.shop_id AND candidate.role IS NOT NULL
         AND (wanted.role IS NULL OR candidate.role = wanted.role)
         AND (candidate.joined_at, candidate.account_id) > (wanted.after_at, wanted.after_id)
       ORDER BY candidate.joined_at, candidate.account_id
       LIMIT wanted.most) m
     ORDER BY wanted.place, m.joined_at, m.account_id`,
    [...pageColumns(pages), pages.map(({ role }) => role)],
  );
}

/** Pages of accounts' memberships, as {@link findShopMembers}. */
export function findAccountMemberships(runner: SqlRunner, pages: readonly PageOf[]): Promise<Paged[]> {
  return runner.query<Paged>(
    `SELECT wanted.place, ${MEMBERSHIP_COLUMNS}
     FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::integer[])
          WITH ORDINALITY AS wanted (account_id, after_at, after_id, most, place)
     CROSS JOIN LATERAL (
       SELECT * FROM account_membership candidate
       WHERE candidate.account_id = wanted.account_id
         AND (candidate.joined_at, candidate.shop_id) > (wanted.after_at, wanted.after_id)
       ORDER BY candidate.joined_at, candidate.shop_id
       LIMIT wanted.most) a
     JOIN membership m ON m.shop_id = a.shop_id AND m.account_id = a.account_id
     ORDER BY wanted.place, m.joined_at, m.shop_id`,
    pageColumns(pages),
  );
}

const pageColumns = (pages: readonly PageOf[]) => [
  pages.map(({ tenant }) => tenant),
  pages.map(({ page }) => (page.after ?? BEGINNING).at),
  pages.map(({ page }) => (page.after ?? BEGINNING).id),
  pages.map(({ page }) => page.limit),
];

/** The account's role in the shop, which stays so until the transaction ends; null for a stranger. */
export async function holdRole(transaction: Transaction, shopId: Uuid, accountId: Uuid): Promise<Role | null> {
  const [row] = await transaction.query<{ role: Role | null }>(
    'SELECT role FROM membership WHERE shop_id = $1 AND account_id = $2 FOR SHARE',
    [shopId, accountId],
  );
  return row?.role ?? null;
}

/**
 * Locks the memberships of a shop's owners and of one other account; those who work there, with their roles. All
 * removals and changes in a shop take turns by this, so that two owners cannot remove each other.
 */
export function lockOwnersAnd(
  transaction: Transaction,
  shopId: Uuid,
  accountIds: readonly Uuid[],
): Promise<Pick<MembershipRow, 'accountId' | 'role' | 'version'>[]> {
  return transaction.query(
    `SELECT account_id AS "accountId", role, version FROM membership
     WHERE shop_id = $1 AND (role = 'OWNER' OR account_id = ANY ($2::uuid[])) AND role IS NOT NULL
     ORDER BY account_id FOR UPDATE`,
    [shopId, accountIds],
  );
}

/** Lets an account work in a shop; null when it does already. One statement. */
export async function insertMembership(
  transaction: Transaction,
  member: Omit<MembershipRow, 'version'>,
): Promise<MembershipRow | null> {
  const [membership] = await transaction.query<MembershipRow>(
    `WITH m AS (
       INSERT INTO membership AS m (shop_id, account_id, role, version, joined_at) VALUES ($1, $2, $3, 1, $4)
       ON CONFLICT (shop_id, account_id) DO UPDATE
          SET role = excluded.role, version = m.version + 1, joined_at = excluded.joined_at
        WHERE m.role IS NULL
       RETURNING *
     ), led AS (
       INSERT INTO account_membership (account_id, shop_id, joined_at) SELECT account_id, shop_id, joined_at FROM m
     )
     SELECT ${MEMBERSHIP_COLUMNS} FROM m`,
    [member.shopId, member.accountId, member.role, member.joinedAt],
  );
  return membership ?? null;
}

/** Gives a member whose membership is locked another role. */
export async function changeRole(
  transaction: Transaction,
  shopId: Uuid,
  accountId: Uuid,
  role: Role,
): Promise<MembershipRow | null> {
  const [membership] = await transaction.query<MembershipRow>(
    `UPDATE membership m SET role = $3, version = m.version + 1
     WHERE m.shop_id = $1 AND m.account_id = $2 AND m.role IS NOT NULL
     RETURNING ${MEMBERSHIP_COLUMNS}`,
    [shopId, accountId, role],
  );
  return membership ?? null;
}

/** Ends a membership and tells what is kept of it. One statement. */
export async function endMembership(
  transaction: Transaction,
  shopId: Uuid,
  accountId: Uuid,
): Promise<KeptMembership | null> {
  const [membership] = await transaction.query<KeptMembership>(
    `WITH m AS (
       UPDATE membership SET role = NULL, version = version + 1
       WHERE shop_id = $1 AND account_id = $2 AND role IS NOT NULL
       RETURNING *
     ), gone AS (
       DELETE FROM account_membership a USING m WHERE a.account_id = m.account_id AND a.shop_id = m.shop_id
     )
     SELECT ${MEMBERSHIP_COLUMNS} FROM m`,
    [shopId, accountId],
  );
  return membership ?? null;
}
