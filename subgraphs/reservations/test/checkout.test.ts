import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { place } from './support/operations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { act, add, cartOf, freshKey, must, myCart, openTable, type Session, sessionOf } from './support/tables.ts';

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
});

const checkout = (as: Uuid, input: object) => act(running, as, 'checkout', input);

describe('checkout', () => {
  test('makes an order of what is in the cart, at the prices of this moment', async () => {
    const tea = running.catalog.addVariant(5, 300);
    const { id: cartId, version } = await add(running, shop, customer, tea, { quantity: 2 });
    running.catalog.change(tea, { price: 400 });
    const order = await checkout(customer, { cartId, expectedVersion: version, remark: 'Hot, please' });
    expect(order).toMatchObject({
      __typename: 'Order',
      state: 'PENDING',
      total: { amount: '800' },
      tableSession: null,
      lines: [{ quantity: 2, variant: { id: running.variantId(shop, tea) } }],
    });
    expect(running.catalog.available(tea)).toBe(3);
    expect(await myCart(running, customer, shop.id)).toBeNull();
    expect((await running.eventsOf(order.id)).map(({ type }) => type)).toEqual(['OrderPlaced']);
    const next = await add(running, shop, customer, tea);
    expect(next.id).not.toBe(cartId);
  });

  test('confirms at once where the shop asks for no payment', async () => {
    shop = running.openShop({ paymentPolicy: 'NONE' });
    const { id: cartId } = await add(running, shop, customer, running.catalog.addVariant(5));
    expect(await checkout(customer, { cartId })).toMatchObject({ state: 'CONFIRMED' });
  });

  test('gives the same order again under the same key, also to calls at the same time', async () => {
    const tea = running.catalog.addVariant(5);
    const { id: cartId, version } = await add(running, shop, customer, tea);
    const input = { cartId, expectedVersion: version, idempotencyKey: freshKey() };
    const orders = await Promise.all([1, 2, 3, 4].map(() => checkout(customer, input)));
    orders.push(await checkout(customer, input));
    expect(new Set(orders.map(({ __typename, id }) => `${__typename} ${id}`)).size).toBe(1);
    expect(orders[0]?.__typename).toBe('Order');
    expect(running.catalog.available(tea)).toBe(4);
    expect(await checkout(customer, { ...input, remark: 'Other' })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  test('leaves the cart as it was when it is refused', async () => {
    const [tea, cake] = [running.catalog.addVariant(1), running.catalog.addVariant(9)];
    await add(running, shop, customer, cake);
    const cart = await add(running, shop, customer, tea, { quantity: 2 });
    const idempotencyKey = freshKey();
    expect(await checkout(customer, { cartId: cart.id, idempotencyKey })).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
    });
    expect(await cartOf(running, customer, cart.id)).toEqual({ ...cart, __typename: undefined });
    expect(running.catalog.available(cake)).toBe(9);
    running.catalog.change(tea, { onHand: 2 });
    expect(await checkout(customer, { cartId: cart.id, idempotencyKey })).toMatchObject({ __typename: 'Order' });
  });

  test('refuses an empty cart, a stale version, an over-long remark and a cart that was ordered', async () => {
    const tea = running.catalog.addVariant(9);
    const { id: cartId, version } = await add(running, shop, customer, tea);
    const stale = { cartId, expectedVersion: version - 1 };
    expect(await checkout(customer, stale)).toMatchObject({ code: 'VERSION_CONFLICT', currentVersion: version });
    expect(await checkout(customer, { cartId, remark: 'x'.repeat(501) })).toMatchObject({ field: 'remark' });
    await checkout(customer, { cartId });
    expect(await checkout(customer, { cartId, expectedVersion: version })).toMatchObject({ code: 'VERSION_CONFLICT' });
    const next = await add(running, shop, customer, tea);
    must('Cart', await act(running, customer, 'clearCart', { cartId: next.id }));
    expect(await checkout(customer, { cartId: next.id })).toMatchObject({ code: 'INVALID_INPUT', field: 'cartId' });
  });

  test('loses nothing to a crash after the hold: the same cart takes the same hold', async () => {
    const tea = running.catalog.addVariant(1);
    const cart = await add(running, shop, customer, tea);
    await running.database.query('ALTER TABLE "order" RENAME TO crashed');
    try {
      const text = 'mutation ($input: CheckoutInput!) { checkout(input: $input) { __typename } }';
      const { errors } = await running.send(customer, text, { input: { cartId: cart.id } });
      expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    } finally {
      await running.database.query('ALTER TABLE crashed RENAME TO "order"');
    }
    expect(running.catalog.available(tea)).toBe(0);
    expect(await cartOf(running, customer, cart.id)).toMatchObject({ version: cart.version, lines: [{ quantity: 1 }] });
    expect(await checkout(customer, { cartId: cart.id })).toMatchObject({ __typename: 'Order' });
    expect(running.catalog.available(tea)).toBe(0);
  });

  test('orders a cart that was changed since the crash as it is now', async () => {
    const tea = running.catalog.addVariant(3);
    const cart = await add(running, shop, customer, tea);
    await running.database.query('ALTER TABLE "order" RENAME TO crashed');
    try {
      await running.send(customer, 'mutation ($input: CheckoutInput!) { checkout(input: $input) { __typename } }', {
        input: { cartId: cart.id },
      });
    } finally {
      await running.database.query('ALTER TABLE crashed RENAME TO "order"');
    }
    await add(running, shop, customer, tea);
    expect(await checkout(customer, { cartId: cart.id })).toMatchObject({ lines: [{ quantity: 2 }] });
  });

  test('is refused in a shop that was archived', async () => {
    const cart = await add(running, shop, customer, running.catalog.addVariant(1));
    const known = await running.subgraph.kit.shops.find(shop.shopId);
    const data = { ...known, status: 'ARCHIVED', version: (known?.version ?? 0) + 1 };
    await running.subgraph.deliver('users', {
      type: 'ShopUpdated',
      shopId: shop.shopId,
      aggregateId: shop.shopId,
      version: data.version,
      data,
    });
    expect(await checkout(customer, { cartId: cart.id })).toMatchObject({ code: 'NOT_FOUND', id: cart.id });
  });
});

describe('at a table', () => {
  let friend: Uuid;
  let session: Session;

  beforeEach(async () => {
    friend = randomId();
    session = await openTable(running, shop, customer, friend);
  });

  test('guests order again and again, and see what it comes to', async () => {
    const tea = running.catalog.addVariant(9, 300);
    await add(running, shop, customer, tea, { tableSessionId: session.id });
    const cart = await add(running, shop, friend, tea, { tableSessionId: session.id, quantity: 2 });
    expect(cart.lines).toMatchObject([{ quantity: 1 }, { quantity: 2 }]);
    const first = await checkout(friend, { cartId: cart.id, expectedVersion: cart.version });
    expect(first).toMatchObject({ __typename: 'Order', tableSession: { id: session.id } });
    expect(running.catalog.held.at(-1)).toMatchObject({ atTable: true, accountId: friend });
    const after = await sessionOf(running, customer, session.id);
    expect(after).toMatchObject({
      openTotal: { amount: '900' },
      orders: { nodes: [{ id: first.id }] },
      cart: { lines: [], version: cart.version + 1 },
    });
    expect(after.cart.id).not.toBe(cart.id);
    const lines = [{ variantId: running.variantId(shop, tea), quantity: 1 }];
    running.clock.advance(1000);
    const second = await place(running, customer, { shopId: shop.id, lines, tableSessionId: session.id });
    expect(await sessionOf(running, friend, session.id)).toMatchObject({
      openTotal: { amount: '1200' },
      orders: { nodes: [{ id: second.id }, { id: first.id }] },
    });
  });

  test('one order comes of two phones that check out at once', async () => {
    for (let round = 0; round < 8; round++) {
      const tea = running.catalog.addVariant(1);
      const { id: cartId, version } = await add(running, shop, customer, tea, { tableSessionId: session.id });
      const results = await Promise.all(
        [customer, friend].map((guest) =>
          checkout(guest, { cartId, expectedVersion: version, idempotencyKey: freshKey() }),
        ),
      );
      expect(results.map(({ __typename }) => __typename).sort()).toEqual(['Order', 'VersionConflict']);
      expect(results).toContainEqual(expect.objectContaining({ currentVersion: version + 1 }));
      expect(running.catalog.available(tea)).toBe(0);
    }
    expect((await sessionOf(running, customer, session.id)).orders.nodes).toHaveLength(8);
  });

  test('control: two phones that each order what they see in the cart order it twice', async () => {
    const tea = running.catalog.addVariant(9);
    await add(running, shop, customer, tea, { tableSessionId: session.id });
    const lines = [{ variantId: running.variantId(shop, tea), quantity: 1 }];
    const placed = (guest: Uuid) => place(running, guest, { shopId: shop.id, lines, tableSessionId: session.id });
    const results = await Promise.all([customer, friend].map(placed));
    expect(results.map(({ __typename }) => __typename)).toEqual(['Order', 'Order']);
    expect(running.catalog.available(tea)).toBe(7);
  });

  test('what is put in during a checkout is either ordered or still there', async () => {
    for (let round = 0; round < 8; round++) {
      const [tea, cake] = [running.catalog.addVariant(9), running.catalog.addVariant(9)];
      const { id: cartId } = await add(running, shop, customer, tea, { tableSessionId: session.id });
      const [result] = await Promise.all([
        checkout(friend, { cartId }),
        add(running, shop, customer, cake, { tableSessionId: session.id }),
      ]);
      const left = (await sessionOf(running, customer, session.id)).cart.lines.length;
      const ordered = result.__typename === 'Order' ? (result['lines'] as unknown[]).length : 0;
      expect(ordered + left).toBe(2);
      if (left > 0) {
        const { cart } = await sessionOf(running, customer, session.id);
        await act(running, customer, 'clearCart', { cartId: cart.id });
      }
    }
  });

  test('a late phone gives its hold back at once when the cart has changed', async () => {
    const tea = running.catalog.addVariant(3);
    const { id: cartId } = await add(running, shop, customer, tea, { tableSessionId: session.id });
    const original = running.catalog.hold.bind(running.catalog);
    let changed = false;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    running.catalog.hold = (request) => {
      changed = true;
      resolve(undefined);
      return original(request);
    };
    const blocker = running.database.dataSource.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('SELECT FROM cart WHERE table_session_id IS NOT NULL FOR UPDATE');
    const late = checkout(friend, { cartId });
    await promise;
    await blocker.query('UPDATE cart SET version = version + 1 WHERE table_session_id IS NOT NULL');
    await blocker.commitTransaction();
    await blocker.release();
    expect(await late).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(changed).toBe(true);
    running.catalog.hold = original;
    expect(running.catalog.available(tea)).toBe(3);
  });

  test('only guests order, and only while it is open', async () => {
    const tea = running.catalog.addVariant(9);
    const tableSessionId = session.id;
    const cart = await add(running, shop, customer, tea, { tableSessionId });
    const line = { variantId: running.variantId(shop, tea), quantity: 1 };
    const placed = (as: Uuid, shopId = shop.id) => place(running, as, { shopId, lines: [line], tableSessionId });
    for (const stranger of [randomId(), shop.staff]) {
      expect(await placed(stranger)).toMatchObject({ code: 'NOT_FOUND', id: tableSessionId });
      expect(await checkout(stranger, { cartId: cart.id })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await act(running, stranger, 'addToCart', { shopId: shop.id, tableSessionId, line })).toMatchObject({
        code: 'NOT_FOUND',
        id: tableSessionId,
      });
    }
    must('TableSession', await act(running, shop.staff, 'closeTable', { tableSessionId }));
    const closed = { code: 'INVALID_STATE_TRANSITION', from: 'CLOSED' };
    expect(await placed(customer)).toMatchObject({ code: closed.code });
    expect(await act(running, customer, 'addToCart', { shopId: shop.id, tableSessionId, line })).toMatchObject(closed);
    expect(await act(running, customer, 'clearCart', { cartId: cart.id })).toMatchObject(closed);
    const refused = await checkout(customer, { cartId: cart.id });
    expect(['INVALID_STATE_TRANSITION', 'INVALID_INPUT']).toContain(refused.code);
    expect(running.catalog.available(tea)).toBe(9);
  });

  test('a closing during a checkout lets the order through or refuses it', async () => {
    for (let round = 0; round < 6; round++) {
      const tea = running.catalog.addVariant(1);
      const here = await openTable(running, shop, customer);
      const { id: cartId } = await add(running, shop, customer, tea, { tableSessionId: here.id });
      const [result] = await Promise.all([
        checkout(customer, { cartId }),
        act(running, shop.staff, 'closeTable', { tableSessionId: here.id }),
      ]);
      const { orders } = await sessionOf(running, customer, here.id);
      expect(orders.nodes).toHaveLength(result.__typename === 'Order' ? 1 : 0);
      expect(running.catalog.available(tea)).toBe(result.__typename === 'Order' ? 0 : 1);
    }
  });
});
