import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancel, order, type Result } from './support/operations.ts';
import { cancelLines, change, ordered, reservationsOf, nth, releasedBy } from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variants: Uuid[];

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop({ paymentPolicy: 'NONE' });
  customer = randomId();
  variants = [100, 200, 400].map((price) => running.catalog.addVariant(5, price));
});

const three = (at: TestShop = shop) => ordered(running, at, customer, ...variants.map((variant) => ({ variant })));
const idOf = (reservations: readonly Result[], place: number) => nth(reservations, place).id;
const states = async (orderId: string) => (await reservationsOf(running, customer, orderId)).map(({ state }) => state);
const types = async (orderId: string) => (await running.eventsOf(orderId)).map(({ type }) => type);

describe('single lines', () => {
  test('are called off: the total falls, the stock goes back, the rest of the order lives on', async () => {
    const { orderId, reservations } = await three();
    const input = { orderId, reservationIds: [idOf(reservations, 1)], reason: 'too much', expectedVersion: 2 };
    expect(await cancelLines(running, customer, input)).toMatchObject({
      __typename: 'Order',
      state: 'CONFIRMED',
      version: 3,
      total: { amount: '500' },
    });
    expect(await states(orderId)).toEqual(['CONFIRMED', 'CANCELLED', 'CONFIRMED']);
    expect((await running.eventsOf(orderId)).at(-1)).toMatchObject({
      type: 'OrderLinesCancelled',
      version: 3,
      data: {
        lineIds: [running.lineKey(idOf(reservations, 1))],
        amount: { amount: 200, currency: 'JPY' },
        reason: 'too much',
        by: 'CUSTOMER',
        previousState: 'CONFIRMED',
        total: { amount: 500 },
        lines: [{ state: 'CONFIRMED' }, { state: 'CANCELLED' }, { state: 'CONFIRMED' }],
      },
    });
    expect(await releasedBy(running, orderId)).toEqual([0, 1, 0]);
    expect(variants.map((variant) => running.catalog.available(variant))).toEqual([4, 5, 4]);
  });

  test('may be named as lines as well, several at once', async () => {
    const { orderId, reservations } = await three();
    const found = await order(running, customer, orderId);
    const [, second] = found?.['lines'] as { id: string }[];
    const input = { orderId, lineIds: [second?.id], reservationIds: [idOf(reservations, 2)] };
    expect(await cancelLines(running, shop.staff, input)).toMatchObject({ total: { amount: '100' } });
    expect(await states(orderId)).toEqual(['CONFIRMED', 'CANCELLED', 'CANCELLED']);
  });

  test('take the order with them when they are the last ones', async () => {
    const { orderId, reservations } = await three();
    await cancelLines(running, customer, { orderId, reservationIds: [idOf(reservations, 0)] });
    const rest = [idOf(reservations, 1), idOf(reservations, 2)];
    expect(
      await cancelLines(running, customer, { orderId, reservationIds: rest, reason: 'no appetite' }),
    ).toMatchObject({ state: 'CANCELLED', cancelReason: 'no appetite', cancelledBy: 'CUSTOMER' });
    expect(await states(orderId)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
    expect((await types(orderId)).slice(-2)).toEqual(['OrderLinesCancelled', 'OrderCancelled']);
    expect(await releasedBy(running, orderId)).toEqual([1, 1, 1]);
  });

  test('that were all that was still to come complete the order', async () => {
    const { orderId, reservations } = await three();
    for (const place of [0, 1]) {
      await change(running, shop.staff, 'handOverReservation', { reservationId: idOf(reservations, place) });
    }
    expect(await cancelLines(running, customer, { orderId, reservationIds: [idOf(reservations, 2)] })).toMatchObject({
      state: 'COMPLETED',
    });
    expect((await types(orderId)).slice(-2)).toEqual(['OrderLinesCancelled', 'OrderCompleted']);
  });

  test('of an order that is not paid for lower what is to be paid', async () => {
    const prepaid = running.openShop();
    const { orderId, reservations } = await three(prepaid);
    await cancelLines(running, customer, { orderId, reservationIds: [idOf(reservations, 2)] });
    await running.authorize({ orderId, paymentId: randomId(), amount: 700 });
    expect(await order(running, customer, orderId)).toMatchObject({ state: 'PENDING' });
    await running.authorize({ orderId, paymentId: randomId(), amount: 300 });
    expect(await order(running, customer, orderId)).toMatchObject({ state: 'CONFIRMED', total: { amount: '300' } });
    expect(await states(orderId)).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
  });

  test('are called off once, however often the same key is sent', async () => {
    const { orderId, reservations } = await three();
    const input = { orderId, reservationIds: [idOf(reservations, 0)], idempotencyKey: randomId() };
    const answers = await Promise.all(Array.from({ length: 12 }, () => cancelLines(running, customer, input)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ version: 3 });
    expect(await releasedBy(running, orderId)).toEqual([1, 0, 0]);
  });
});

describe('lines are not called off', () => {
  test('when they are the main of a side that stays; with it they are', async () => {
    const { orderId, reservations } = await three();
    const main = nth(variants, 0);
    const side = nth(variants, 1);
    const mainProduct = running.catalog.pools.get(main)?.productId ?? '';
    running.catalog.rules.set(side, [{ reason: 'MAIN_ITEM_REQUIRED', mainProductIds: [mainProduct] }]);
    expect(await cancelLines(running, customer, { orderId, reservationIds: [idOf(reservations, 0)] })).toMatchObject({
      __typename: 'MainItemRequired',
      variantId: running.variantId(shop, side),
      mainProducts: [{ id: expect.stringMatching(/^prd_/) }],
    });
    expect(await states(orderId)).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED']);
    // Something else may go: it was not its main.
    expect(await cancelLines(running, customer, { orderId, reservationIds: [idOf(reservations, 2)] })).toMatchObject({
      __typename: 'Order',
    });
    const both = [idOf(reservations, 0), idOf(reservations, 1)];
    expect(await cancelLines(running, customer, { orderId, reservationIds: both })).toMatchObject({
      state: 'CANCELLED',
    });
  });

  test('once the kitchen is at work on them, by their customer', async () => {
    const { orderId, reservations } = await three();
    const reservationIds = [idOf(reservations, 0)];
    await change(running, shop.staff, 'prepareReservation', { reservationId: reservationIds[0] });
    expect(await cancelLines(running, customer, { orderId, reservationIds })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'PREPARING',
      to: 'CANCELLED',
      allowed: [],
    });
    expect(await cancelLines(running, shop.staff, { orderId, reservationIds })).toMatchObject({ __typename: 'Order' });
    expect(await cancelLines(running, shop.staff, { orderId, reservationIds })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'CANCELLED',
    });
  });

  test('when the time of their order is up', async () => {
    const { orderId, reservations } = await three(running.openShop());
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    expect(await cancelLines(running, customer, { orderId, reservationIds: [idOf(reservations, 0)] })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'EXPIRED',
    });
  });

  test('of a version that has passed, or without a name, or by too many names', async () => {
    const { orderId, reservations } = await three();
    const reservationIds = [idOf(reservations, 0)];
    expect(await cancelLines(running, customer, { orderId, reservationIds, expectedVersion: 1 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    for (const many of [[], Array.from({ length: 101 }, () => reservationIds[0])]) {
      expect(await cancelLines(running, customer, { orderId, reservationIds: many })).toMatchObject({
        __typename: 'InvalidInput',
        field: 'reservationIds',
      });
    }
  });

  test('of strangers, and of other orders', async () => {
    const { orderId, reservations } = await three();
    const reservationIds = [idOf(reservations, 0)];
    for (const somebody of [randomId(), running.openShop().staff]) {
      expect(await cancelLines(running, somebody, { orderId, reservationIds })).toMatchObject({
        __typename: 'NotFound',
        id: orderId,
      });
    }
    const other = await three();
    const [theirs] = (await order(running, customer, other.orderId))?.['lines'] as { id: string }[];
    const id = idOf(other.reservations, 0);
    expect(await cancelLines(running, customer, { orderId, reservationIds: [id] })).toMatchObject({
      __typename: 'NotFound',
      id,
    });
    expect(await cancelLines(running, customer, { orderId, lineIds: [theirs?.id] })).toMatchObject({
      __typename: 'NotFound',
      id: theirs?.id,
    });
  });
});

describe('a whole order can no longer be called off', () => {
  test('when something of it was handed over', async () => {
    const { orderId, reservations } = await three();
    await change(running, shop.staff, 'handOverReservation', { reservationId: idOf(reservations, 1) });
    expect(await cancel(running, shop.staff, { orderId })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'HANDED_OVER',
      to: 'CANCELLED',
    });
  });

  test('by its customer, but by staff, when the kitchen is at work on it', async () => {
    const { orderId, reservations } = await three();
    await change(running, shop.staff, 'prepareReservation', { reservationId: idOf(reservations, 0) });
    expect(await cancel(running, customer, { orderId })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'PREPARING',
      to: 'CANCELLED',
      allowed: [],
    });
    expect(await cancel(running, shop.staff, { orderId })).toMatchObject({ state: 'CANCELLED' });
    expect(await states(orderId)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
  });
});
