import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancel, order, placed } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variant: Uuid;
let orderId: string;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(async () => {
  shop = running.openShop();
  customer = randomId();
  variant = running.catalog.addVariant(1);
  orderId = await placed(running, shop, customer, variant);
  running.catalog.up = true;
  running.catalog.afterConfirm = () => Promise.resolve();
});

const state = async (id = orderId) => (await order(running, customer, id))?.state;
const types = async (id = orderId) => (await running.eventsOf(id)).map(({ type }) => type);
const refusals = async (id = orderId) =>
  (await running.eventsOf(id)).filter(({ type }) => type === 'OrderPaymentRefused').map(({ data }) => data);

describe('an authorised payment', () => {
  test('confirms its order, whose stock is then sold', async () => {
    const paymentId = randomId();
    await running.authorize({ orderId, paymentId });
    expect(await order(running, customer, orderId)).toMatchObject({
      state: 'CONFIRMED',
      version: 2,
      confirmedAt: running.clock.now().toISOString(),
    });
    expect((await running.eventsOf(orderId)).at(-1)).toMatchObject({
      type: 'OrderConfirmed',
      version: 2,
      data: { state: 'CONFIRMED', paymentId, confirmedAt: running.clock.now().toISOString(), lines: [{ quantity: 1 }] },
    });
    running.clock.advance(HOLD_TTL_SECONDS * 2000);
    expect([await state(), running.catalog.available(variant)]).toEqual(['CONFIRMED', 0]);
  });

  test('that comes again changes nothing, not even after the order was called off', async () => {
    const paymentId = randomId();
    await running.authorize({ orderId, paymentId }, { orderId, paymentId });
    await running.authorize({ orderId, paymentId });
    expect(await types()).toEqual(['OrderPlaced', 'OrderConfirmed']);
    await cancel(running, customer, { orderId });
    await running.authorize({ orderId, paymentId });
    expect(await types()).toEqual(['OrderPlaced', 'OrderConfirmed', 'OrderCancelled']);
  });

  test('that is the second of its order is refused, in the same run or later', async () => {
    const [first, second, third] = [randomId(), randomId(), randomId()];
    await running.authorize({ orderId, paymentId: first }, { orderId, paymentId: second });
    await running.authorize({ orderId, paymentId: third }, { orderId, paymentId: first });
    expect(await types()).toEqual(['OrderPlaced', 'OrderConfirmed', 'OrderPaymentRefused', 'OrderPaymentRefused']);
    expect(await refusals()).toMatchObject([
      { paymentId: second, reason: 'ALREADY_PAID', state: 'CONFIRMED' },
      { paymentId: third, reason: 'ALREADY_PAID', state: 'CONFIRMED' },
    ]);
  });

  test('of an order whose stock is gone is refused, and the order called off', async () => {
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    await placed(running, shop, randomId(), variant);
    const paymentId = randomId();
    await running.authorize({ orderId, paymentId });
    expect(await order(running, customer, orderId)).toMatchObject({
      state: 'CANCELLED',
      cancelReason: 'OUT_OF_STOCK',
      cancelledBy: 'SYSTEM',
    });
    expect(await types()).toEqual(['OrderPlaced', 'OrderCancelled', 'OrderPaymentRefused']);
    expect(await refusals()).toMatchObject([{ paymentId, reason: 'OUT_OF_STOCK', state: 'CANCELLED' }]);
  });

  test('of an order whose hold has lapsed takes the stock anew if it is still there', async () => {
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    expect(await state()).toBe('EXPIRED');
    await running.authorize({ orderId, paymentId: randomId() });
    expect(await state()).toBe('CONFIRMED');
  });

  test('of another amount than the total is refused, and the order waits for one that fits', async () => {
    const [wrong, right] = [randomId(), randomId()];
    await running.authorize({ orderId, paymentId: wrong, amount: 1199 });
    expect([await state(), await types()]).toEqual(['PENDING', ['OrderPlaced', 'OrderPaymentRefused']]);
    expect(await refusals()).toMatchObject([{ paymentId: wrong, reason: 'AMOUNT_CHANGED', state: 'PENDING' }]);
    await running.authorize({ orderId, paymentId: randomId(), amount: 2400 }, { orderId, paymentId: right });
    expect(await types()).toEqual(['OrderPlaced', 'OrderPaymentRefused', 'OrderConfirmed', 'OrderPaymentRefused']);
    expect((await refusals())[1]).toMatchObject({ reason: 'AMOUNT_CHANGED' });
  });

  test('is refused when the total changes while catalog confirms, and the order stays PENDING', async () => {
    const changeTotal = (total: number) =>
      running.database.query(
        'UPDATE "order" SET total = $3, version = version + 1 WHERE shop_id = $1 AND order_id = $2',
        [shop.shopId, running.orderKey(orderId), total],
      );
    running.catalog.afterConfirm = async () => {
      await changeTotal(600);
    };
    const paymentId = randomId();
    await running.authorize({ orderId, paymentId });
    expect(await refusals()).toMatchObject([{ paymentId, reason: 'AMOUNT_CHANGED', state: 'PENDING' }]);
    running.catalog.afterConfirm = () => Promise.resolve();
    await running.authorize({ orderId, paymentId: randomId(), amount: 600 });
    expect(await state()).toBe('CONFIRMED');
  });

  test('of an order that was called off is refused', async () => {
    await cancel(running, customer, { orderId });
    const paymentId = randomId();
    await running.authorize({ orderId, paymentId });
    expect(await refusals()).toMatchObject([{ paymentId, reason: 'ORDER_CANCELLED', state: 'CANCELLED' }]);
  });

  test('waits while catalog is down, and nothing is half done', async () => {
    running.catalog.up = false;
    const paymentId = randomId();
    await expect(running.authorize({ orderId, paymentId })).rejects.toThrow('catalog');
    expect([await state(), await types()]).toEqual(['PENDING', ['OrderPlaced']]);
    running.catalog.up = true;
    await running.authorize({ orderId, paymentId });
    expect(await state()).toBe('CONFIRMED');
  });

  test('of an order that nobody knows does not hold up the others', async () => {
    const unknown = await placed(running, shop, customer);
    await running.database.query('DELETE FROM "order" WHERE shop_id = $1 AND order_id = $2', [
      shop.shopId,
      running.orderKey(unknown),
    ]);
    await running.authorize({ orderId: unknown, paymentId: randomId() }, { orderId, paymentId: randomId() });
    expect(await state()).toBe('CONFIRMED');
  });
});

test('a run of 100 payments costs one call to catalog and as many statements as a run of one', async () => {
  const cost = async (many: number) => {
    const orders = await Promise.all(Array.from({ length: many }, () => placed(running, shop, customer)));
    const before = running.catalog.calls.length;
    const { statements } = await running.authorize(...orders.map((id) => ({ orderId: id, paymentId: randomId() })));
    return { calls: running.catalog.calls.length - before, statements };
  };
  expect(await cost(1)).toEqual({ calls: 1, statements: 2 });
  expect(await cost(100)).toEqual({ calls: 1, statements: 2 });
});

describe('an order called off while catalog confirms its hold', () => {
  test('stays called off: its payment is refused and its stock released', async () => {
    running.catalog.afterConfirm = async () => {
      await cancel(running, customer, { orderId });
    };
    const paymentId = randomId();
    await running.authorize({ orderId, paymentId });
    expect(await types()).toEqual(['OrderPlaced', 'OrderCancelled', 'OrderPaymentRefused']);
    expect(await refusals()).toMatchObject([{ paymentId, reason: 'ORDER_CANCELLED', state: 'CANCELLED' }]);
    expect(running.catalog.available(variant)).toBe(1);
  });

  test('has its stock released by the next attempt when this one crashes', async () => {
    running.catalog.afterConfirm = async () => {
      await cancel(running, customer, { orderId });
      throw new Error('the connection is lost');
    };
    const payment = { orderId, paymentId: randomId() };
    await expect(running.authorize(payment)).rejects.toThrow();
    expect(running.catalog.available(variant)).toBe(0);
    running.catalog.afterConfirm = () => Promise.resolve();
    await running.authorize(payment);
    expect([await types(), running.catalog.available(variant)]).toEqual([
      ['OrderPlaced', 'OrderCancelled', 'OrderPaymentRefused'],
      1,
    ]);
  });
});

test('60 rounds of payment, cancellation and expiry at once: one outcome each, and stock and money agree with it', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 60; round++) {
    const pool = running.catalog.addVariant(1);
    const id = await placed(running, shop, customer, pool);
    // In every third round the time is up: the sweeper joins in, and catalog must take the lapsed hold anew.
    if (round % 3 === 2) running.clock.advance(HOLD_TTL_SECONDS * 1000);
    const paymentId = randomId();
    const contenders = [
      () => running.authorize({ orderId: id, paymentId }),
      () => cancel(running, round % 2 === 0 ? customer : shop.staff, { orderId: id }),
      () => running.expireOrders(),
    ];
    await Promise.all(
      contenders
        .slice(round % 3)
        .concat(contenders.slice(0, round % 3))
        .map((begin) => begin()),
    );

    const final = await order(running, customer, id);
    const written = await running.eventsOf(id);
    const told = written.map(({ type }) => type);
    outcomes.add(told.join(' '));
    // Every change has its version, and no change happened twice.
    const changes = written.filter(({ type }) => type !== 'OrderPaymentRefused');
    expect(changes.map((event) => event.version)).toEqual(changes.map((_, index) => index + 1));
    expect(final?.version).toBe(changes.length);
    // The payment was taken, or it is to be given back; never both, never neither.
    const taken = told.includes('OrderConfirmed');
    const refused = written.filter(({ data }) => data['paymentId'] === paymentId && data['reason'] !== undefined);
    expect(refused).toHaveLength(taken ? 0 : 1);
    // An order that did not take its payment keeps no stock, once its end was told to catalog.
    if (!taken) expect(running.catalog.available(pool)).toBe(1);
    if (final?.state === 'CONFIRMED') expect(running.catalog.available(pool)).toBe(0);
  }
  // Otherwise the rounds have shown nothing.
  expect(outcomes.size).toBeGreaterThan(1);
});
