import { type OrderRow, rowsOf } from './books.ts';
import type { Shops } from './shops.ts';
import type { FaultSystem } from './system.ts';

interface CalledOff {
  readonly order_id: string;
  /** Minor units. */
  readonly total: number;
}

/** Lines that their customers called off when they were paid for, by the order's own events. */
const CALLED_OFF_BY_CUSTOMERS = `
  WITH told AS (
    SELECT shop_id, aggregate_id AS order_id, type, data,
           row_number() OVER (PARTITION BY aggregate_id ORDER BY version) AS nth
      FROM outbox
     WHERE type IN ('OrderCancelled', 'OrderLinesCancelled')
  ), going AS (
    SELECT DISTINCT ON (l.shop_id, l.order_id, l.line_id) l.shop_id, l.order_id, l.total::float AS total, told.data
      FROM told JOIN order_line l USING (shop_id, order_id)
     WHERE told.type = 'OrderCancelled' OR told.data->'lineIds' ? l.line_id::text
     ORDER BY l.shop_id, l.order_id, l.line_id, told.nth
  )
  SELECT order_id, total FROM going
   WHERE shop_id = $1 AND data->>'by' = 'CUSTOMER' AND data->>'previousState' = 'CONFIRMED'`;

/**
 * What a shop may keep of each order, in minor units: its total while it stands, and of what its customer called off the
 * part that does not go back. Reckoned without the code that reckons refunds.
 */
export async function dueOf(
  system: FaultSystem,
  shops: Shops,
  orders: readonly OrderRow[],
): Promise<Map<string, number>> {
  const due = new Map(
    orders.map(({ order_id, state, total, payment_policy }) => {
      const stands = state === 'CONFIRMED' || state === 'COMPLETED';
      return [order_id, stands && payment_policy === 'PREPAY' ? total : 0];
    }),
  );
  for (const { key, givesBack } of Object.values(shops) as Shops[keyof Shops][]) {
    const calledOff = await rowsOf<CalledOff>(system, 'reservations', CALLED_OFF_BY_CUSTOMERS, [key]);
    for (const { order_id, total } of calledOff)
      due.set(order_id, (due.get(order_id) ?? 0) + total - halfToEven((total * givesBack) / 100));
  }
  return due;
}

function halfToEven(amount: number): number {
  const below = Math.floor(amount);
  if (amount - below !== 0.5) return Math.round(amount);
  return below % 2 === 0 ? below : below + 1;
}
