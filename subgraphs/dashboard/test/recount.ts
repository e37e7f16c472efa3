import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { NewOrderFact } from './order-histories.ts';

/** All read models, as plain sums: `<shop> <state | day | variant>` → numbers. Zeros are left out. */
export interface Figures {
  readonly ordersByState: Readonly<Record<string, number>>;
  readonly revenueByDay: Readonly<Record<string, readonly [orders: number, revenue: number]>>;
  readonly salesByVariant: Readonly<Record<string, readonly [quantity: number, revenue: number]>>;
}

/** Counts the slow and obvious way: looks at each order as it stands after its last fact. */
export function recount(facts: readonly NewOrderFact[], timezones: ReadonlyMap<string, string>): Figures {
  const orders = new Map<string, NewOrderFact>();
  for (const fact of facts) {
    if ((orders.get(fact.aggregateId)?.version ?? 0) < fact.version) orders.set(fact.aggregateId, fact);
  }
  const ordersByState: Record<string, number> = {};
  const revenueByDay: Record<string, [number, number]> = {};
  const salesByVariant: Record<string, [number, number]> = {};
  for (const { shopId, data } of orders.values()) {
    const state = `${shopId} ${data.state}`;
    ordersByState[state] = (ordersByState[state] ?? 0) + 1;
    if (data.confirmedAt === null || data.state === 'CANCELLED') continue;
    // Swedish writes days as ISO 8601 does.
    const timeZone = timezones.get(shopId) ?? 'UTC';
    const day = `${shopId} ${new Date(data.confirmedAt).toLocaleDateString('sv-SE', { timeZone })}`;
    const [count, revenue] = revenueByDay[day] ?? [0, 0];
    revenueByDay[day] = [count + 1, revenue + data.total.amount];
    for (const line of data.lines) {
      const variant = `${shopId} ${line.variantId}`;
      const [quantity, sales] = salesByVariant[variant] ?? [0, 0];
      salesByVariant[variant] = [quantity + line.quantity, sales + line.total.amount];
    }
  }
  return { ordersByState, revenueByDay, salesByVariant };
}

/** What the read models hold. */
export async function counted(database: SqlRunner): Promise<Figures> {
  const states = await database.query<{ key: string; orders: number }>(
    `SELECT shop_id || ' ' || state AS key, orders FROM orders_by_state WHERE orders <> 0`,
  );
  const days = await database.query<{ key: string; orders: number; revenue: number }>(
    `SELECT shop_id || ' ' || day AS key, orders, revenue FROM daily_revenue WHERE (orders, revenue) <> (0, 0)`,
  );
  const variants = await database.query<{ key: string; quantity: number; revenue: number }>(
    `SELECT shop_id || ' ' || variant_id AS key, quantity, revenue FROM variant_sales
     WHERE (quantity, revenue) <> (0, 0)`,
  );
  return {
    ordersByState: Object.fromEntries(states.map(({ key, orders }) => [key, orders])),
    revenueByDay: Object.fromEntries(days.map(({ key, orders, revenue }) => [key, [orders, revenue]])),
    salesByVariant: Object.fromEntries(variants.map(({ key, quantity, revenue }) => [key, [quantity, revenue]])),
  };
}
