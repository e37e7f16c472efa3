import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import { cartIds, cartLineIds, productIds } from '../src/ids.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { act, add, type Cart, cartOf, freshKey, must, myCart } from './support/tables.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  running.catalog.up = true;
  shop = running.openShop();
  customer = randomId();
});

const line = (variant: Uuid, quantity = 1, more: object = {}) => ({
  variantId: running.variantId(shop, variant),
  quantity,
  ...more,
});

const addLine = (wanted: object, more: object = {}) =>
  act<Cart>(running, customer, 'addToCart', { shopId: shop.id, line: wanted, ...more });

describe('a cart', () => {
  test('holds what was put in, with present prices, and no stock', async () => {
    expect(await myCart(running, customer, shop.id)).toBeNull();
    const [tea, cake] = [running.catalog.addVariant(1, 300), running.catalog.addVariant(5, 450)];
    await add(running, shop, customer, tea);
    const cart = await add(running, shop, customer, cake, { quantity: 2 });
    expect(cart).toMatchObject({
      total: { amount: '1200', currency: 'JPY' },
      hints: [],
      shop: { id: shop.id },
      tableSession: null,
      lines: [
        { quantity: 1, unitPrice: { amount: '300' }, total: { amount: '300' }, hints: [] },
        { quantity: 2, total: { amount: '900' }, addedBy: { id: accountIds.encode(customer) } },
      ],
    });
    expect(running.catalog.available(tea)).toBe(1);
    running.catalog.change(tea, { price: 500 });
    expect(await myCart(running, customer, shop.id)).toMatchObject({ id: cart.id, total: { amount: '1400' } });
  });

  test('adds the same again to its line', async () => {
    const tea = running.catalog.addVariant(9);
    await add(running, shop, customer, tea, { quantity: 2 });
    const cart = await add(running, shop, customer, tea, { quantity: 3 });
    expect(cart.lines).toMatchObject([{ quantity: 5 }]);
    expect(await addLine(line(tea, 9_996))).toMatchObject({ code: 'INVALID_INPUT', field: 'line.quantity' });
  });

  test('keeps periods, performances, seats and sections', async () => {
    const period = { start: '2030-05-01T10:00:00.000Z', end: '2030-05-01T12:00:00.000Z' };
    await addLine(line(running.catalog.addRental(1), 1, { period }));
    const { variantId, performanceId, seats } = running.catalog.addPerformance(4);
    const performance = `prf_${cartIds.encode(shop.shopId, performanceId).slice(4)}`;
    const unitIds = seats.slice(0, 2).map(({ unitId }) => `uni_${cartIds.encode(shop.shopId, unitId).slice(4)}`);
    await addLine(line(variantId, 2, { performanceId: performance, unitIds }));
    const cart = must(
      'Cart',
      await addLine(line(variantId, 2, { performanceId: performance, together: true, section: 'Stalls' })),
    );
    expect(cart.lines).toMatchObject([
      { period, units: [] },
      { performance: { id: performance }, units: unitIds.map((id) => ({ id })) },
      { together: true, section: 'Stalls' },
    ]);
    expect(await addLine(line(variantId, 1, { performanceId: performance, unitIds: [unitIds[0]] }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'line.unitIds',
    });
  });

  test('changes, loses and forgets its lines', async () => {
    const [tea, cake] = [running.catalog.addVariant(9), running.catalog.addVariant(9)];
    await add(running, shop, customer, tea);
    const { id: cartId, lines, version } = await add(running, shop, customer, cake);
    const [first, second] = lines.map(({ id }) => id);
    const changed = must(
      'Cart',
      await act<Cart>(running, customer, 'updateCartLine', {
        cartId,
        lineId: first,
        quantity: 4,
        expectedVersion: version,
      }),
    );
    expect(changed).toMatchObject({ version: version + 1, lines: [{ id: first, quantity: 4 }, { id: second }] });
    const stale = { cartId, lineId: second, expectedVersion: version };
    expect(await act(running, customer, 'removeCartLine', stale)).toMatchObject({
      code: 'VERSION_CONFLICT',
      currentVersion: version + 1,
    });
    expect(await act(running, customer, 'updateCartLine', { ...stale, quantity: 2 })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await act(running, customer, 'clearCart', { cartId, expectedVersion: version })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await act<Cart>(running, customer, 'removeCartLine', { cartId, lineId: second })).toMatchObject({
      lines: [{ id: first }],
    });
    expect(await act(running, customer, 'removeCartLine', { cartId, lineId: second })).toMatchObject({
      code: 'NOT_FOUND',
      id: second,
    });
    expect(await act(running, customer, 'clearCart', { cartId })).toMatchObject({
      id: cartId,
      lines: [],
      total: { amount: '0' },
    });
  });

  test('takes a period away or puts another in its place', async () => {
    const period = { start: '2030-05-01T10:00:00.000Z', end: '2030-05-01T12:00:00.000Z' };
    const cart = must('Cart', await addLine(line(running.catalog.addRental(2), 1, { period })));
    const change = { cartId: cart.id, lineId: cart.lines[0]?.id };
    const other = { start: '2030-05-02T10:00:00.000Z', end: '2030-05-02T12:00:00.000Z' };
    expect(await act(running, customer, 'updateCartLine', { ...change, period: other })).toMatchObject({
      lines: [{ period: other }],
    });
    expect(await act(running, customer, 'updateCartLine', { ...change, period: null })).toMatchObject({
      lines: [{ period: null, hints: [{ code: 'INVALID_PERIOD' }] }],
    });
    expect(
      await act(running, customer, 'updateCartLine', { ...change, period: { start: other.end, end: other.start } }),
    ).toMatchObject({ code: 'INVALID_PERIOD' });
  });

  test.each([0, -1, 10_001])('takes no quantity of %d', async (quantity) => {
    const tea = running.catalog.addVariant(9);
    expect(await addLine(line(tea, quantity))).toMatchObject({ code: 'INVALID_INPUT', field: 'line.quantity' });
    const { id: cartId, lines } = await add(running, shop, customer, tea);
    const change = { cartId, lineId: lines[0]?.id, quantity };
    expect(await act(running, customer, 'updateCartLine', change)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'quantity',
    });
  });

  test('takes at most 100 lines', async () => {
    for (let count = 0; count < 100; count++) await add(running, shop, customer, running.catalog.addVariant(1));
    expect(await addLine(line(running.catalog.addVariant(1)))).toMatchObject({ code: 'INVALID_INPUT', field: 'line' });
    expect((await myCart(running, customer, shop.id))?.lines).toHaveLength(100);
  });

  test('is changed once per key, by however many calls', async () => {
    const tea = running.catalog.addVariant(9);
    const idempotencyKey = freshKey();
    const carts = await Promise.all([1, 2, 3, 4].map(() => addLine(line(tea), { idempotencyKey })));
    expect(carts.map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([[1], [1], [1], [1]]);
    expect(await addLine(line(tea, 2), { idempotencyKey })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  test('loses nothing that is put in at the same time', async () => {
    const variants = Array.from({ length: 8 }, () => running.catalog.addVariant(1));
    await Promise.all(variants.map((variant) => add(running, shop, customer, variant)));
    const cart = await myCart(running, customer, shop.id);
    expect(new Set(cart?.lines.map(({ variant }) => JSON.stringify(variant))).size).toBe(8);
  });

  test('does not exist for others', async () => {
    const tea = running.catalog.addVariant(9);
    const { id: cartId, lines } = await add(running, shop, customer, tea);
    const lineId = lines[0]?.id;
    for (const other of [randomId(), shop.staff]) {
      expect(await cartOf(running, other, cartId)).toBeNull();
      for (const [mutation, input] of [
        ['updateCartLine', { lineId, quantity: 2 }],
        ['removeCartLine', { lineId }],
        ['clearCart', {}],
        ['checkout', { expectedVersion: 2 }],
      ] as const) {
        expect(await act(running, other, mutation, { cartId, ...input })).toMatchObject({
          code: 'NOT_FOUND',
          id: cartId,
        });
      }
    }
    expect(await cartOf(running, customer, cartId)).toMatchObject({ lines: [{ quantity: 1 }] });
  });

  test('knows nothing of another shop', async () => {
    const tea = running.catalog.addVariant(9);
    const { id: cartId, lines } = await add(running, shop, customer, tea);
    const other = running.openShop();
    const foreignVariant = running.variantId(other, tea);
    expect(await addLine({ variantId: foreignVariant, quantity: 1 })).toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
    for (const shopId of ['shp_nonsense', shopIds.encode(randomId())]) {
      expect(await addLine(line(tea), { shopId })).toMatchObject({ code: 'NOT_FOUND', id: shopId });
    }
    const lineKey = cartLineIds.decode(lines[0]?.id ?? '')?.key ?? '';
    for (const lineId of ['cln_nonsense', cartLineIds.encode(other.shopId, lineKey)]) {
      expect(await act(running, customer, 'removeCartLine', { cartId, lineId })).toMatchObject({ code: 'NOT_FOUND' });
    }
    const foreignCart = cartIds.encode(other.shopId, cartIds.decode(cartId)?.key ?? '');
    expect(await act(running, customer, 'clearCart', { cartId: foreignCart })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await addLine(line(tea), { tableSessionId: 'tbs_nonsense' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('needs an account, and a shop that is not archived', async () => {
    const answer = await running.send(null, 'query ($id: ID!) { myCart(shopId: $id) { id } }', { id: shop.id });
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const archived = running.openShop({ status: 'ARCHIVED' });
    expect(await addLine(line(running.catalog.addVariant(1)), { shopId: archived.id })).toMatchObject({
      code: 'NOT_FOUND',
      id: archived.id,
    });
  });
});

describe('hints', () => {
  test('tell what is in the way of lines, with its data', async () => {
    const [gone, scarce, side] = [
      running.catalog.addVariant(9),
      running.catalog.addVariant(1),
      running.catalog.addVariant(9),
    ];
    const mainProductIds = [randomId()];
    running.catalog.rules.set(side, [
      { reason: 'MAIN_ITEM_REQUIRED', mainProductIds },
      { reason: 'QUANTITY_LIMIT_EXCEEDED', limit: 1, scope: 'ORDER', requested: 2 },
    ]);
    await add(running, shop, customer, scarce, { quantity: 2 });
    await add(running, shop, customer, gone);
    const { lines } = await add(running, shop, customer, side, { quantity: 2 });
    running.catalog.pools.delete(gone);
    const cart = await myCart(running, customer, shop.id);
    // What no stock can heal comes first.
    expect(cart?.hints).toMatchObject([
      { code: 'PRODUCT_NOT_FOUND', lineId: lines[1]?.id },
      {
        code: 'MAIN_ITEM_REQUIRED',
        failure: { mainProducts: mainProductIds.map((id) => ({ id: productIds.encode(shop.shopId, id) })) },
      },
      { code: 'QUANTITY_LIMIT_EXCEEDED', failure: { limit: 1, requested: 2 } },
      { code: 'INSUFFICIENT_STOCK', lineId: lines[0]?.id, failure: { requested: 2, available: 1 } },
    ]);
    expect(cart).toMatchObject({
      total: null,
      lines: [{ hints: [{}] }, { unitPrice: null, product: null, hints: [{ code: 'PRODUCT_NOT_FOUND' }] }, {}],
    });
  });

  test('and prices are missing while catalog is down, and nothing else', async () => {
    await add(running, shop, customer, running.catalog.addVariant(9));
    running.catalog.up = false;
    const cart = await add(running, shop, customer, running.catalog.addVariant(9), { quantity: 2 });
    expect(cart).toMatchObject({
      total: null,
      hints: null,
      lines: [{ quantity: 1, unitPrice: null, total: null, hints: null }, { quantity: 2 }],
    });
    const input = { input: { cartId: cart.id } };
    const text = 'mutation ($input: CheckoutInput!) { checkout(input: $input) { __typename } }';
    const { errors } = await running.send(customer, text, input);
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    running.catalog.up = true;
    expect(await cartOf(running, customer, cart.id)).toMatchObject({ version: cart.version, hints: [] });
  });

  test('cost one call to catalog', async () => {
    await add(running, shop, customer, running.catalog.addVariant(9));
    await add(running, shop, customer, running.catalog.addVariant(9));
    running.catalog.calls.length = 0;
    await myCart(running, customer, shop.id);
    expect(running.catalog.calls).toEqual(['/internal/quote']);
  });
});
