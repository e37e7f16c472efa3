import { reconcileStock } from '../../../subgraphs/catalog/src/stock/reconcile.ts';
import { type OrderRow, rowsOf } from './books.ts';
import type { FaultSystem } from './system.ts';

/**
 * What is promised are the lines of the orders that stand; journal, pools and promises add up. A hold of an order that was
 * never written, and that could not be given up, is left to lapse.
 */
export async function againstStock(system: FaultSystem, orders: readonly OrderRow[]): Promise<string[]> {
  const [promised, lines, differences] = await Promise.all([
    rowsOf<{ order_id: string; line_id: string; state: string; quantity: number }>(
      system,
      'catalog',
      `SELECT order_id, line_id, state, quantity FROM allocation WHERE state IN ('HELD', 'CONFIRMED')`,
    ),
    rowsOf<{ line_id: string; order_id: string; quantity: number }>(
      system,
      'reservations',
      `SELECT line_id, order_id, quantity FROM order_line WHERE reservation_state IS DISTINCT FROM 'CANCELLED'`,
    ),
    reconcileStock({ query: (text) => rowsOf(system, 'catalog', text) }),
  ]);
  const written = new Set(orders.map(({ order_id }) => order_id));
  const confirmed = new Set(orders.filter(({ state }) => state === 'CONFIRMED').map(({ order_id }) => order_id));
  const due = new Map(lines.filter(({ order_id }) => confirmed.has(order_id)).map((line) => [line.line_id, line]));
  const found: string[] = [];
  for (const { order_id, line_id, state, quantity } of promised) {
    if (state === 'HELD' && !written.has(order_id)) continue;
    if (state !== 'CONFIRMED' || due.get(line_id)?.quantity !== quantity)
      found.push(`${quantity} are ${state} for line ${line_id}, of which ${due.get(line_id)?.quantity ?? 0} are sold`);
    due.delete(line_id);
  }
  for (const { line_id, order_id } of due.values())
    found.push(`order ${order_id} is CONFIRMED without the stock of line ${line_id}`);
  return [...found, ...differences.map((difference) => `the stock does not add up: ${JSON.stringify(difference)}`)];
}
