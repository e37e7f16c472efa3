import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { countedStatements } from './support/counted-statements.ts';
import { cancel, placed } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(async () => {
  await running.subgraph.timers.runDue();
  await running.database.query('DELETE FROM graphile_worker._private_jobs');
  shop = running.openShop();
  customer = randomId();
});

const types = async (id: string) => (await running.eventsOf(id)).map(({ type }) => type);

async function timers(): Promise<number> {
  const [row] = await running.database.query<{ timers: number }>(
    `SELECT count(*)::integer AS timers FROM graphile_worker._private_jobs WHERE key LIKE 'expire-orders:%'`,
  );
  return row?.timers ?? 0;
}

describe('the timer of orders whose time is up', () => {
  test('is shared by the orders of a shop that lapse within seconds, and by no other shop', async () => {
    for (let nth = 0; nth < 5; nth++) await placed(running, shop, customer);
    expect(await timers()).toBe(1);
    await placed(running, running.openShop(), customer);
    expect(await timers()).toBe(2);
    running.clock.advance(5_000);
    await placed(running, shop, customer);
    expect(await timers()).toBe(3);
  });

  test('tells of each that was not paid, within 5 seconds, and of nothing else', async () => {
    const [unpaid, paid, calledOff] = [
      await placed(running, shop, customer),
      await placed(running, shop, customer),
      await placed(running, shop, customer),
    ];
    await running.authorize({ orderId: paid, paymentId: randomId() });
    await cancel(running, customer, { orderId: calledOff });
    await running.subgraph.timers.runDue();
    expect(await types(unpaid)).toEqual(['OrderPlaced']);
    running.clock.advance(HOLD_TTL_SECONDS * 1000 + 5_000);
    await running.subgraph.timers.runDue();
    expect(await types(unpaid)).toEqual(['OrderPlaced', 'OrderExpired']);
    expect(await types(paid)).toEqual(['OrderPlaced', 'OrderConfirmed']);
    expect(await types(calledOff)).toEqual(['OrderPlaced', 'OrderCancelled']);
    expect(await timers()).toBe(0);
  });

  test('is not there when the order is not', async () => {
    await running.database.query('ALTER TABLE order_line ADD CONSTRAINT no_lines CHECK (place < 0) NOT VALID');
    try {
      await expect(placed(running, shop, customer)).rejects.toThrow();
    } finally {
      await running.database.query('ALTER TABLE order_line DROP CONSTRAINT no_lines');
    }
    expect(await timers()).toBe(0);
  });

  test('looks again for an order that somebody was changing', async () => {
    const orderId = await placed(running, shop, customer);
    running.clock.advance(HOLD_TTL_SECONDS * 1000 + 5_000);
    await running.database.transaction('holds the order', async (transaction) => {
      await transaction.query('SELECT FROM "order" WHERE shop_id = $1 AND order_id = $2 FOR UPDATE', [
        shop.shopId,
        running.orderKey(orderId),
      ]);
      await running.subgraph.timers.runDue();
    });
    expect([await types(orderId), await timers()]).toEqual([['OrderPlaced'], 1]);
    running.clock.advance(5_000);
    await running.subgraph.timers.runDue();
    expect([await types(orderId), await timers()]).toEqual([['OrderPlaced', 'OrderExpired'], 0]);
  });

  test('expires more than a batch, at the same number of statements for one order as for a hundred', async () => {
    const cost = async (many: number) => {
      await Promise.all(Array.from({ length: many }, () => placed(running, shop, customer)));
      running.clock.advance(HOLD_TTL_SECONDS * 1000 + 5_000);
      return countedStatements(running.database, () => running.subgraph.timers.runDue());
    };
    expect(await cost(100)).toBe(await cost(1));
    await Promise.all(Array.from({ length: 501 }, () => placed(running, shop, customer)));
    running.clock.advance(HOLD_TTL_SECONDS * 1000 + 5_000);
    await running.subgraph.timers.runDue();
    const [row] = await running.database.query<{ pending: number }>(
      `SELECT count(*)::integer AS pending FROM "order" WHERE shop_id = $1 AND state = 'PENDING'`,
      [shop.shopId],
    );
    expect(row?.pending).toBe(0);
  });

  test('that is lost is made good for by the job', async () => {
    const orderId = await placed(running, shop, customer);
    await running.database.query('DELETE FROM graphile_worker._private_jobs');
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    await running.subgraph.timers.runDue();
    expect(await types(orderId)).toEqual(['OrderPlaced']);
    await running.subgraph.jobs.runNow('expireOrders');
    expect(await types(orderId)).toEqual(['OrderPlaced', 'OrderExpired']);
  });
});
