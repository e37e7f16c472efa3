import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import type { Role } from '@yoyaku/platform/tenancy/shop-directory';
import { EntitySchema } from 'typeorm';

/** That an account works in a shop. */
export interface MembershipRow {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly role: Role;
  readonly joinedAt: Date;
  /** Rises with every coming, change of role and going of the account in the shop. */
  readonly version: number;
}

export type MembershipPage = Connection<MembershipRow>;
export type MembershipPageEdge = MembershipPage['edges'][number];

/** A membership as it is kept: a row with a null role stays behind for a member who has left. */
export interface KeptMembership extends Omit<MembershipRow, 'role'> {
  readonly role: Role | null;
}

/** Leads from an account to its memberships, which are kept by shop. */
export type AccountMembershipRow = Pick<MembershipRow, 'accountId' | 'shopId' | 'joinedAt'>;

export const MembershipEntity = new EntitySchema<KeptMembership>({
  name: 'Membership',
  tableName: 'membership',
  columns: {
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid', primary: true },
    role: { type: 'text', nullable: true },
    version: { type: 'integer' },
    joinedAt: { name: 'joined_at', type: 'timestamptz', precision: 3 },
  },
});

export const AccountMembershipEntity = new EntitySchema<AccountMembershipRow>({
  name: 'AccountMembership',
  tableName: 'account_membership',
  columns: {
    accountId: { name: 'account_id', type: 'uuid', primary: true },
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    joinedAt: { name: 'joined_at', type: 'timestamptz', precision: 3 },
  },
});
