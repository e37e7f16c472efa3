import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import { orderIds } from '../src/ids.ts';
import { countedStatements } from './support/counted-statements.ts';
import { order, place, PLACE_ORDER } from './support/operations.ts';
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

describe('an order that is taken', () => {
  test('has the prices of the moment, its stock held and its event written', async () => {
    const tea = running.catalog.addVariant(5, 1200);
    const cup = running.catalog.addVariant(5, 350);
    const input = { shopId: shop.id, lines: [lineOf(tea, 2), lineOf(cup, 3)], remark: ' no bag, please ' };

    const placed = await place(running, customer, input);

    const now = running.clock.now();
    expect(placed).toMatchObject({
      __typename: 'Order',
      state: 'PENDING',
      version: 1,
      remark: 'no bag, please',
      placedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + HOLD_TTL_SECONDS * 1000).toISOString(),
      confirmedAt: null,
      total: { amount: '3450', currency: 'JPY' },
      lines: [
        {
          quantity: 2,
          unitPrice: { amount: '1200' },
          total: { amount: '2400' },
          variant: { id: lineOf(tea).variantId },
        },
        {
          quantity: 3,
          unitPrice: { amount: '350' },
          total: { amount: '1050' },
          variant: { id: lineOf(cup).variantId },
        },
      ],
      shop: { id: shop.id },
      customer: { id: accountIds.encode(customer) },
    });
    expect([running.catalog.available(tea), running.catalog.available(cup)]).toEqual([3, 2]);

    expect({ __typename: 'Order', ...(await order(running, customer, placed.id)) }).toEqual(placed);
    const key = orderIds.decode(placed.id);
    expect(await running.eventsOf(placed.id)).toEqual([
      {
        type: 'OrderPlaced',
        version: 1,
        data: {
          orderId: key?.key,
          accountId: customer,
          state: 'PENDING',
          paymentPolicy: 'PREPAY',
          tableSessionId: null,
          total: { amount: 3450, currency: 'JPY' },
          points: null,
          placedAt: placed['placedAt'],
          expiresAt: placed['expiresAt'],
          confirmedAt: null,
          lines: [
            expect.objectContaining({ variantId: tea, quantity: 2, unitPrice: { amount: 1200, currency: 'JPY' } }),
            expect.objectContaining({ variantId: cup, quantity: 3, total: { amount: 1050, currency: 'JPY' } }),
          ],
        },
      },
    ]);
  });

  test('keeps its prices when catalog changes them', async () => {
    const tea = running.catalog.addVariant(5, 1200);
    const placed = await place(running, customer, inputOf(tea));
    running.catalog.change(tea, { price: 9999 });
    expect(await order(running, customer, placed.id)).toMatchObject({ total: { amount: '1200' } });
  });

  test('costs two statements once the shop is known: the look for the key, and the order', async () => {
    const tea = running.catalog.addVariant(5);
    await place(running, customer, inputOf(tea));
    expect(await countedStatements(running.database, () => place(running, customer, inputOf(tea)))).toBe(2);
  });
});

describe('an order that is refused leaves nothing behind', () => {
  const cases: readonly (readonly [string, () => object, object])[] = [
    ['of an unknown shop', () => ({ shopId: 'shp_nonsense' }), { __typename: 'NotFound', id: 'shp_nonsense' }],
    ['without lines', () => ({ lines: [] }), { __typename: 'InvalidInput', field: 'lines' }],
    [
      'of 101 lines',
      () => ({ lines: Array.from({ length: 101 }, () => lineOf(running.catalog.addVariant(1))) }),
      { __typename: 'InvalidInput', field: 'lines' },
    ],
    ...[0, -1, 10_001].map(
      (quantity) =>
        [
          `of ${quantity} pieces`,
          () => ({ lines: [lineOf(running.catalog.addVariant(1)), lineOf(running.catalog.addVariant(1), quantity)] }),
          { __typename: 'InvalidInput', field: 'lines.1.quantity' },
        ] as const,
    ),
    ['with a remark too long', () => ({ remark: '茶'.repeat(501) }), { __typename: 'InvalidInput', field: 'remark' }],
    ['with a remark of no text', () => ({ remark: 'a\0b' }), { __typename: 'InvalidInput', field: 'remark' }],
    ['with an empty key', () => ({ idempotencyKey: '' }), { __typename: 'InvalidInput', field: 'idempotencyKey' }],
    [
      'with a key too long',
      () => ({ idempotencyKey: 'k'.repeat(201) }),
      { __typename: 'InvalidInput', field: 'idempotencyKey' },
    ],
    [
      'of a variant with a malformed id',
      () => ({ lines: [{ variantId: 'var_nonsense', quantity: 1 }] }),
      { __typename: 'ProductNotFound', code: 'PRODUCT_NOT_FOUND', variantId: 'var_nonsense' },
    ],
    [
      'of more than a safe integer can hold',
      () => ({ lines: [lineOf(running.catalog.addVariant(10_000, 2 ** 51), 10_000)] }),
      { __typename: 'InvalidInput', field: 'lines' },
    ],
  ];

  test.each(cases)('%s', async (_name, changes, failure) => {
    const before = await rows();
    const result = await place(running, customer, inputOf(running.catalog.addVariant(1), changes()));
    expect(result).toMatchObject(failure);
    expect(await rows()).toEqual(before);
  });

  test('of an unknown variant', async () => {
    const unknown = lineOf(randomId());
    const result = await place(running, customer, inputOf(running.catalog.addVariant(1), { lines: [unknown] }));
    expect(result).toMatchObject({ __typename: 'ProductNotFound', retryable: false, variantId: unknown.variantId });
  });

  test("of another shop's variant, which is unknown here", async () => {
    const variant = running.catalog.addVariant(1);
    const variantId = running.variantId(running.openShop(), variant);
    const result = await place(running, customer, inputOf(variant, { lines: [{ variantId, quantity: 1 }] }));
    expect(result).toMatchObject({ __typename: 'ProductNotFound', variantId });
    expect(running.catalog.available(variant)).toBe(1);
  });

  test('of a discontinued product', async () => {
    const variant = running.catalog.addVariant(1);
    running.catalog.change(variant, { discontinued: true });
    const result = await place(running, customer, inputOf(variant));
    expect(result).toMatchObject({ __typename: 'ProductDiscontinued', variantId: lineOf(variant).variantId });
  });

  test('of two lines of one variant that together are more than there is', async () => {
    const variant = running.catalog.addVariant(5);
    const before = await rows();
    const result = await place(
      running,
      customer,
      inputOf(variant, { lines: [lineOf(variant, 3), lineOf(variant, 3)] }),
    );
    expect(result).toMatchObject({ __typename: 'InsufficientStock', retryable: true, requested: 6, available: 5 });
    expect(await rows()).toEqual(before);
  });

  test('gives a hold back when the sum cannot be kept', async () => {
    const variant = running.catalog.addVariant(10_000, 2 ** 51);
    await place(running, customer, inputOf(variant, { lines: [lineOf(variant, 10_000)] }));
    expect(running.catalog.available(variant)).toBe(10_000);
  });

  test.each([
    ['2^31 pieces', { lines: [{ variantId: 'var_x', quantity: 2 ** 31 }] }],
    ['one and a half', { lines: [{ variantId: 'var_x', quantity: 1.5 }] }],
  ])('%s is no GraphQL Int', async (_name, changes) => {
    const { errors } = await running.send(customer, PLACE_ORDER, { input: { shopId: shop.id, ...changes } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('of nobody', async () => {
    const { errors } = await running.send(null, PLACE_ORDER, { input: inputOf(running.catalog.addVariant(1)) });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
