import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancel } from './support/operations.ts';
import { cancelLines, change, ordered, reservationsOf, nth, releasedBy } from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop({ paymentPolicy: 'NONE' });
  customer = randomId();
});

const three = (at: TestShop = shop) =>
  ordered(
    running,
    at,
    customer,
    ...[100, 200, 400].map((price) => ({ variant: running.catalog.addVariant(5, price) })),
  );

test('40 rounds of an order and its lines called off, handed over, paid and expired at once: each line is released once or not at all', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 40; round++) {
    const at = round % 2 === 0 ? shop : running.openShop();
    const { orderId, reservations } = await three(at);
    const [first, second, third] = reservations.map(({ id }) => id);
    if (at !== shop && round % 4 === 1) running.clock.advance(HOLD_TTL_SECONDS * 1000 - (round % 8));
    const contenders = [
      () => cancel(running, customer, { orderId }),
      () => cancelLines(running, customer, { orderId, reservationIds: [first, second] }),
      () => cancelLines(running, at.staff, { orderId, reservationIds: [second] }),
      () => cancelLines(running, at.staff, { orderId, reservationIds: [third] }),
      () => change(running, at.staff, 'handOverReservation', { reservationId: first }),
      () => (at === shop ? running.subgraph.timers.runDue() : running.expireOrders()),
    ];
    const from = round % contenders.length;
    await Promise.all([...contenders.slice(from), ...contenders.slice(0, from)].map((begin) => begin()));

    let final = await reservationsOf(running, customer, orderId);
    // The timer comes a little after the clock.
    if (final.some(({ state }) => state === 'EXPIRED')) {
      await running.expireOrders();
      final = await reservationsOf(running, customer, orderId);
    }
    const over = final.map(({ state }) => (state === 'CANCELLED' || state === 'EXPIRED' ? 1 : 0));
    const told = await running.eventsOf(orderId);
    outcomes.add(told.map(({ type }) => type).join(' '));
    expect(told.map(({ version }) => version)).toEqual(told.map((_, index) => index + 1));
    if (told.some(({ type }) => type === 'OrderExpired' || type === 'OrderCancelled')) {
      expect(over).toEqual([1, 1, 1]);
    }
    expect(await releasedBy(running, orderId)).toEqual(over);
    const [row] = await running.database.query<{ right: boolean }>(
      `SELECT o.state IN ('CANCELLED', 'EXPIRED') OR o.total = (
         SELECT sum(l.total) FROM order_line l WHERE l.order_id = o.order_id AND l.shop_id = o.shop_id
            AND l.reservation_state IS DISTINCT FROM 'CANCELLED') AS "right"
       FROM "order" o WHERE o.shop_id = $1 AND o.order_id = $2`,
      [at.shopId, running.orderKey(orderId)],
    );
    expect(row?.right).toBe(true);
  }
  // Otherwise the rounds have shown nothing.
  expect(outcomes.size).toBeGreaterThan(2);
});

test('the control: two who could read an order at once, without its lock, release a line twice', async () => {
  const { orderId, reservations } = await three();
  const transaction = running.database.transaction.bind(running.database);
  let readers = 0;
  const bothHaveRead = Promise.withResolvers<undefined>();
  const spy = jest.spyOn(running.database, 'transaction').mockImplementation((name, work) =>
    transaction(name, (real) => {
      const query: typeof real.query = async (text, values) => {
        const rows = await real.query<never>(text.replace('FOR UPDATE', ''), values);
        if (text.includes('order_line') && !text.includes('UPDATE') && ++readers === 2) bothHaveRead.resolve(undefined);
        if (readers < 2 && text.includes('order_line')) await bothHaveRead.promise;
        return rows;
      };
      return work({ ...real, query });
    }),
  );
  try {
    const input = { orderId, reservationIds: [nth(reservations, 0).id] };
    await Promise.all([cancelLines(running, customer, input), cancelLines(running, shop.staff, input)]);
  } finally {
    spy.mockRestore();
  }
  expect(await releasedBy(running, orderId)).toEqual([2, 0, 0]);
});
