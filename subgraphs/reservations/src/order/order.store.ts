import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import type { WrittenAs } from './order.state.ts';

/** An order row `o` as {@link OrderRow}. */
export const ORDER_COLUMNS = `
  o.shop_id AS "shopId", o.order_id AS "orderId", o.account_id AS "accountId", o.state,
  o.payment_policy AS "paymentPolicy", o.table_session_id AS "tableSessionId", o.currency, o.total, o.points, o.remark,
  o.placed_at AS "placedAt", o.expires_at AS "expiresAt", o.confirmed_at AS "confirmedAt",
  o.completed_at AS "completedAt",
  o.cancelled_at AS "cancelledAt", o.cancel_reason AS "cancelReason", o.cancelled_by AS "cancelledBy",
  o.payment_id AS "paymentId", o.payment_problem AS "paymentProblem", o.version`;

/** A line `l` as {@link OrderLineRow}. */
export const LINE_COLUMNS = `
  l.shop_id AS "shopId", l.order_id AS "orderId", l.line_id AS "lineId", l.place, l.variant_id AS "variantId",
  l.product_id AS "productId", l.performance_id AS "performanceId", l.quantity, l.currency, l.unit_price AS "unitPrice",
  l.total, l.points, l.period_start AS "periodStart", l.period_end AS "periodEnd", l.performance_start AS "performanceStart",
  l.returnable, l.units,
  l.reservation_state AS "reservationState", l.reservation_version AS "reservationVersion",
  l.handed_over_at AS "handedOverAt", l.ended_at AS "endedAt", l.cancelled_at AS "cancelledAt",
  l.ending_soon_at AS "endingSoonAt", l.overdue_at AS "overdueAt", l.at_risk AS "atRisk"`;

const columnsOf = (keys: readonly TenantKey[]): [Uuid[], Uuid[]] => [
  keys.map(({ tenant }) => tenant),
  keys.map(({ key }) => key),
];

/**
 * The orders of these (shop, order) keys that exist, in no order. Lateral (and with an OFFSET, lest it be flattened), so
 * that each is found by its key whatever the planner believes of a table that has just begun to grow.
 */
export function findOrders(runner: SqlRunner, keys: readonly TenantKey[]): Promise<OrderRow[]> {
  return runner.query<OrderRow>(
    `SELECT ${ORDER_COLUMNS}
     FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, order_id)
     CROSS JOIN LATERAL (
       SELECT * FROM "order" WHERE shop_id = wanted.shop_id AND order_id = wanted.order_id OFFSET 0) o`,
    columnsOf(keys),
  );
}

/** The lines of these orders, each order's as they were given. */
export function findLines(runner: SqlRunner, keys: readonly TenantKey[]): Promise<OrderLineRow[]> {
  return runner.query<OrderLineRow>(
    `SELECT ${LINE_COLUMNS}
     FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, order_id)
     CROSS JOIN LATERAL (
       SELECT * FROM order_line WHERE shop_id = wanted.shop_id AND order_id = wanted.order_id OFFSET 0) l
     ORDER BY l.place`,
    columnsOf(keys),
  );
}

/** After which order a page begins; the latest come first. */
export interface OrderPosition {
  readonly placedAt: string;
  readonly orderId: Uuid;
}

/** Later than any order. */
const TOP: OrderPosition = { placedAt: 'infinity', orderId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** Earlier than any order of this moment or later. */
const beginningOf = (moment: Date): OrderPosition => ({
  placedAt: moment.toISOString(),
  orderId: '00000000-0000-0000-0000-000000000000',
});

/** Where a page begins at the latest. One bound instead of two: PostgreSQL then sees that walking the index is best. */
function upperBound(after: OrderPosition | null, placedTo: Date | null): OrderPosition {
  if (placedTo === null) return after ?? TOP;
  return after === null || Date.parse(after.placedAt) >= placedTo.getTime() ? beginningOf(placedTo) : after;
}

const stateColumns = (states: readonly WrittenAs[]): [string[], string[], string[]] => [
  states.map(({ state }) => state),
  states.map(({ expiresAfter }) => expiresAfter),
  states.map(({ expiresUntil }) => expiresUntil),
];

export interface ShopOrdersQuery {
  readonly shopId: Uuid;
  readonly states: readonly WrittenAs[];
  readonly placedFrom: Date | null;
  readonly placedTo: Date | null;
  readonly after: OrderPosition | null;
  readonly limit: number;
}

/**
 * A page of a shop's orders: each state's part is a walk along one index, so depth and past orders cost nothing. The lower
 * bound is applied to what the walk has found: the latest come first, so what it cuts off comes last.
 */
export function findShopOrders(runner: SqlRunner, query: ShopOrdersQuery): Promise<OrderRow[]> {
  const below = upperBound(query.after, query.placedTo);
  return runner.query<OrderRow>(
    `SELECT ${ORDER_COLUMNS}
     FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS wanted (state, expires_after, expires_until)
     CROSS JOIN LATERAL (
       SELECT * FROM "order" candidate
       WHERE candidate.shop_id = $1 AND candidate.state = wanted.state
         AND candidate.expires_at > wanted.expires_after AND candidate.expires_at <= wanted.expires_until
         AND (candidate.placed_at, candidate.order_id) < ($6, $7)
       ORDER BY candidate.placed_at DESC, candidate.order_id DESC
       LIMIT $8) o
     WHERE o.placed_at >= $5
     ORDER BY o.placed_at DESC, o.order_id DESC
     LIMIT $8`,
    [
      query.shopId,
      ...stateColumns(query.states),
      query.placedFrom?.toISOString() ?? '-infinity',
      below.placedAt,
      below.orderId,
      query.limit,
    ],
  );
}

export interface AccountOrdersQuery {
  readonly accountId: Uuid;
  readonly states: readonly WrittenAs[];
  readonly after: OrderPosition | null;
  readonly limit: number;
}

/** A page of an account's orders at all shops: a walk along its index (OFFSET 0 keeps it one) until the page is full. */
export function findAccountOrders(runner: SqlRunner, query: AccountOrdersQuery): Promise<OrderRow[]> {
  const after = query.after ?? TOP;
  return runner.query<OrderRow>(
    `SELECT ${ORDER_COLUMNS}
     FROM account_order mine
     CROSS JOIN LATERAL (
       SELECT * FROM "order" candidate
       WHERE candidate.shop_id = mine.shop_id AND candidate.order_id = mine.order_id AND EXISTS (
         SELECT FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS wanted (state, expires_after, expires_until)
         WHERE candidate.state = wanted.state
           AND candidate.expires_at > wanted.expires_after AND candidate.expires_at <= wanted.expires_until)
       OFFSET 0) o
     WHERE mine.account_id = $1 AND (mine.placed_at, mine.order_id) < ($5, $6)
     ORDER BY mine.placed_at DESC, mine.order_id DESC
     LIMIT $7`,
    [query.accountId, ...stateColumns(query.states), after.placedAt, after.orderId, query.limit],
  );
}
