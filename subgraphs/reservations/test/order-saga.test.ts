import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { uncancellable } from '../src/order/cancel-order.ts';
import { markConfirmed } from '../src/order/confirm-orders.store.ts';
import { expireDue, expireThese } from '../src/order/expire-orders.store.ts';
import type { OrderRow } from '../src/order/order.entity.ts';
import { orderStep, type Paid, type SagaEvent } from '../src/order/order.saga.ts';
import { ORDER_STATES } from '../src/order/order.state.ts';
import { findOrders } from '../src/order/order.store.ts';
import { settle } from '../src/order/settle-payments.store.ts';
import { lockUnfinished } from '../src/performance/cancel-performance.store.ts';
import { reservationStateAt } from '../src/reservation/reservation.entity.ts';
import { allowedSteps } from '../src/reservation/reservation.state.ts';
import { tellOrder } from '../src/reservation/reservation.store.ts';
import { cancel } from './support/operations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';

// What statements decide must be what the saga says, of every order there can be.

let running: RunningReservations;
let shop: TestShop;
let now: Date;

const TOTAL = 1200;

beforeAll(async () => {
  running = await RunningReservations.start();
  now = running.clock.now();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop();
});

const POLICIES = ['PREPAY', 'POINTS', 'NONE'] as const;

/** Every combination of state, policy and whether its time is up; cancelled by whom, and whether it had been paid. */
function everyOrder(): OrderRow[] {
  const ends = [-60_000, 0, 60_000];
  return POLICIES.flatMap((paymentPolicy) =>
    ORDER_STATES.flatMap((state) =>
      ends.flatMap((end) => {
        const pays = paymentPolicy === 'PREPAY';
        const order = (more: Partial<OrderRow>): OrderRow => ({
          shopId: shop.shopId,
          orderId: randomId(),
          accountId: randomId(),
          state,
          paymentPolicy,
          tableSessionId: null,
          currency: 'JPY',
          total: TOTAL,
          points: paymentPolicy === 'POINTS' ? 1000 : null,
          remark: null,
          placedAt: new Date(now.getTime() - 600_000),
          expiresAt: new Date(now.getTime() + end),
          confirmedAt: null,
          completedAt: null,
          cancelledAt: null,
          cancelReason: null,
          cancelledBy: null,
          paymentId: null,
          paymentProblem: null,
          version: 3,
          ...more,
        });
        const paid = { confirmedAt: now, paymentId: pays ? randomId() : null };
        switch (state) {
          case 'PENDING':
          case 'EXPIRED':
            return [order({}), order({ paymentProblem: 'AMOUNT_CHANGED' })];
          case 'CONFIRMED':
            return [order(paid)];
          case 'COMPLETED':
            return [order({ ...paid, completedAt: now })];
          case 'CANCELLED':
            return [
              order({ cancelledAt: now, cancelledBy: 'CUSTOMER' }),
              order({ ...paid, cancelledAt: now, cancelledBy: 'SHOP', cancelReason: 'closed' }),
              order({ cancelledAt: now, cancelledBy: 'SYSTEM', cancelReason: 'OUT_OF_STOCK' }),
            ];
        }
      }),
    ),
  );
}

/** Writes them down: one statement. */
async function written(orders: readonly OrderRow[]): Promise<readonly OrderRow[]> {
  const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const rows = orders.map((order) =>
    Object.fromEntries(Object.entries(order).map(([name, value]) => [snake(name), value as unknown])),
  );
  await running.database.query(`INSERT INTO "order" SELECT * FROM jsonb_populate_recordset(NULL::"order", $1)`, [
    JSON.stringify(rows),
  ]);
  return orders;
}

const keysOf = (orders: readonly OrderRow[]) => orders.map(({ shopId, orderId }) => ({ tenant: shopId, key: orderId }));

async function asTheyAre(orders: readonly OrderRow[]): Promise<Map<string, OrderRow>> {
  return new Map((await findOrders(running.database, keysOf(orders))).map((order) => [order.orderId, order]));
}

/** The events of all orders of the shop, by order. */
async function eventsByOrder(): Promise<(order: OrderRow) => readonly string[]> {
  const rows = await running.database.query<{ type: string; orderId: string }>(
    'SELECT type, aggregate_id AS "orderId" FROM outbox WHERE shop_id = $1 ORDER BY inserted',
    [shop.shopId],
  );
  const byOrder = Map.groupBy(rows, ({ orderId }) => orderId);
  return ({ orderId }) => (byOrder.get(orderId) ?? []).map(({ type }) => type);
}

const nameOf = ({ state, paymentPolicy, expiresAt, cancelledBy }: OrderRow) =>
  `${paymentPolicy} ${state} ${expiresAt.getTime() - now.getTime()} ${cancelledBy ?? ''}`;

/** Each order is now what the saga makes of it, with the events that tell so. */
async function expectSaga(orders: readonly OrderRow[], eventOf: (order: OrderRow) => SagaEvent): Promise<void> {
  const found = await asTheyAre(orders);
  const eventsOf = await eventsByOrder();
  let changed = 0;
  for (const order of orders) {
    const [next, commands] = orderStep(order, eventOf(order));
    const told = commands.flatMap((command) => (command.do === 'TELL' ? [command.event] : []));
    changed += told.length;
    const { state, paymentId, paymentProblem, paymentPolicy, expiresAt, version } = found.get(order.orderId) ?? order;
    const is = { state, paymentId, paymentProblem, paymentPolicy, expiresAt, version };
    expect([nameOf(order), is, eventsOf(order)]).toEqual([
      nameOf(order),
      {
        state: next.state,
        paymentId: next.paymentId,
        paymentProblem: next.paymentProblem,
        paymentPolicy: next.paymentPolicy,
        expiresAt: next.expiresAt,
        version: order.version + (told.length > 0 ? 1 : 0),
      },
      told,
    ]);
  }
  // Otherwise nothing was shown.
  expect(changed).toBeGreaterThan(0);
}

test('what expires is what the saga says', async () => {
  const orders = await written(everyOrder());
  await expireDue(running.database, shop.shopId, now, 1000);
  await expectSaga(orders, () => ({ type: 'TIME_UP', now }));
});

const answered = (paid: Paid, outcome: 'CONFIRMED' | 'GONE'): SagaEvent => ({
  type: 'STOCK_ANSWERED',
  paid,
  late: false,
  outcome,
});

test('what is confirmed without a payment is what the saga says', async () => {
  const orders = await written(everyOrder());
  await markConfirmed(running.database, orders, now);
  await expectSaga(orders, () => answered({ by: 'NOTHING' }, 'CONFIRMED'));
});

test('what expires since its stock is gone is what the saga says', async () => {
  const orders = await written(everyOrder().filter(({ paymentPolicy }) => paymentPolicy === 'NONE'));
  await expireThese(running.database, orders, now);
  await expectSaga(orders, () => answered({ by: 'NOTHING' }, 'GONE'));
});

describe('what is settled is written as the saga says', () => {
  const money = (amount: number): Paid => ({ by: 'MONEY', paymentId: randomId(), amount });
  const cases: readonly (readonly [string, SagaEvent])[] = [
    ...(['CONFIRMED', 'GONE'] as const).flatMap((outcome) =>
      [false, true].flatMap((late) =>
        [money(TOTAL), money(1), { by: 'POINTS' } as const].map((paid): [string, SagaEvent] => [
          `${paid.by} ${'amount' in paid ? paid.amount : ''}, ${late ? 'late ' : ''}${outcome}`,
          { type: 'STOCK_ANSWERED', paid, late, outcome },
        ]),
      ),
    ),
    ['money, not tried', { type: 'PAID', paid: money(TOTAL) }],
    ['too few points', { type: 'POINTS_REFUSED' }],
  ];

  test.each(cases)('%s', async (_, event) => {
    const orders = await written(everyOrder());
    const settlements = orders.map((seen) => {
      const [next, commands] = orderStep(seen, event);
      return { seen, next, refused: commands.filter((command) => command.do === 'REFUSE'), commands };
    });
    const changed = await running.database.transaction('settle', (transaction) =>
      settle(transaction, settlements, now),
    );
    expect(changed).toEqual([]);
    const found = await asTheyAre(orders);
    const eventsOf = await eventsByOrder();
    for (const { seen, next, refused, commands } of settlements) {
      const order = found.get(seen.orderId);
      const told = commands.flatMap((command) => (command.do === 'TELL' ? [command.event] : []));
      expect([nameOf(seen), order, eventsOf(seen)]).toEqual([
        nameOf(seen),
        {
          ...next,
          confirmedAt: next.state === 'CONFIRMED' ? now : seen.confirmedAt,
          cancelledAt: next.state === 'CANCELLED' ? now : null,
          version: seen.version + (told.length > 0 ? 1 : 0),
        },
        [...told, ...refused.map(() => 'OrderPaymentRefused')],
      ]);
    }
  });

  test('nothing of orders that have changed since', async () => {
    const orders = await written(everyOrder());
    await running.database.query('UPDATE "order" SET version = version + 1 WHERE shop_id = $1', [shop.shopId]);
    const settlements = orders.map((seen) => {
      const [next, commands] = orderStep(seen, answered(money(TOTAL), 'CONFIRMED'));
      return { seen, next, refused: commands.filter((command) => command.do === 'REFUSE') };
    });
    const changed = await running.database.transaction('settle', (transaction) =>
      settle(transaction, settlements, now),
    );
    expect(changed).toHaveLength(orders.length);
    const found = await asTheyAre(orders);
    for (const order of orders) expect(found.get(order.orderId)).toEqual({ ...order, version: order.version + 1 });
  });
});

test('what may be called off is what the saga says: by customers, by performances, and line by line', async () => {
  const orders = await written(everyOrder());
  const event: SagaEvent = { type: 'CALLED_OFF', now, by: 'CUSTOMER', reason: null };
  const may = orders.filter((order) => orderStep(order, event)[1].length > 0);
  expect(may.length).toBeGreaterThan(0);
  expect(orders.filter((order) => uncancellable({ order, lines: [] }, 'CUSTOMER', now) === null)).toEqual(may);

  const ids = orders.map(({ orderId }) => orderId);
  const locked = await running.database.transaction('lock', (transaction) =>
    lockUnfinished(transaction, shop.shopId, ids, now),
  );
  expect(new Set(locked.map(({ order }) => order.orderId))).toEqual(new Set(may.map(({ orderId }) => orderId)));

  const lines: SagaEvent = { type: 'LINES_CALLED_OFF', now, by: 'CUSTOMER', total: 1 };
  for (const order of orders) {
    const state = reservationStateAt(now, { order, line: { reservationState: null } as never });
    const mayGo = allowedSteps(state, false, 'CUSTOMER').includes('CANCELLED');
    expect([nameOf(order), mayGo]).toEqual([nameOf(order), orderStep(order, lines)[1].length > 0]);
  }
});

test('what is left when lines are called off is what the saga says: nothing is asked for what is free', async () => {
  const orders = await written(everyOrder());
  const event: SagaEvent = { type: 'LINES_CALLED_OFF', now, by: 'CUSTOMER', total: 0 };
  const amount = { amount: TOTAL, currency: 'JPY' };
  for (const order of orders) {
    // None of them has lines, so nothing that costs money is left of any.
    if (orderStep(order, event)[1].length === 0) continue;
    const extras = { lineIds: [], amount, reason: null, by: 'CUSTOMER', previousState: order.state } as const;
    const change = { type: 'OrderLinesCancelled', extras } as const;
    await running.database.transaction('tell', (transaction) => tellOrder(transaction, { order }, change, now));
  }
  await expectSaga(orders, () => event);
  const asked = orders.filter((order) => orderStep(order, event)[1].some((command) => command.do === 'CONFIRM_STOCK'));
  expect(new Set(asked.map(({ paymentPolicy, state }) => `${paymentPolicy} ${state}`))).toEqual(
    new Set(['PREPAY PENDING']),
  );
});

test('an order that is called off is what the saga says', async () => {
  const orders = await written(everyOrder());
  for (const { orderId, accountId } of orders) {
    const id = running.orderId(shop, orderId);
    await cancel(running, accountId, { orderId: id });
  }
  await expectSaga(orders, () => ({ type: 'CALLED_OFF', now, by: 'CUSTOMER', reason: null }));
});
