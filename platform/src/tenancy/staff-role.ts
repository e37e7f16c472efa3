import type { Viewer } from '../auth/viewer.ts';
import type { Uuid } from '../ids.ts';
import type { Role, ShopDirectory } from './shop-directory.ts';

/** The viewer's role in a shop; null for strangers and the anonymous, to whom staff matters do not exist. */
export async function staffRole(shops: ShopDirectory, shopId: Uuid, viewer: Viewer): Promise<Role | null> {
  return viewer.kind === 'ACCOUNT' ? shops.role(shopId, viewer.accountId) : null;
}
