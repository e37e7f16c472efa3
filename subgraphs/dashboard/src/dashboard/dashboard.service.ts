import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import { badInput } from '@yoyaku/platform/errors';
import { MOST_PER_PAGE } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { shopDay } from '../order/shop-day.ts';
import type { DashboardLoaders } from './dashboard.loaders.ts';
import type { BestSellerRow, Dashboard } from './dashboard.store.ts';

/** Who asks for figures, and with what. */
export interface Asker {
  readonly viewer: Viewer;
  readonly loaders: DashboardLoaders;
}

/**
 * The shop of this API id when the viewer works there; null for a stranger, a missing shop and a malformed id alike.
 * @throws UNAUTHENTICATED without an account.
 */
async function shopOfStaff({ shops }: Pick<Kit, 'shops'>, viewer: Viewer, shopId: string): Promise<Shop | null> {
  const accountId = requireAccount(viewer);
  const key = shopIds.decode(shopId);
  if (key === null || (await shops.role(key, accountId)) === null) return null;
  return shops.find(key);
}

/** The shop's figures as they stand, for its staff; null for anybody else. */
export async function shopDashboard(
  kit: Pick<Kit, 'shops' | 'clock'>,
  { viewer, loaders }: Asker,
  shopId: string,
): Promise<Dashboard | null> {
  const shop = await shopOfStaff(kit, viewer, shopId);
  return shop && loaders.dashboard.load({ shop, today: shopDay(kit.clock.now(), shop.timezone) });
}

/** The shop's best sellers, 5 of them unless told. @throws BAD_USER_INPUT unless first is from 1 to 100. */
export async function bestSellers(
  { loaders }: Pick<Asker, 'loaders'>,
  { shop }: Dashboard,
  first: number | null | undefined,
): Promise<BestSellerRow[]> {
  const most = first ?? 5;
  if (most < 1 || most > MOST_PER_PAGE) throw badInput(`first must be from 1 to ${MOST_PER_PAGE}, not ${most}.`);
  return loaders.bestSellers.load({ shop, first: most });
}
