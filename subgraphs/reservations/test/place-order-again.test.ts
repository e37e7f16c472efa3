import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import { orderIds } from '../src/ids.ts';
import { place, PLACE_ORDER } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop();
  customer = randomId();
  running.catalog.up = true;
});

const lineOf = (variant: Uuid, quantity = 1) => ({ variantId: running.variantId(shop, variant), quantity });

const inputOf = (variant: Uuid, changes: object = {}) => ({
  shopId: shop.id,
  lines: [lineOf(variant)],
  idempotencyKey: randomId(),
  ...changes,
});

async function rows() {
  const orders = await running.count('order');
  const lines = await running.count('order_line');
  const mine = await running.count('account_order');
  const events = await running.count('outbox');
  const records = await running.count('idempotency_record');
  return { orders, lines, mine, events, records };
}

describe('the same key', () => {
  test('50 times at once makes one order and 50 equal answers', async () => {
    const variant = running.catalog.addVariant(100);
    const input = inputOf(variant, { lines: [lineOf(variant, 2)] });
    const before = await rows();

    const answers = await Promise.all(Array.from({ length: 50 }, () => place(running, customer, input)));

    expect(answers[0]).toMatchObject({ __typename: 'Order', state: 'PENDING' });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await rows()).toEqual({
      orders: before.orders + 1,
      lines: before.lines + 1,
      mine: before.mine + 1,
      events: before.events + 1,
      records: before.records + 1,
    });
    expect(running.catalog.available(variant)).toBe(98);
  });

  test('later answers with the order as it is now', async () => {
    const input = inputOf(running.catalog.addVariant(1));
    const first = await place(running, customer, input);
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    expect(await place(running, customer, input)).toEqual({ ...first, state: 'EXPIRED' });
  });

  test.each<readonly [string, (input: ReturnType<typeof inputOf>) => object]>([
    ['other lines', () => ({ lines: [lineOf(running.catalog.addVariant(5), 2)] })],
    ['another remark', () => ({ remark: 'something else' })],
    ['another shop', () => ({ shopId: running.openShop().id })],
  ])('with %s is refused, and a refused order leaves the key free', async (_name, changes) => {
    const variant = running.catalog.addVariant(1);
    const input = inputOf(variant);
    expect(await place(running, customer, { ...input, lines: [lineOf(variant, 9)] })).toMatchObject({
      __typename: 'InsufficientStock',
    });
    expect(await place(running, customer, input)).toMatchObject({ __typename: 'Order' });
    expect(await place(running, customer, { ...input, ...changes(input) })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  test('with two bodies, 20 times at once each, makes one order; the other body is refused every time', async () => {
    const variant = running.catalog.addVariant(100);
    const input = inputOf(variant);
    const bodies = [input, { ...input, lines: [lineOf(variant, 2)] }, { ...input, remark: 'same lines' }];
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, index) => place(running, customer, bodies[index % 3] ?? input)),
    );
    const ids = new Set(results.filter(({ __typename }) => __typename === 'Order').map(({ id }) => id));
    const refused = results.filter(({ __typename }) => __typename === 'IdempotencyKeyReused');
    expect(ids.size).toBe(1);
    expect(refused).toHaveLength(40);
  });

  test('of another account is another key', async () => {
    const input = inputOf(running.catalog.addVariant(2));
    const [mine, theirs] = [await place(running, customer, input), await place(running, randomId(), input)];
    expect(mine.id).not.toBe(theirs.id);
  });
});

describe('when something is down', () => {
  test('catalog: a coded, retryable error, nothing written, and the retry succeeds', async () => {
    const input = inputOf(running.catalog.addVariant(1));
    const before = await rows();
    running.catalog.up = false;
    const { data, errors } = await running.send(customer, PLACE_ORDER, { input });
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
    expect(await rows()).toEqual(before);
    running.catalog.up = true;
    expect(await place(running, customer, input)).toMatchObject({ __typename: 'Order' });
  });

  test('a crash between hold and commit costs nothing: the retry takes the same hold', async () => {
    const variant = running.catalog.addVariant(1);
    const input = inputOf(variant);
    const orderId = deriveId('placeOrder', customer, input.idempotencyKey);
    holdAsCrashed(orderId, variant);
    expect(running.catalog.available(variant)).toBe(0);

    const placed = await place(running, customer, input);

    expect(orderIds.decode(placed.id)?.key).toBe(orderId);
    expect(running.catalog.available(variant)).toBe(0);
  });

  test('a retry after a crash gets an order whose time is that of its hold, not of what it asked for', async () => {
    const variant = running.catalog.addVariant(2);
    for (const [heldSeconds, seconds] of [
      [HOLD_TTL_SECONDS / 2, HOLD_TTL_SECONDS],
      [HOLD_TTL_SECONDS * 2, HOLD_TTL_SECONDS * 2],
    ] as const) {
      const input = inputOf(variant);
      holdAsCrashed(deriveId('placeOrder', customer, input.idempotencyKey), variant, heldSeconds);
      const { expiresAt } = await place(running, customer, input);
      expect(expiresAt).toBe(new Date(running.clock.now().getTime() + seconds * 1000).toISOString());
    }
  });

  test('a crash between hold and commit, and nobody tries again: the hold lapses', async () => {
    const variant = running.catalog.addVariant(1);
    holdAsCrashed(randomId(), variant);
    expect(await place(running, randomId(), inputOf(variant))).toMatchObject({ __typename: 'InsufficientStock' });
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    expect(await place(running, randomId(), inputOf(variant))).toMatchObject({ __typename: 'Order' });
  });

  test('a database that refuses the order: the hold is given back at once', async () => {
    const variant = running.catalog.addVariant(1);
    await running.database.query(`ALTER TABLE order_line ADD CONSTRAINT no_lines CHECK (place < 0) NOT VALID`);
    try {
      const { errors } = await running.send(customer, PLACE_ORDER, { input: inputOf(variant) });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    } finally {
      await running.database.query('ALTER TABLE order_line DROP CONSTRAINT no_lines');
    }
    expect(running.catalog.available(variant)).toBe(1);
    expect(await place(running, customer, inputOf(variant))).toMatchObject({ __typename: 'Order' });
  });

  function holdAsCrashed(orderId: Uuid, variant: Uuid, seconds = HOLD_TTL_SECONDS): void {
    running.catalog.hold({
      shopId: shop.shopId,
      orderId,
      accountId: customer,
      expiresAt: new Date(running.clock.now().getTime() + seconds * 1000).toISOString(),
      lines: [{ lineId: deriveId('orderLine', orderId, '0'), variantId: variant, quantity: 1 }],
    });
  }
});
