import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds } from '../src/ids.ts';
import type { HeldUnit } from '../src/catalog/catalog.answers.ts';
import { cancel, order, place, type Result } from './support/operations.ts';
import { change, nth, releasedBy, reservationsOf } from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let tonight: { variantId: Uuid; performanceId: Uuid; seats: HeldUnit[] };
let tomorrow: typeof tonight;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(async () => {
  await running.database.query('DELETE FROM graphile_worker._private_jobs');
  shop = running.openShop();
  customer = randomId();
  tonight = running.catalog.addPerformance(600);
  tomorrow = running.catalog.addPerformance(600);
});

/** Orders one seat of each of these performances. */
async function seat(at: TestShop, as: Uuid, ...performances: (typeof tonight)[]): Promise<Result> {
  const result = await place(running, as, {
    shopId: at.id,
    idempotencyKey: randomId(),
    lines: performances.map(({ variantId, performanceId }) => ({
      variantId: running.variantId(at, variantId),
      performanceId: performanceIds.encode(at.shopId, performanceId),
      quantity: 1,
    })),
  });
  if (result.__typename !== 'Order') throw new Error(JSON.stringify(result));
  return result;
}

const told = (performanceId: Uuid, shopId = shop.shopId) =>
  running.subgraph.deliver('catalog', {
    type: 'PerformanceCancelled',
    shopId,
    aggregateId: performanceId,
    version: 2,
    data: { performanceId, productId: randomId() },
  });

async function callOff(performanceId = tonight.performanceId): Promise<void> {
  await told(performanceId);
  await running.subgraph.timers.runDue();
}

const seen = (id: string, as = customer) => order(running, as, id);
const types = async (id: string) => (await running.eventsOf(id)).map(({ type }) => type);
const pay = (orderId: string, amount = 1200) => running.authorize({ orderId, paymentId: randomId(), amount });

describe('when a performance is called off', () => {
  test('its orders are called off by the shop, paid or not, and their seats given back once', async () => {
    const unpaid = await seat(shop, customer, tonight);
    const paid = await seat(shop, customer, tonight);
    await pay(paid.id);
    await callOff();
    for (const { id } of [unpaid, paid]) {
      expect(await seen(id)).toMatchObject({
        state: 'CANCELLED',
        cancelledBy: 'SHOP',
        cancelReason: 'PERFORMANCE_CANCELLED',
      });
      expect(await releasedBy(running, id)).toEqual([1]);
      const [{ state } = {}] = await reservationsOf(running, customer, id);
      expect(state).toBe('CANCELLED');
    }
    expect((await running.eventsOf(paid.id)).at(-1)).toMatchObject({
      type: 'OrderCancelled',
      version: 3,
      data: { reason: 'PERFORMANCE_CANCELLED', previousState: 'CONFIRMED', lines: [{ state: 'CANCELLED' }] },
    });
    expect((await running.eventsOf(unpaid.id)).at(-1)?.data).toMatchObject({ previousState: 'PENDING' });
    expect(running.catalog.available(tonight.variantId)).toBe(600);
  });

  test('orders of other performances, and of another shop, stay', async () => {
    const other = await seat(shop, customer, tomorrow);
    const elsewhere = running.openShop();
    const theirs = await seat(elsewhere, customer, tonight);
    await callOff();
    expect([(await seen(other.id))?.state, (await seen(theirs.id))?.state]).toEqual(['PENDING', 'PENDING']);
  });

  test('an order of several performances loses the lines of this one, and its total what they cost', async () => {
    const mixed = await seat(shop, customer, tonight, tomorrow);
    await pay(mixed.id, 2400);
    await callOff();
    expect(await seen(mixed.id)).toMatchObject({ state: 'CONFIRMED', version: 3, total: { amount: '1200' } });
    const reservations = await reservationsOf(running, customer, mixed.id);
    expect(reservations.map(({ state }) => state)).toEqual(['CANCELLED', 'CONFIRMED']);
    const lines = (await running.eventsOf(mixed.id))[0]?.data['lines'] as { lineId: Uuid }[];
    expect((await running.eventsOf(mixed.id)).at(-1)).toMatchObject({
      type: 'OrderLinesCancelled',
      data: {
        lineIds: [lines[0]?.lineId],
        amount: { amount: 1200, currency: 'JPY' },
        reason: 'PERFORMANCE_CANCELLED',
        by: 'SHOP',
        previousState: 'CONFIRMED',
      },
    });
    await callOff(tomorrow.performanceId);
    expect(await seen(mixed.id)).toMatchObject({ state: 'CANCELLED', cancelReason: 'PERFORMANCE_CANCELLED' });
    expect(await releasedBy(running, mixed.id)).toEqual([1, 1]);
  });

  test('a ticket that was handed over stays, and one that is being prepared goes', async () => {
    const [out, ready] = [await seat(shop, customer, tonight), await seat(shop, customer, tonight)];
    for (const { id } of [out, ready]) {
      await pay(id);
      const { id: reservationId } = nth(await reservationsOf(running, customer, id), 0);
      await change(running, shop.staff, 'prepareReservation', { reservationId });
      if (id === out.id) {
        await change(running, shop.staff, 'readyReservation', { reservationId });
        await change(running, shop.staff, 'handOverReservation', { reservationId });
      }
    }
    await callOff();
    expect([(await seen(out.id))?.state, (await seen(ready.id))?.state]).toEqual(['COMPLETED', 'CANCELLED']);
    expect(nth(await reservationsOf(running, customer, ready.id), 0)).toMatchObject({ state: 'CANCELLED' });
  });

  test('what was over before stays as it was', async () => {
    const cancelled = await seat(shop, customer, tonight);
    await cancel(running, customer, { orderId: cancelled.id });
    const lapsed = await seat(shop, customer, tonight);
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    await callOff();
    await running.expireOrders();
    expect(await seen(cancelled.id)).toMatchObject({ cancelledBy: 'CUSTOMER', version: 2 });
    expect(await types(lapsed.id)).toEqual(['OrderPlaced', 'OrderExpired']);
  });

  test('being told again changes nothing', async () => {
    const { id } = await seat(shop, customer, tonight);
    await callOff();
    await callOff();
    await running.subgraph.timers.runDue();
    expect(await types(id)).toEqual(['OrderPlaced', 'OrderCancelled']);
  });

  test('an order whose seat was promised before, and that is written after, goes soon as well', async () => {
    // Catalog knows nothing of the cancellation here: it promises as it would have a moment before.
    await callOff();
    const late = await seat(shop, customer, tonight);
    expect((await seen(late.id))?.state).toBe('PENDING');
    running.clock.advance(10_000);
    await running.subgraph.timers.runDue();
    expect(await seen(late.id)).toMatchObject({ state: 'CANCELLED', cancelReason: 'PERFORMANCE_CANCELLED' });
    // Later still, and then no more.
    const last = await seat(shop, customer, tonight);
    for (const seconds of [60, 600]) {
      running.clock.advance(seconds * 1000);
      await running.subgraph.timers.runDue();
    }
    expect((await seen(last.id))?.state).toBe('CANCELLED');
    running.clock.advance(3_600_000);
    await running.subgraph.timers.runDue();
    expect(
      await running.database.query("SELECT FROM graphile_worker.jobs WHERE task_identifier = 'cancel-performance'"),
    ).toEqual([]);
  });

  test('1,200 orders go in batches, each told once, while customers call off theirs', async () => {
    const hall = running.catalog.addPerformance(1200);
    const orders = await Promise.all(Array.from({ length: 1200 }, () => seat(shop, customer, hall)));
    await told(hall.performanceId);
    await Promise.all([
      running.subgraph.timers.runDue(),
      ...orders.slice(0, 60).map(({ id }) => cancel(running, customer, { orderId: id })),
    ]);
    const rows = await running.database.query<{ type: string; count: number }>(
      `SELECT type, count(*)::integer AS count FROM outbox
       WHERE shop_id = $1 AND type <> 'OrderPlaced' GROUP BY type`,
      [shop.shopId],
    );
    expect(rows).toEqual([{ type: 'OrderCancelled', count: 1200 }]);
  }, 60_000);

  test('its orders are found by an index, however many others there are', async () => {
    await seat(shop, customer, tonight);
    const plan = await running.database.transaction('explain', async (transaction) => {
      await transaction.query('SET LOCAL enable_seqscan = off');
      return transaction.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT DISTINCT order_id FROM order_line WHERE shop_id = '${shop.shopId}'
         AND performance_id = '${tonight.performanceId}' AND order_id > '${shop.shopId}' ORDER BY order_id LIMIT 500`,
      );
    });
    expect(JSON.stringify(plan)).toContain('order_line_performance');
  });
});
