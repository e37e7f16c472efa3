import type { Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import { isSale, latestFacts, type OrderFact } from './order-fact.ts';

/**
 * Each order's row holds what of it has been added up. A newer fact takes the old share off and puts the new one on, all
 * in one statement; a fact that is not newer changes nothing, so replays and duplicates are harmless.
 * A sum that exists is updated and any other inserted, rather than upserted: PostgreSQL checks CHECK (orders >= 0) on the
 * row proposed for insertion, which would be the bare difference.
 */
const COUNT_ORDERS = `
  WITH fact AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS fact (
      shop_id uuid, order_id uuid, version int, state text, total bigint, currency text, counted_day date, lines jsonb,
      position bigint, occurred_at timestamptz)
  ), before AS (
    SELECT counted_order.* FROM counted_order JOIN fact USING (shop_id, order_id)
  ), after AS (
    INSERT INTO counted_order (shop_id, order_id, version, state, total, currency, counted_day, lines)
    SELECT shop_id, order_id, version, state, total, currency, counted_day, lines FROM fact
    ON CONFLICT (shop_id, order_id) DO UPDATE SET
      version = excluded.version, state = excluded.state, total = excluded.total, currency = excluded.currency,
      counted_day = excluded.counted_day, lines = excluded.lines
    WHERE counted_order.version < excluded.version
    RETURNING *
  ), share AS (
    SELECT 1 AS sign, shop_id, state, total, counted_day, lines FROM after
    UNION ALL
    SELECT -1, before.shop_id, before.state, before.total, before.counted_day, before.lines
    FROM before JOIN after USING (shop_id, order_id)
  ),
  state_change AS (
    SELECT shop_id, state, sum(sign) AS orders FROM share GROUP BY shop_id, state HAVING sum(sign) <> 0
  ), state_updated AS (
    UPDATE orders_by_state SET orders = orders_by_state.orders + state_change.orders FROM state_change
    WHERE orders_by_state.shop_id = state_change.shop_id AND orders_by_state.state = state_change.state
    RETURNING orders_by_state.shop_id, orders_by_state.state
  ), state_inserted AS (
    INSERT INTO orders_by_state (shop_id, state, orders)
    SELECT shop_id, state, orders FROM state_change WHERE (shop_id, state) NOT IN (SELECT * FROM state_updated)
  ),
  revenue_change AS (
    SELECT shop_id, counted_day AS day, sum(sign) AS orders, sum(sign * total) AS revenue
    FROM share WHERE counted_day IS NOT NULL GROUP BY shop_id, counted_day
    HAVING sum(sign) <> 0 OR sum(sign * total) <> 0
  ), revenue_updated AS (
    UPDATE daily_revenue
    SET orders = daily_revenue.orders + revenue_change.orders, revenue = daily_revenue.revenue + revenue_change.revenue
    FROM revenue_change
    WHERE daily_revenue.shop_id = revenue_change.shop_id AND daily_revenue.day = revenue_change.day
    RETURNING daily_revenue.shop_id, daily_revenue.day
  ), revenue_inserted AS (
    INSERT INTO daily_revenue (shop_id, day, orders, revenue)
    SELECT shop_id, day, orders, revenue FROM revenue_change
    WHERE (shop_id, day) NOT IN (SELECT * FROM revenue_updated)
  ),
  sales_change AS (
    SELECT shop_id, line."variantId" AS variant_id, sum(sign * line.quantity) AS quantity,
      sum(sign * line.revenue) AS revenue
    FROM share, jsonb_to_recordset(share.lines) AS line ("variantId" uuid, quantity bigint, revenue bigint)
    WHERE counted_day IS NOT NULL GROUP BY shop_id, line."variantId"
    HAVING sum(sign * line.quantity) <> 0 OR sum(sign * line.revenue) <> 0
  ), sales_updated AS (
    UPDATE variant_sales
    SET quantity = variant_sales.quantity + sales_change.quantity, revenue = variant_sales.revenue + sales_change.revenue
    FROM sales_change
    WHERE variant_sales.shop_id = sales_change.shop_id AND variant_sales.variant_id = sales_change.variant_id
    RETURNING variant_sales.shop_id, variant_sales.variant_id
  ), sales_inserted AS (
    INSERT INTO variant_sales (shop_id, variant_id, quantity, revenue)
    SELECT shop_id, variant_id, quantity, revenue FROM sales_change
    WHERE (shop_id, variant_id) NOT IN (SELECT * FROM sales_updated)
  )
  INSERT INTO shop_dashboard (shop_id, position, updated_at)
  SELECT shop_id, max(position), max(occurred_at) FROM fact JOIN after USING (shop_id, order_id) GROUP BY shop_id
  ON CONFLICT (shop_id) DO UPDATE SET
    position = greatest(shop_dashboard.position, excluded.position),
    updated_at = greatest(shop_dashboard.updated_at, excluded.updated_at)
  RETURNING shop_id`;

/**
 * Counts a batch of facts in one statement, whatever its length and however many shops it touches.
 * @param dayOf the calendar day of a moment in a shop's timezone.
 * @returns the shops whose figures have changed.
 */
export async function countOrders(
  transaction: Transaction,
  facts: readonly OrderFact[],
  dayOf: (shopId: Uuid, moment: Date) => string,
): Promise<Uuid[]> {
  const rows = latestFacts(facts).map(({ shopId, aggregateId, version, data, position, occurredAt }) => ({
    shop_id: shopId,
    order_id: aggregateId,
    version,
    state: data.state,
    total: data.total.amount,
    currency: data.total.currency,
    counted_day: isSale(data) ? dayOf(shopId, new Date(data.confirmedAt)) : null,
    lines: data.lines
      .filter((line) => line.state !== 'CANCELLED')
      .map(({ variantId, quantity, total }) => ({ variantId, quantity, revenue: total.amount })),
    position,
    occurred_at: occurredAt,
  }));
  const changed = await transaction.query<{ shop_id: Uuid }>(COUNT_ORDERS, [JSON.stringify(rows)]);
  return changed.map(({ shop_id }) => shop_id);
}
