import { notFound } from '@yoyaku/platform/failures';
import type { Role } from '@yoyaku/platform/tenancy/shop-directory';
import { roleRequired } from '../failures.ts';

export type NotAnOwner = ReturnType<typeof notFound> | ReturnType<typeof roleRequired>;

/** Why somebody of this role may not do what only owners may; null when they may. Strangers see no shop. */
export function ownersOnly(role: Role | null, givenShopId: string): NotAnOwner | null {
  if (role === null) return notFound('shop', givenShopId);
  return role === 'OWNER' ? null : roleRequired('OWNER');
}
