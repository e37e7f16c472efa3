import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Member } from '@yoyaku/platform/tenancy/shop-answer';
import type { KeptMembership } from './membership.entity.ts';

/** An account began to work in a shop. Its aggregate is the account; versions rise per shop and account. */
export type MemberAdded = NewEvent<'MemberAdded', Member>;

/** What an account may do in a shop changed. */
export type MemberRoleChanged = NewEvent<'MemberRoleChanged', Member>;

/** An account ceased to work in a shop: its role is null. */
export type MemberRemoved = NewEvent<'MemberRemoved', Member>;

export const memberAdded = (membership: KeptMembership): MemberAdded => event('MemberAdded', membership);
export const memberRoleChanged = (membership: KeptMembership): MemberRoleChanged =>
  event('MemberRoleChanged', membership);
export const memberRemoved = (membership: KeptMembership): MemberRemoved => event('MemberRemoved', membership);

const event = <Type extends string>(
  type: Type,
  { shopId, accountId, role, version }: KeptMembership,
): NewEvent<Type, Member> => ({
  type,
  shopId,
  aggregateId: accountId,
  version,
  data: { accountId, role, version },
});
