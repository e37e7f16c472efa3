import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import { randomId } from '@yoyaku/platform/ids';
import fc from 'fast-check';
import { countOrders } from '../src/order/count-orders.store.ts';
import { latestFacts, type OrderFact } from '../src/order/order-fact.ts';
import { shopDay } from '../src/order/shop-day.ts';
import { type DashboardDatabase, openDashboardDatabase } from './dashboard-database.ts';
import { LIVES, type NewOrderFact, orderHistory } from './order-histories.ts';
import { counted, recount } from './recount.ts';

const shops = [randomId(), randomId()] as const;
const [tokyoShop] = shops;
const variants = [randomId(), randomId(), randomId()];
const timezones = new Map([
  [shops[0], 'Asia/Tokyo'],
  [shops[1], 'America/Los_Angeles'],
]);

const dayOf = (shopId: string, moment: Date) => shopDay(moment, timezones.get(shopId) ?? 'UTC');

let opened: DashboardDatabase;

beforeAll(async () => {
  opened = await openDashboardDatabase();
});

beforeEach(() => empty());

afterAll(() => opened.drop());

const empty = () =>
  opened.database.query('TRUNCATE counted_order, orders_by_state, daily_revenue, variant_sales, shop_dashboard');

/** As they come out of the reservations subgraph's outbox. */
const recorded = (facts: readonly NewOrderFact[]): OrderFact[] =>
  facts.map((fact, index) => ({
    ...(fact as NewOrderFact & Pick<OrderFact, 'type'>),
    id: randomId(),
    source: 'reservations',
    position: index + 1,
    occurredAt: new Date(Date.UTC(2026, 0, 15) + index).toISOString(),
  }));

const count = (facts: readonly OrderFact[]) =>
  opened.database.transaction('count orders', (transaction) => countOrders(transaction, facts, dayOf));

const line = fc.record({
  variantId: fc.constantFrom(...variants),
  quantity: fc.integer({ min: 1, max: 5 }),
  price: fc.integer({ min: 0, max: 1_000 }),
});

const order = fc.record({
  life: fc.constantFrom(...(Object.keys(LIVES) as (keyof typeof LIVES)[])),
  shopId: fc.constantFrom(...shops),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  confirmedAt: fc.date({
    min: new Date('2026-01-14T00:00:00Z'),
    max: new Date('2026-01-16T00:00:00Z'),
    noInvalidDate: true,
  }),
});

const MOST_ORDERS = 8;

/** Facts of many orders: each order's own in their order, those of different orders in any. */
const facts = fc
  .tuple(
    fc.array(order, { maxLength: MOST_ORDERS }),
    fc.array(fc.nat(), { minLength: 3 * MOST_ORDERS, maxLength: 3 * MOST_ORDERS }),
  )
  .map(([orders, choices]) =>
    interleaved(
      orders.map(({ life, ...options }) => orderHistory(life, options)),
      choices,
    ),
  );

function interleaved(histories: readonly NewOrderFact[][], choices: readonly number[]): OrderFact[] {
  const left = histories.map((history) => [...history]);
  const all = choices.flatMap((choice) => {
    const open = left.filter((history) => history.length > 0);
    return open[choice % open.length]?.shift() ?? [];
  });
  return recorded(all);
}

/** How a batch ends: kept, rolled back and tried again, or kept with some older facts coming once more after it. */
const batch = fc.record({
  length: fc.integer({ min: 1, max: 6 }),
  fate: fc.constantFrom('kept', 'kept', 'rolled back first', 'older ones again'),
  older: fc.nat(),
});

describe('counting orders', () => {
  test('the figures equal a recount of the orders, wherever the batches are cut and however often they come', async () => {
    await fc.assert(
      fc.asyncProperty(facts, fc.array(batch, { minLength: 1, maxLength: 6 }), async (all, batches) => {
        await empty();
        let taken = 0;
        for (const { length, fate, older } of batches) {
          const events = all.slice(taken, taken + length);
          if (fate === 'rolled back first') await expect(countAndFail(events)).rejects.toThrow('no commit');
          await count(events);
          taken += length;
          if (fate === 'older ones again')
            await count(all.slice(0, taken).slice(older % taken, (older % taken) + length));
        }
        expect(await counted(opened.database)).toEqual(recount(all.slice(0, taken), timezones));
      }),
      { numRuns: 150 },
    );
  });

  test('a recount of all that is kept of the orders gives the same figures', async () => {
    const all = recorded(
      Object.keys(LIVES).flatMap((life) =>
        orderHistory(life as keyof typeof LIVES, {
          shopId: tokyoShop,
          lines: [{ variantId: variants[0] ?? '', quantity: 2, price: 300 }],
        }),
      ),
    );
    await count(all);
    const [kept] = await opened.database.query<{ orders: number; revenue: number; pieces: number }>(
      `SELECT count(*) AS orders, sum(total) FILTER (WHERE counted_day IS NOT NULL)::bigint AS revenue,
         (SELECT sum((line->>'quantity')::int) FROM counted_order, jsonb_array_elements(lines) AS line
          WHERE counted_day IS NOT NULL) AS pieces
       FROM counted_order`,
    );
    expect(kept).toEqual({ orders: 8, revenue: 1800, pieces: 6 });
    expect(Object.values((await counted(opened.database)).revenueByDay)).toEqual([[3, 1800]]);
  });

  test('a cancellation takes the revenue off the day it was counted on, not off the day of the cancellation', async () => {
    const confirmedAt = new Date('2026-01-14T23:00:00+09:00');
    const [placed, confirmed, cancelled] = recorded(
      orderHistory('cancelledPaid', { shopId: tokyoShop, lines: someLines(), confirmedAt }),
    );
    await count([placed, confirmed].filter((fact) => fact !== undefined));
    expect((await counted(opened.database)).revenueByDay).toEqual({ [`${tokyoShop} 2026-01-14`]: [1, 500] });
    await count([cancelled].filter((fact) => fact !== undefined));
    expect(await counted(opened.database)).toEqual({
      ordersByState: { [`${tokyoShop} CANCELLED`]: 1 },
      revenueByDay: {},
      salesByVariant: {},
    });
  });

  test('a line that is cancelled alone takes its share off, and the rest of the order stays a sale', async () => {
    const [first, second] = [variants[0] ?? '', variants[1] ?? ''];
    const lines = [
      { variantId: first, quantity: 1, price: 300 },
      { variantId: second, quantity: 2, price: 100 },
    ];
    const history = orderHistory('confirmed', { shopId: tokyoShop, lines });
    const confirmed = history.at(-1);
    if (!confirmed) throw new Error('the order has no history');
    const data = {
      ...confirmed.data,
      total: { amount: 200, currency: 'JPY' },
      lines: confirmed.data.lines.map((line, place) => ({ ...line, state: place === 0 ? 'CANCELLED' : 'CONFIRMED' })),
    };
    await count(recorded([...history, { ...confirmed, type: 'OrderLinesCancelled', version: 3, data }]));
    const figures = await counted(opened.database);
    expect(figures.ordersByState).toEqual({ [`${tokyoShop} CONFIRMED`]: 1 });
    expect(Object.values(figures.revenueByDay)).toEqual([[1, 200]]);
    expect(figures.salesByVariant).toEqual({ [`${tokyoShop} ${second}`]: [2, 200] });
  });

  test('only the shops whose figures have changed are named', async () => {
    const history = recorded(orderHistory('confirmed', { shopId: tokyoShop, lines: someLines() }));
    expect(await count(history)).toEqual([tokyoShop]);
    expect(await count(history)).toEqual([]);
    expect(await count([])).toEqual([]);
  });

  test('a batch is one statement, whatever its length', async () => {
    const histories = Array.from({ length: 100 }, () =>
      orderHistory('confirmed', { shopId: randomId(), lines: someLines() }),
    );
    let statements = 0;
    await opened.database.transaction('count orders', (transaction) => {
      const counting = {
        ...transaction,
        query: <Row>(text: string, values?: readonly unknown[]) => {
          statements += 1;
          return transaction.query<Row>(text, values);
        },
      };
      return countOrders(counting, recorded(histories.flat()), dayOf);
    });
    expect(statements).toBe(1);
  });
});

describe('the day of a shop', () => {
  test('begins at its own midnight', () => {
    expect(shopDay(new Date('2026-01-14T14:59:59.999Z'), 'Asia/Tokyo')).toBe('2026-01-14');
    expect(shopDay(new Date('2026-01-14T15:00:00.000Z'), 'Asia/Tokyo')).toBe('2026-01-15');
    expect(shopDay(new Date('2026-01-15T07:59:59.999Z'), 'America/Los_Angeles')).toBe('2026-01-14');
  });

  test('in a timezone that nobody knows is nobody’s guess', () => {
    expect(() => shopDay(new Date(), 'Asia/Nowhere')).toThrow(RangeError);
  });
});

test('of the facts of one order only the last counts, in whatever order they come', () => {
  const history = recorded(orderHistory('cancelledPaid', { shopId: tokyoShop, lines: someLines() }));
  expect(latestFacts(history.toReversed()).map(({ version }) => version)).toEqual([3]);
});

const someLines = () => [{ variantId: variants[0] ?? '', quantity: 1, price: 500 }];

async function countAndFail(events: readonly RecordedEvent[]): Promise<void> {
  await opened.database.transaction('count orders', async (transaction) => {
    await countOrders(transaction, events as readonly OrderFact[], dayOf);
    throw new Error('no commit');
  });
}
