import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { returnDebits } from '../src/points/advance-debits.ts';
import { LedgerScene, type PointsOrder } from './ledger-scene.ts';

let scene: LedgerScene;
beforeAll(async () => {
  scene = await LedgerScene.start();
});
afterEach(async () => {
  expect(await scene.problems()).toEqual([]);
});
afterAll(() => scene[Symbol.asyncDispose]());

const types = async (order: PointsOrder) => (await scene.emitted(order)).map(({ type }) => type);
const byCustomer = { by: 'CUSTOMER', previousState: 'CONFIRMED' } as const;
const HOUR = 3_600_000;

describe('an order paid with points', () => {
  test('is debited in advance and told of when its event comes', async () => {
    const wallet = await scene.wallet(2_500);
    const order = scene.order(wallet, 1_000, 500);
    expect(await scene.debit(order)).toEqual({ outcome: 'DEBITED' });
    expect(await types(order)).toEqual([]);
    await scene.settle(scene.event('OrderPlaced', order));
    expect(await scene.emitted(order)).toEqual([
      { type: 'PointsDebited', data: { orderId: order.orderId, accountId: order.accountId, points: 1_500 } },
    ]);
    expect(await scene.entries(wallet)).toEqual([2_500, -1_500]);
    expect(await scene.debit(order)).toEqual({ outcome: 'KNOWN' });
    expect(await scene.balance(wallet)).toBe(1_000);
  });

  test('is debited by its event when nobody was asked in advance', async () => {
    const wallet = await scene.wallet(1_000);
    const order = scene.order(wallet);
    await scene.settle(scene.event('OrderPlaced', order));
    expect(await types(order)).toEqual(['PointsDebited']);
    expect(await scene.balance(wallet)).toBe(0);
    // The call that was thought lost arrives after all.
    expect(await scene.debit(order)).toEqual({ outcome: 'KNOWN' });
    expect(await scene.entries(wallet)).toEqual([1_000, -1_000]);
  });

  test('is refused in advance without a trace, and debited once there are points', async () => {
    const wallet = await scene.wallet(999);
    const order = scene.order(wallet);
    expect(await scene.debit(order)).toEqual({ outcome: 'INSUFFICIENT', balance: 999, required: 1_000 });
    const left = 'SELECT FROM points_debit WHERE shop_id = $1';
    expect(await scene.database.query(left, [wallet.shopId])).toEqual([]);
    expect(await scene.debit(order, 999)).toEqual({ outcome: 'DEBITED' });
  });

  test('is refused by event where nothing was ever in the wallet, and stays refused', async () => {
    const order = scene.order(await scene.wallet(0));
    await scene.settle(scene.event('OrderPlaced', order));
    const { orderId, accountId } = order;
    expect(await scene.emitted(order)).toEqual([
      { type: 'PointsRefused', data: { orderId, accountId, balance: 0, required: 1_000 } },
    ]);
    await scene.wallet(5_000, order.shopId, accountId);
    expect(await scene.debit(order)).toEqual({ outcome: 'KNOWN' });
    await scene.settle(scene.event('OrderPlaced', order), scene.event('OrderCancelled', order, { by: 'SYSTEM' }));
    expect(await types(order)).toEqual(['PointsRefused']);
    expect(await scene.balance(order)).toBe(5_000);
  });

  test('of another price than was debited in advance is debited anew', async () => {
    const wallet = await scene.wallet(1_500);
    const order = scene.order(wallet, 1_000);
    await scene.debit(order, 700);
    await scene.debit(order, 800);
    await scene.settle(scene.event('OrderPlaced', order));
    expect(await scene.entries(wallet)).toEqual([1_500, -700, 700, -800, 800, -1_000]);
    expect(await types(order)).toEqual(['PointsDebited']);
  });

  test('that costs nothing is debited without an entry', async () => {
    const order = scene.order(await scene.wallet(0), 0);
    expect(await scene.debit(order)).toEqual({ outcome: 'DEBITED' });
    await scene.settle(scene.event('OrderPlaced', order), scene.event('OrderCancelled', order));
    expect(await types(order)).toEqual(['PointsDebited']);
    expect(await scene.entries(order)).toEqual([]);
  });

  test('costs its customer, and nobody else’s wallet', async () => {
    const rich = await scene.wallet(10_000);
    const elsewhere = await scene.wallet(10_000, undefined, rich.accountId);
    const order = scene.order({ shopId: rich.shopId, accountId: elsewhere.shopId });
    expect(await scene.debit(order)).toMatchObject({ outcome: 'INSUFFICIENT', balance: 0 });
    expect([await scene.balance(rich), await scene.balance(elsewhere)]).toEqual([10_000, 10_000]);
  });

  test('of one cart that two check out is paid by whoever’s order was written', async () => {
    const first = await scene.wallet(1_000);
    const second = await scene.wallet(1_000, first.shopId);
    const order = scene.order(first);
    const theirs = { ...order, accountId: second.accountId };
    await scene.debit(order);
    await scene.debit(theirs);
    expect([await scene.balance(first), await scene.balance(second)]).toEqual([1_000, 0]);
    await scene.settle(scene.event('OrderPlaced', order));
    expect([await scene.balance(first), await scene.balance(second)]).toEqual([0, 1_000]);
    expect(await types(order)).toEqual(['PointsDebited']);
  });

  test('takes the same few statements in a run of many, whose orders are served in turn', async () => {
    const wallet = await scene.wallet(2_500);
    const orders = Array.from({ length: 100 }, () => scene.order(wallet));
    const statements = await scene.settle(...orders.map((order) => scene.event('OrderPlaced', order)));
    expect(statements).toBe(5);
    const outcomes = await Promise.all(orders.map(types));
    expect(outcomes.flat().filter((type) => type === 'PointsDebited')).toHaveLength(2);
    expect(outcomes.slice(0, 2).flat()).toEqual(['PointsDebited', 'PointsDebited']);
    expect(await scene.balance(wallet)).toBe(500);
    expect(await scene.settle(scene.event('OrderPlaced', scene.order(wallet)))).toBe(5);
  });
});

describe('what was debited goes back', () => {
  test.each([
    ['in full when the shop cancels', 'OrderCancelled', { by: 'SHOP', previousState: 'CONFIRMED' }, 1_500],
    [
      'in full when the customer cancels what was not confirmed',
      'OrderCancelled',
      { by: 'CUSTOMER', previousState: 'PENDING' },
      1_500,
    ],
    ['in full when the order expires', 'OrderExpired', { previousState: 'PENDING' }, 1_500],
    ['by the tiers when the customer cancels what was confirmed', 'OrderCancelled', byCustomer, 750],
  ] as const)('%s', async (_, type, more, expected) => {
    const wallet = await scene.wallet(1_500);
    const order = scene.order(wallet, 1_000, 500);
    await scene.placeUnder(
      [
        { hoursBefore: 24, percent: 100 },
        { hoursBefore: 0, percent: 50 },
      ],
      order,
    );
    await scene.settle(scene.event('OrderPlaced', order));
    const startsAt = new Date(scene.clock.now().getTime() + HOUR).toISOString();
    const ended = scene.event(type, order, { ...more, startsAt });
    await scene.settle(ended);
    expect(await scene.balance(wallet)).toBe(expected);
    expect((await scene.emitted(order)).at(-1)).toMatchObject({ type: 'PointsReversed', data: { points: expected } });
    // Twice in another run, and twice in one: once is enough.
    await scene.settle(ended, ended);
    expect(await scene.balance(wallet)).toBe(expected);
    expect(await scene.debit(order)).toEqual({ outcome: 'KNOWN' });
  });

  test('line by line, each once, and the rest at the end', async () => {
    const wallet = await scene.wallet(3_000);
    const order = scene.order(wallet, 1_000, 1_000, 1_000);
    const [first] = order.lines;
    const lineIds = [first?.lineId ?? ''];
    await scene.settle(scene.event('OrderPlaced', order));
    const cancelled = scene.event('OrderLinesCancelled', order, { lineIds, by: 'SHOP', previousState: 'CONFIRMED' });
    await scene.settle(cancelled, cancelled);
    expect(await scene.balance(wallet)).toBe(1_000);
    await scene.settle(scene.event('OrderCancelled', order, { by: 'SHOP', previousState: 'CONFIRMED' }));
    expect(await scene.entries(wallet)).toEqual([3_000, -3_000, 1_000, 2_000]);
  });

  test('at once when placing and cancelling come in one run', async () => {
    const wallet = await scene.wallet(1_000);
    const order = scene.order(wallet);
    await scene.settle(scene.event('OrderPlaced', order), scene.event('OrderCancelled', order, { by: 'CUSTOMER' }));
    expect(await types(order)).toEqual(['PointsDebited', 'PointsReversed']);
    expect(await scene.balance(wallet)).toBe(1_000);
  });

  test('and nothing is debited any more by a call that comes after the end', async () => {
    const wallet = await scene.wallet(1_000);
    const order = scene.order(wallet);
    await scene.settle(scene.event('OrderExpired', order));
    expect(await scene.debit(order)).toEqual({ outcome: 'KNOWN' });
    expect(await scene.balance(wallet)).toBe(1_000);
    expect(await types(order)).toEqual([]);
  });

  test('when the order was not written after all, and is debited anew should it turn up', async () => {
    const wallet = await scene.wallet(1_000);
    const order = scene.order(wallet);
    await scene.debit(order);
    await returnDebits(scene.database, scene.clock, [order]);
    await returnDebits(scene.database, scene.clock, [order]);
    expect(await scene.entries(wallet)).toEqual([1_000, -1_000, 1_000]);
    await scene.settle(scene.event('OrderPlaced', order));
    expect(await types(order)).toEqual(['PointsDebited']);
    // It has come: nobody takes it for an orphan any more.
    await returnDebits(scene.database, scene.clock, [order]);
    expect(await scene.balance(wallet)).toBe(0);
  });
});
