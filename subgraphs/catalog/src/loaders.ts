import DataLoader from 'dataloader';
import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { Role } from '@yoyaku/platform/tenancy/shop-directory';
import { staffRole } from '@yoyaku/platform/tenancy/staff-role';
import type { StockUnitState } from './__generated__/resolver-types.ts';
import type { CategoryRow } from './category/category.entity.ts';
import { findCategories } from './category/category.store.ts';
import type { CatalogKit } from './kit.ts';
import type { ProductRow } from './product/product.entity.ts';
import type { PerformancePoolRow, PerformanceRow } from './performance/performance.entity.ts';
import {
  findPerformancePools,
  findPerformances,
  type PerformanceChoice,
  type PerformancePageRequest,
  pagesOfPerformances,
} from './performance/performance.store.ts';
import { findProducts } from './product/product.store.ts';
import type { SeatPlanRow } from './seat-plan/seat-plan.entity.ts';
import { findSeatPlans } from './seat-plan/seat-plan.store.ts';
import { findStockLevels, type StockLevel } from './stock/stock-level.store.ts';
import type { UnitRow } from './unit/unit.entity.ts';
import { findUnits, findUnitStates } from './unit/unit.store.ts';
import type { VariantRow } from './variant/variant.entity.ts';
import { findVariants, findVariantsOfProducts } from './variant/variant.store.ts';

type ByKey<Row> = DataLoader<TenantKey, Row, string>;

/** A page of a product's performances. */
interface PerformancesWanted {
  readonly product: TenantKey;
  readonly choice: PerformanceChoice;
  readonly request: PerformancePageRequest;
}

/** Batches look-ups of one operation, or of one event of a subscription. What does not exist is null. */
export interface CatalogLoaders {
  readonly category: ByKey<CategoryRow | null>;
  readonly product: ByKey<ProductRow | null>;
  readonly variant: ByKey<VariantRow | null>;
  /** The variants of a product, in the shop's order. */
  readonly variantsOfProduct: ByKey<readonly VariantRow[]>;
  /** The stock of a variant; nothing at all of one that does not exist. */
  readonly stock: ByKey<StockLevel>;
  readonly unit: ByKey<UnitRow | null>;
  /** How a unit stands now. */
  readonly unitState: ByKey<StockUnitState>;
  readonly seatPlan: ByKey<SeatPlanRow | null>;
  readonly performance: ByKey<PerformanceRow | null>;
  /** What there is of a performance, in the shop's order of its variants. */
  readonly poolsOfPerformance: ByKey<readonly PerformancePoolRow[]>;
  /** The same page of several products is one statement. */
  readonly performancesOfProduct: DataLoader<PerformancesWanted, readonly PerformanceRow[]>;
  /** The viewer's role in a shop. */
  readonly role: DataLoader<Uuid, Role | null>;
}

const keyOf = ({ tenant, key }: TenantKey) => tenant + key;

/** One row for each key, whatever the order in which the database gives them. */
function byKey<Row extends { readonly shopId: Uuid }>(
  find: (keys: readonly TenantKey[]) => Promise<Row[]>,
  idOf: (row: Row) => Uuid,
): ByKey<Row | null> {
  return new DataLoader(
    async (keys) => {
      const found = new Map((await find(keys)).map((row) => [row.shopId + idOf(row), row]));
      return keys.map((key) => found.get(keyOf(key)) ?? null);
    },
    { cacheKeyFn: keyOf },
  );
}

export function catalogLoaders(
  { database, shops, clock }: Pick<CatalogKit, 'database' | 'shops' | 'clock'>,
  viewer: Viewer,
): CatalogLoaders {
  const variant = byKey(
    (keys) => findVariants(database, keys),
    (row) => row.variantId,
  );
  const performance = byKey(
    (keys) => findPerformances(database, keys),
    (row) => row.performanceId,
  );
  return {
    category: byKey(
      (keys) => findCategories(database, keys),
      (row) => row.categoryId,
    ),
    product: byKey(
      (keys) => findProducts(database, keys),
      (row) => row.productId,
    ),
    variant,
    variantsOfProduct: new DataLoader(
      async (keys) => {
        const rows = await findVariantsOfProducts(database, keys);
        for (const row of rows) variant.prime({ tenant: row.shopId, key: row.variantId }, row);
        const found = Map.groupBy(rows, ({ shopId, productId }) => shopId + productId);
        return keys.map((key) => found.get(keyOf(key)) ?? []);
      },
      { cacheKeyFn: keyOf },
    ),
    stock: new DataLoader(
      async (keys) => {
        const rows = await findStockLevels(database, clock.now(), keys);
        const found = new Map(rows.map((row) => [row.shopId + row.variantId, row]));
        return keys.map((key) => found.get(keyOf(key)) ?? noStock(key));
      },
      { cacheKeyFn: keyOf },
    ),
    unit: byKey(
      (keys) => findUnits(database, keys),
      (row) => row.unitId,
    ),
    unitState: new DataLoader(
      async (keys) => {
        const rows = await findUnitStates(database, clock.now(), keys);
        const found = new Map(rows.map(({ shopId, unitId, state }) => [shopId + unitId, state]));
        return keys.map((key) => found.get(keyOf(key)) ?? 'RETIRED');
      },
      { cacheKeyFn: keyOf },
    ),
    seatPlan: byKey(
      (keys) => findSeatPlans(database, keys),
      (row) => row.seatPlanId,
    ),
    performance,
    poolsOfPerformance: new DataLoader(
      async (keys) => {
        const rows = await findPerformancePools(database, clock.now(), keys);
        const found = Map.groupBy(rows, ({ shopId, performanceId }) => shopId + performanceId);
        return keys.map((key) => found.get(keyOf(key)) ?? []);
      },
      { cacheKeyFn: keyOf },
    ),
    performancesOfProduct: new DataLoader(
      async (wanted) => {
        const found = new Map<PerformancesWanted, readonly PerformanceRow[]>();
        const pages = Map.groupBy(wanted, ({ choice, request }) => JSON.stringify([choice, request]));
        for (const alike of pages.values()) {
          const [{ choice, request }] = alike as [PerformancesWanted];
          const products = [...new Map(alike.map(({ product }) => [keyOf(product), product])).values()];
          const rows = await pagesOfPerformances(database, products, choice, request);
          const byProduct = Map.groupBy(rows, ({ shopId, productId }) => shopId + productId);
          for (const one of alike) found.set(one, byProduct.get(keyOf(one.product)) ?? []);
        }
        return wanted.map((one) => found.get(one) ?? []);
      },
      { cache: false },
    ),
    role: new DataLoader((shopIds) => Promise.all(shopIds.map((shopId) => staffRole(shops, shopId, viewer)))),
  };
}

const noStock = ({ tenant, key }: TenantKey): StockLevel => ({
  shopId: tenant,
  variantId: key,
  onHand: 0,
  held: 0,
  confirmed: 0,
});

/** Makes the next look-up read anew: of the mutations of one operation, each must see what those before it did. */
export function forget({ role: _role, ...loaders }: CatalogLoaders): void {
  for (const loader of Object.values(loaders)) loader.clearAll();
}
