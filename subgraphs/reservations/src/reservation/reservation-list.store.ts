import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { OrderLineRow } from '../order/order.entity.ts';
import type { WrittenAs } from '../order/order.state.ts';
import { LINE_COLUMNS } from '../order/order.store.ts';

/** Lines that have taken a step of their own, by the state they have written down. */
export interface MovedAs {
  readonly state: string;
  readonly returnable: boolean;
}

/** Which lines to find: by their own states, and by their orders' where they have none of their own. */
export interface SoughtStates {
  readonly moved: readonly MovedAs[];
  readonly unmoved: readonly WrittenAs[];
}

/** Conditions on lines and orders; null: any. */
export interface ReservationConditions {
  readonly variantId: Uuid | null;
  readonly performanceId: Uuid | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly overdue: boolean | null;
  readonly endingSoon: boolean | null;
  readonly atRisk: boolean | null;
  readonly tableSessionId: Uuid | null;
  readonly now: Date;
  /** The shop's setting, in minutes. */
  readonly endingSoonMinutes: number;
}

/** After which reservation a page begins: the moment it is sorted by, its order, its place there. */
export interface ReservationPosition {
  readonly moment: string;
  readonly orderId: Uuid;
  readonly place: number;
}

/** Earlier than any reservation. */
const BOTTOM: ReservationPosition = {
  moment: '-infinity',
  orderId: '00000000-0000-0000-0000-000000000000',
  place: -1,
};

/** Conditions on a line `l` of an order `o`, from parameters $1 to $10. See isOverdue and isEndingSoon. */
const CONDITIONS = `
  ($1::uuid IS NULL OR l.variant_id = $1)
  AND ($2::uuid IS NULL OR l.performance_id = $2)
  AND ($3::timestamptz IS NULL OR coalesce(l.period_end > $3, o.placed_at >= $3))
  AND ($4::timestamptz IS NULL OR coalesce(l.period_start, o.placed_at) < $4)
  AND ($5::boolean IS NULL OR $5 = coalesce(
    l.reservation_state = 'HANDED_OVER' AND l.returnable AND l.period_end <= $9, false))
  AND ($6::boolean IS NULL OR $6 = coalesce(
    l.reservation_state IN ('CONFIRMED', 'PREPARING', 'READY', 'HANDED_OVER') AND l.period_end > $9::timestamptz
    AND greatest(least(l.period_start, l.handed_over_at), l.period_end - $10::integer * interval '1 minute') <= $9, false))
  AND ($7::boolean IS NULL OR $7 = l.at_risk)
  AND ($8::uuid IS NULL OR o.table_session_id = $8)`;

const conditionValues = (conditions: ReservationConditions): readonly unknown[] => [
  conditions.variantId,
  conditions.performanceId,
  conditions.from,
  conditions.to,
  conditions.overdue,
  conditions.endingSoon,
  conditions.atRisk,
  conditions.tableSessionId,
  conditions.now,
  conditions.endingSoonMinutes,
];

export interface ShopReservationsQuery {
  readonly shopId: Uuid;
  readonly sought: SoughtStates;
  readonly conditions: ReservationConditions;
  readonly after: ReservationPosition | null;
  readonly limit: number;
}

/**
 * Each state's part is a walk along one index: of lines that have a state of their own, and of orders for those that have
 * none. A page costs the same however deep it lies and however much has been before.
 */
const BY_PLACING = `
  SELECT ${LINE_COLUMNS}, l.moment FROM (
    SELECT moved.* FROM unnest($15::text[], $16::boolean[]) AS wanted (state, returnable)
    CROSS JOIN LATERAL (
      SELECT l.*, l.placed_at AS moment FROM order_line l
      CROSS JOIN LATERAL (SELECT * FROM "order" WHERE shop_id = l.shop_id AND order_id = l.order_id OFFSET 0) o
      WHERE l.shop_id = $11 AND l.reservation_state = wanted.state AND l.returnable = wanted.returnable
        AND (l.placed_at, l.order_id, l.place) > ($12::timestamptz, $13::uuid, $14::smallint)
        AND ${CONDITIONS}
      ORDER BY l.placed_at, l.order_id, l.place
      LIMIT $17) moved
    UNION ALL
    SELECT unmoved.* FROM unnest($18::text[], $19::timestamptz[], $20::timestamptz[])
      AS wanted (state, expires_after, expires_until)
    CROSS JOIN LATERAL (
      SELECT l.*, o.placed_at AS moment FROM "order" o
      CROSS JOIN LATERAL (
        SELECT * FROM order_line WHERE shop_id = o.shop_id AND order_id = o.order_id AND reservation_state IS NULL
        OFFSET 0) l
      WHERE o.shop_id = $11 AND o.state = wanted.state
        AND o.expires_at > wanted.expires_after AND o.expires_at <= wanted.expires_until
        AND (o.placed_at, o.order_id) >= ($12::timestamptz, $13::uuid)
        AND (o.placed_at, o.order_id, l.place) > ($12::timestamptz, $13::uuid, $14::smallint)
        AND ${CONDITIONS}
      ORDER BY o.placed_at, o.order_id, l.place
      LIMIT $17) unmoved) l
  ORDER BY l.moment, l.order_id, l.place
  LIMIT $17`;

/** What has a period has a state of its own from its confirmation on. */
const BY_PERIOD = `
  SELECT ${LINE_COLUMNS}, l.period_start AS moment FROM (
    SELECT moved.* FROM unnest($15::text[]) AS wanted (state)
    CROSS JOIN LATERAL (
      SELECT l.* FROM order_line l
      CROSS JOIN LATERAL (SELECT * FROM "order" WHERE shop_id = l.shop_id AND order_id = l.order_id OFFSET 0) o
      WHERE l.shop_id = $11 AND l.reservation_state = wanted.state AND l.period_start IS NOT NULL
        AND (l.period_start, l.order_id, l.place) > ($12::timestamptz, $13::uuid, $14::smallint)
        AND ${CONDITIONS}
      ORDER BY l.period_start, l.order_id, l.place
      LIMIT $16) moved) l
  ORDER BY l.period_start, l.order_id, l.place
  LIMIT $16`;

/** A line with the moment it is sorted by. */
export type ListedLine = OrderLineRow & { readonly moment: Date };

const unmovedColumns = (unmoved: readonly WrittenAs[]): readonly unknown[] => [
  unmoved.map(({ state }) => state),
  unmoved.map(({ expiresAfter }) => expiresAfter),
  unmoved.map(({ expiresUntil }) => expiresUntil),
];

/** A page of a shop's lines in the order in which they were placed, the earliest first. */
export function findByPlacing(runner: SqlRunner, query: ShopReservationsQuery): Promise<ListedLine[]> {
  const { moment, orderId, place } = query.after ?? BOTTOM;
  return runner.query<ListedLine>(BY_PLACING, [
    ...conditionValues(query.conditions),
    query.shopId,
    moment,
    orderId,
    place,
    query.sought.moved.map(({ state }) => state),
    query.sought.moved.map(({ returnable }) => returnable),
    query.limit,
    ...unmovedColumns(query.sought.unmoved),
  ]);
}

/** A page of a shop's lines by the beginning of their periods, the earliest first; only what has a period. */
export function findByPeriod(runner: SqlRunner, query: ShopReservationsQuery): Promise<ListedLine[]> {
  const { moment, orderId, place } = query.after ?? BOTTOM;
  return runner.query<ListedLine>(BY_PERIOD, [
    ...conditionValues(query.conditions),
    query.shopId,
    moment,
    orderId,
    place,
    [...new Set(query.sought.moved.map(({ state }) => state))],
    query.limit,
  ]);
}

export interface AccountReservationsQuery extends Omit<ShopReservationsQuery, 'shopId'> {
  readonly accountId: Uuid;
}

/** Later than any reservation. */
const TOP: ReservationPosition = { moment: 'infinity', orderId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', place: 100 };

/** A walk along the account's index; the lines of one order keep its order. The shop's setting is each shop's own. */
const OF_ACCOUNT = `
  SELECT ${LINE_COLUMNS}, mine.placed_at AS moment
  FROM account_order mine
  CROSS JOIN LATERAL (
    SELECT * FROM "order" WHERE shop_id = mine.shop_id AND order_id = mine.order_id OFFSET 0) o
  LEFT JOIN shop ON shop.shop_id = mine.shop_id
  CROSS JOIN LATERAL (
    SELECT * FROM order_line WHERE shop_id = o.shop_id AND order_id = o.order_id OFFSET 0) l
  WHERE mine.account_id = $11
    AND (mine.placed_at, mine.order_id) <= ($12::timestamptz, $13::uuid)
    AND ((mine.placed_at, mine.order_id) < ($12::timestamptz, $13::uuid) OR l.place > $14::smallint)
    AND (EXISTS (SELECT FROM unnest($15::text[]) AS wanted (state) WHERE l.reservation_state = wanted.state)
      OR l.reservation_state IS NULL AND EXISTS (
        SELECT FROM unnest($17::text[], $18::timestamptz[], $19::timestamptz[]) AS wanted (state, expires_after, expires_until)
        WHERE o.state = wanted.state AND o.expires_at > wanted.expires_after AND o.expires_at <= wanted.expires_until))
    AND ${CONDITIONS.replace('$10::integer', 'coalesce(shop.ending_soon_minutes, $10::integer)')}
  ORDER BY mine.placed_at DESC, mine.order_id DESC, l.place
  LIMIT $16`;

/** A page of an account's lines at all shops, those placed latest first. */
export function findOfAccount(runner: SqlRunner, query: AccountReservationsQuery): Promise<ListedLine[]> {
  const { moment, orderId, place } = query.after ?? TOP;
  return runner.query<ListedLine>(OF_ACCOUNT, [
    ...conditionValues(query.conditions),
    query.accountId,
    moment,
    orderId,
    place,
    [...new Set(query.sought.moved.map(({ state }) => state))],
    query.limit,
    ...unmovedColumns(query.sought.unmoved),
  ]);
}
