import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import type { OrderState } from '../order/order-fact.ts';

/** The figures of one shop. Amounts are minor units of its currency. */
export interface Dashboard {
  readonly shop: Shop;
  readonly ordersByState: Partial<Readonly<Record<OrderState, number>>>;
  /** The calendar day of `revenueToday` in the shop's timezone, ISO 8601. */
  readonly today: string;
  readonly revenueToday: number;
  /** Position of the latest event counted; 0 before the first one. */
  readonly position: number;
  readonly updatedAt: Date | null;
}

export interface ShopOfDay {
  readonly shop: Shop;
  /** ISO 8601, in the shop's timezone. */
  readonly today: string;
}

/** The figures of many shops in one statement, in the order asked for. */
export async function findDashboards(database: SqlRunner, wanted: readonly ShopOfDay[]): Promise<Dashboard[]> {
  const rows = await database.query<Omit<Dashboard, 'shop' | 'today'>>(
    `SELECT
       (SELECT coalesce(jsonb_object_agg(state, orders), '{}') FROM orders_by_state
        WHERE orders_by_state.shop_id = wanted.shop_id) AS "ordersByState",
       coalesce(daily_revenue.revenue, 0) AS "revenueToday",
       coalesce(shop_dashboard.position, 0) AS position,
       shop_dashboard.updated_at AS "updatedAt"
     FROM unnest($1::uuid[], $2::date[]) WITH ORDINALITY AS wanted (shop_id, today, number)
     LEFT JOIN shop_dashboard ON shop_dashboard.shop_id = wanted.shop_id
     LEFT JOIN daily_revenue ON daily_revenue.shop_id = wanted.shop_id AND daily_revenue.day = wanted.today
     ORDER BY wanted.number`,
    [wanted.map(({ shop }) => shop.shopId), wanted.map(({ today }) => today)],
  );
  return wanted.flatMap(({ shop, today }, index) => {
    const row = rows[index];
    return row ? [{ shop, today, ...row }] : [];
  });
}

/** What one variant has sold: pieces, and minor units of the shop's currency. */
export interface BestSellerRow {
  readonly shopId: Uuid;
  readonly variantId: Uuid;
  readonly quantity: number;
  readonly revenue: number;
  readonly currency: string;
}

export interface BestSellersOf {
  readonly shop: Shop;
  readonly first: number;
}

/** The best sellers of many shops in one statement, in the order asked for. */
export async function findBestSellers(
  database: SqlRunner,
  wanted: readonly BestSellersOf[],
): Promise<BestSellerRow[][]> {
  const rows = await database.query<{ number: number; variantId: Uuid; quantity: number; revenue: number }>(
    `SELECT wanted.number, best.variant_id AS "variantId", best.quantity, best.revenue
     FROM unnest($1::uuid[], $2::int[]) WITH ORDINALITY AS wanted (shop_id, first, number),
     LATERAL (
       SELECT variant_id, quantity, revenue FROM variant_sales
       WHERE variant_sales.shop_id = wanted.shop_id AND quantity > 0
       ORDER BY quantity DESC, revenue DESC, variant_id LIMIT wanted.first
     ) AS best
     ORDER BY wanted.number, best.quantity DESC, best.revenue DESC, best.variant_id`,
    [wanted.map(({ shop }) => shop.shopId), wanted.map(({ first }) => first)],
  );
  const byNumber = Map.groupBy(rows, ({ number }) => number);
  return wanted.map(({ shop }, index) =>
    (byNumber.get(index + 1) ?? []).map(({ variantId, quantity, revenue }) => ({
      shopId: shop.shopId,
      variantId,
      quantity,
      revenue,
      currency: shop.currency,
    })),
  );
}
