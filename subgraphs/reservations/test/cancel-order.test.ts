import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancel, CANCEL_ORDER, order, placed } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let orderId: string;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(async () => {
  shop = running.openShop();
  customer = randomId();
  orderId = await placed(running, shop, customer);
});

const types = async () => (await running.eventsOf(orderId)).map(({ type }) => type);

describe('an order is called off', () => {
  test('by its customer while it is PENDING', async () => {
    const cancelled = await cancel(running, customer, { orderId, reason: 'changed my mind', expectedVersion: 1 });
    expect(cancelled).toMatchObject({
      __typename: 'Order',
      state: 'CANCELLED',
      version: 2,
      cancelReason: 'changed my mind',
      cancelledBy: 'CUSTOMER',
      cancelledAt: running.clock.now().toISOString(),
    });
    const [, event] = await running.eventsOf(orderId);
    expect(event).toMatchObject({
      type: 'OrderCancelled',
      version: 2,
      data: {
        state: 'CANCELLED',
        accountId: customer,
        reason: 'changed my mind',
        previousState: 'PENDING',
        total: { amount: 1200, currency: 'JPY' },
        placedAt: cancelled['placedAt'],
        lines: [{ quantity: 1 }],
      },
    });
  });

  test("by the shop's staff when it is CONFIRMED", async () => {
    await running.authorize({ orderId, paymentId: randomId() });
    const cancelled = await cancel(running, shop.staff, { orderId, expectedVersion: 2 });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', cancelledBy: 'SHOP', cancelReason: null, version: 3 });
    expect(cancelled['confirmedAt']).not.toBeNull();
    expect((await running.eventsOf(orderId)).at(-1)).toMatchObject({
      type: 'OrderCancelled',
      data: { previousState: 'CONFIRMED', reason: null },
    });
  });

  test('once, however often the same key is sent', async () => {
    const input = { orderId, reason: 'once', idempotencyKey: randomId() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(running, customer, input)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ state: 'CANCELLED', version: 2 });
    expect(await types()).toEqual(['OrderPlaced', 'OrderCancelled']);
  });
});

describe('a cancellation is refused', () => {
  test('of an order that is CANCELLED already', async () => {
    await cancel(running, customer, { orderId });
    expect(await cancel(running, customer, { orderId })).toMatchObject({
      __typename: 'InvalidStateTransition',
      code: 'INVALID_STATE_TRANSITION',
      from: 'CANCELLED',
      to: 'CANCELLED',
      allowed: [],
    });
  });

  test('of an order whose time is up, written down or not', async () => {
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    const refused = { __typename: 'InvalidStateTransition', from: 'EXPIRED', to: 'CANCELLED', allowed: ['CONFIRMED'] };
    expect(await cancel(running, customer, { orderId })).toMatchObject(refused);
    await running.expireOrders();
    expect(await cancel(running, customer, { orderId })).toMatchObject(refused);
    expect(await types()).toEqual(['OrderPlaced', 'OrderExpired']);
  });

  test('of a version that has passed, and the key stays free', async () => {
    const idempotencyKey = randomId();
    await running.authorize({ orderId, paymentId: randomId() });
    expect(await cancel(running, customer, { orderId, expectedVersion: 1, idempotencyKey })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(await cancel(running, customer, { orderId, expectedVersion: 2, idempotencyKey })).toMatchObject({
      state: 'CANCELLED',
    });
  });

  test('when the key was used for something else', async () => {
    const idempotencyKey = randomId();
    await cancel(running, customer, { orderId, reason: 'a', idempotencyKey });
    expect(await cancel(running, customer, { orderId, reason: 'b', idempotencyKey })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
  });

  test.each([
    ['a stranger', () => randomId()],
    ["another shop's staff", () => running.openShop().staff],
  ])('of %s, as if there were no such order', async (_name, somebody) => {
    const missing = await placedThenForgotten();
    const theirs = await cancel(running, somebody(), { orderId });
    expect(theirs).toMatchObject({ __typename: 'NotFound', id: orderId });
    expect({ ...(await cancel(running, somebody(), { orderId: missing })), id: orderId }).toEqual(theirs);
    expect(await order(running, customer, orderId)).toMatchObject({ state: 'PENDING', version: 1 });
  });

  test.each(['', 'ord_', 'ord_nonsense', 'acc_AAAAAAAAAAAAAAAAAAAAAA'])('of the id "%s"', async (id) => {
    expect(await cancel(running, customer, { orderId: id })).toMatchObject({ __typename: 'NotFound', id });
  });

  test('with a reason too long', async () => {
    expect(await cancel(running, customer, { orderId, reason: 'x'.repeat(501) })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'reason',
    });
  });

  test('of nobody', async () => {
    const { errors } = await running.send(null, CANCEL_ORDER, { input: { orderId } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  /** The id of an order that is not there. */
  async function placedThenForgotten(): Promise<string> {
    const id = await placed(running, shop, customer);
    await running.database.query('DELETE FROM "order" WHERE shop_id = $1 AND order_id <> $2', [
      shop.shopId,
      running.orderKey(orderId),
    ]);
    return id;
  }
});
