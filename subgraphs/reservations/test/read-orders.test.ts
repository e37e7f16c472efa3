import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import { orderIds } from '../src/ids.ts';
import { countedStatements } from './support/counted-statements.ts';
import { cancel, order, ORDER, placed } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

const PAGE = `
  edges { cursor node { id } }
  nodes { id state lines { variant { id } } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

const MY_ORDERS = `query ($first: Int, $after: String, $state: OrderState) {
  myOrders(first: $first, after: $after, state: $state) { ${PAGE} }
}`;

const SHOP_ORDERS = `query ($shopId: ID!, $filter: OrderFilter, $first: Int, $after: String) {
  shopOrders(shopId: $shopId, filter: $filter, first: $first, after: $after) { ${PAGE} }
}`;

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Order { id lines { variant { id } } customer { id } }
    ... on Account { orders(first: 10) { nodes { id } } }
  }
}`;

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

/** Places orders a second apart, and gives their ids, the latest first. */
async function placeMany(count: number, at: TestShop = shop): Promise<string[]> {
  const variant = running.catalog.addVariant(count);
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    ids.unshift(await placed(running, at, customer, variant));
    running.clock.advance(1000);
  }
  return ids;
}

const representations = (ids: readonly string[]) => ids.map((id) => ({ __typename: 'Order', id }));

describe('one order', () => {
  test("is seen by its customer and by the shop's staff, and by nobody else", async () => {
    const [id = ''] = await placeMany(1);
    expect(await order(running, customer, id)).toMatchObject({ id });
    expect(await order(running, shop.staff, id)).toMatchObject({ id });
    expect(await order(running, randomId(), id)).toBeNull();
    expect(await order(running, running.openShop().staff, id)).toBeNull();
    const { errors } = await running.send(null, ORDER, { id });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test("that is somebody else's answers exactly like a missing one", async () => {
    const [id = ''] = await placeMany(1);
    const stranger = randomId();
    const missing = orderIds.encode(shop.shopId, randomId());
    expect(await running.send(stranger, ORDER, { id })).toEqual(await running.send(stranger, ORDER, { id: missing }));
  });

  test.each(['', 'ord_', 'ord_nonsense', 'shp_AAAAAAAAAAAAAAAAAAAAAA', '💥'])(
    'of the id "%s" is not there',
    async (id) => {
      expect(await order(running, customer, id)).toBeNull();
    },
  );

  test('is EXPIRED from the moment its time is up', async () => {
    const id = await placed(running, shop, customer);
    running.clock.advance(HOLD_TTL_SECONDS * 1000 - 1);
    expect(await order(running, customer, id)).toMatchObject({ state: 'PENDING', version: 1 });
    running.clock.advance(1);
    expect(await order(running, customer, id)).toMatchObject({ state: 'EXPIRED', version: 1 });
    await running.expireOrders();
    expect(await order(running, customer, id)).toMatchObject({ state: 'EXPIRED', version: 2 });
    expect((await running.eventsOf(id)).at(-1)).toMatchObject({
      type: 'OrderExpired',
      version: 2,
      data: { state: 'EXPIRED', previousState: 'PENDING', accountId: customer },
    });
  });
});

describe('pages', () => {
  test.each<readonly [string, (variables: object) => Promise<Page>]>([
    ['myOrders', async (variables) => (await running.data(customer, MY_ORDERS, { ...variables }))['myOrders'] as Page],
    [
      'shopOrders',
      async (variables) =>
        (await running.data(shop.staff, SHOP_ORDERS, { shopId: shop.id, ...variables }))['shopOrders'] as Page,
    ],
  ])('of %s hold every order once, the latest first', async (_name, read) => {
    const ids = await placeMany(7);
    const seen: string[] = [];
    const sizes: number[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page: Page = await read({ first: 3, after });
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
      seen.push(...page.nodes.map(({ id }) => id));
      sizes.push(page.nodes.length);
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(seen).toEqual(ids);
    expect(sizes).toEqual([3, 3, 1]);
  });

  test('hold orders of the same moment once', async () => {
    const variant = running.catalog.addVariant(10);
    const ids = await Promise.all(Array.from({ length: 10 }, () => placed(running, shop, customer, variant)));
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { shopOrders } = await running.data(shop.staff, SHOP_ORDERS, { shopId: shop.id, first: 3, after });
      const page = shopOrders as Page;
      seen.push(...page.nodes.map(({ id }) => id));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test('of no orders are empty', async () => {
    expect((await running.data(customer, MY_ORDERS))['myOrders']).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test('by state show each order where its state is now', async () => {
    const [confirmed = '', cancelled = '', written = '', lapsed = ''] = await placeMany(4);
    await running.authorize({ orderId: confirmed, paymentId: randomId() });
    await cancel(running, customer, { orderId: cancelled });
    await running.database.query('UPDATE "order" SET expires_at = placed_at + interval \'1 ms\' WHERE order_id = $1', [
      running.orderKey(written),
    ]);
    await running.expireOrders();
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    const [pending = ''] = await placeMany(1);

    const expected = { CONFIRMED: [confirmed], CANCELLED: [cancelled], EXPIRED: [written, lapsed], PENDING: [pending] };
    for (const [state, ids] of Object.entries(expected)) {
      const { myOrders } = await running.data(customer, MY_ORDERS, { state });
      const { shopOrders } = await running.data(shop.staff, SHOP_ORDERS, { shopId: shop.id, filter: { state } });
      for (const { nodes } of [myOrders, shopOrders] as Page[]) {
        expect(nodes.map(({ id }) => id)).toEqual(ids);
        expect(new Set(nodes.map((node) => node.state))).toEqual(new Set([state]));
      }
    }
  });

  test('by time of placing begin with placedFrom and end before placedTo', async () => {
    const start = running.clock.now().getTime();
    const ids = await placeMany(4);
    const at = (second: number) => new Date(start + second * 1000).toISOString();
    const filter = { placedFrom: at(1), placedTo: at(3) };
    const { shopOrders } = await running.data(shop.staff, SHOP_ORDERS, { shopId: shop.id, filter });
    expect((shopOrders as Page).nodes.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    // A cursor within the window and one later than it.
    for (const [after, rest] of [
      [(shopOrders as Page).edges[0]?.cursor, [ids[2]]],
      [cursor(['orders, latest first', at(9), randomId()]), [ids[1], ids[2]]],
    ] as const) {
      const page = await running.data(shop.staff, SHOP_ORDERS, { shopId: shop.id, filter, after });
      expect((page['shopOrders'] as Page).nodes.map(({ id }) => id)).toEqual(rest);
    }
  });

  test('of my orders hold those of all shops', async () => {
    const here = await placeMany(2);
    const there = await placeMany(2, running.openShop());
    const { myOrders } = await running.data(customer, MY_ORDERS);
    expect((myOrders as Page).nodes.map(({ id }) => id)).toEqual([...there, ...here]);
  });

  test("of a shop's orders are null for whoever does not work there, as for no shop at all", async () => {
    await placeMany(1);
    for (const [as, shopId] of [
      [customer, shop.id],
      [running.openShop().staff, shop.id],
      [customer, 'shp_nonsense'],
      [customer, running.variantId(shop, randomId())],
    ] as const) {
      expect(await running.send(as, SHOP_ORDERS, { shopId })).toEqual({ data: { shopOrders: null } });
    }
  });

  test.each([
    ['first 100000', { first: 100_000 }],
    ['first 101', { first: 101 }],
    ['first 0', { first: 0 }],
    ['first -1', { first: -1 }],
    ['a cursor of nonsense', { after: 'nonsense' }],
    ['a cursor of another list', { after: cursor(['products, by name', 'a', 'b']) }],
    ['a cursor of no moment', { after: cursor(['orders, latest first', 'yesterday', randomId()]) }],
    ['a cursor of no order', { after: cursor(['orders, latest first', '2026-01-31T09:30:00.000Z', 'x']) }],
    ['a cursor of too much', { after: cursor(['orders, latest first', '2026-01-31T09:30:00.000Z', randomId(), 1]) }],
  ])('by %s are refused', async (_name, page) => {
    for (const answer of [
      await running.send(customer, MY_ORDERS, page),
      await running.send(shop.staff, SHOP_ORDERS, { shopId: shop.id, ...page }),
    ]) {
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('links from other subgraphs', () => {
  test('lead to an order for its customer and the staff, else nowhere', async () => {
    const ids = await placeMany(2);
    const variables = { representations: representations(ids) };
    for (const as of [customer, shop.staff]) {
      const { _entities } = await running.data(as, ENTITIES, variables);
      expect(_entities).toMatchObject(ids.map((id) => ({ id })));
    }
    for (const as of [randomId(), null]) {
      expect(await running.data(as, ENTITIES, variables)).toEqual({ _entities: [null, null] });
    }
  });

  test("lead to an account's orders for the account itself", async () => {
    const ids = await placeMany(2);
    const variables = { representations: [{ __typename: 'Account', id: accountIds.encode(customer) }] };
    const { _entities: own } = await running.data(customer, ENTITIES, variables);
    expect(own).toEqual([{ orders: { nodes: ids.map((id) => ({ id })) } }]);
    for (const as of [randomId(), shop.staff, null]) {
      expect(await running.data(as, ENTITIES, variables)).toEqual({ _entities: [{ orders: null }] });
    }
  });
});

test('lists of 1, 10 and 100 orders cost the same number of statements', async () => {
  const ids = await placeMany(100);
  const costs = async (first: number) => {
    const variables = { first, shopId: shop.id, representations: representations(ids.slice(0, first)) };
    const cost = (as: Uuid, document: string) =>
      countedStatements(running.database, () => running.data(as, document, variables));
    return {
      mine: await cost(customer, MY_ORDERS),
      shop: await cost(shop.staff, SHOP_ORDERS),
      links: await cost(customer, ENTITIES),
      staffLinks: await cost(shop.staff, ENTITIES),
    };
  };
  const one = await costs(1);
  // The page and its lines; the staff's role comes first.
  expect(one).toEqual({ mine: 2, shop: 3, links: 2, staffLinks: 3 });
  expect(await costs(10)).toEqual(one);
  expect(await costs(100)).toEqual(one);
});

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string; readonly state: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

function cursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}
