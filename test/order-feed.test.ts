import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { idCodec } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import {
  createProduct,
  createShop,
  type Person,
  placedOrder,
  type TestProduct,
  type TestShop,
} from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

const ORDER_FEED = `subscription ($shopId: ID!, $after: String) {
  orderFeed(shopId: $shopId, after: $after) {
    __typename
    ... on OrderFeedEvent { cursor type order { id lines { variant { product { name } } } } }
    ... on FeedGap { cursor }
  }
}`;

interface Item {
  readonly __typename: string;
  readonly cursor: string;
  readonly type: string;
  readonly order: { readonly id: string; readonly lines: unknown };
}

const orderIds = idCodec('ord');

const ORDERS = 100;
const BUYERS = 20;

let graph: TestGraph;
let shop: TestShop;
let product: TestProduct;
let buyers: Person[];

beforeAll(async () => {
  graph = await startTestGraph({ redis: true });
  shop = await createShop(graph.client);
  product = await createProduct(graph.client, shop, 1_000);
  buyers = await graph.people(BUYERS);
});
afterAll(() => graph.close());

const place = (buyer = 0) => placedOrder(graph.client, shop, product, buyers[buyer % BUYERS]?.token ?? '');

/** One connection of its own: reads so many items, and hangs up. */
async function read(after: string | null, count: number): Promise<Item[]> {
  const events = graph.client.overWebSocket(ORDER_FEED, { shopId: shop.id, after }, shop.owner.token);
  const items: Item[] = [];
  while (items.length < count) {
    const { value } = await events.next();
    if (value?.errors) throw new Error(JSON.stringify(value.errors));
    items.push(value.data.orderFeed as Item);
  }
  await events.return?.();
  return items;
}

/** The code with which the feed is refused. */
async function refusal(shopId: string, after: string | null, token: string | undefined): Promise<unknown> {
  const events = graph.client.overWebSocket(ORDER_FEED, { shopId, after }, token);
  const answer = await events.next().then(
    ({ value }) => value?.errors,
    (error: unknown) => error,
  );
  await events.return?.();
  return (answer as { extensions?: { code?: unknown } }[] | undefined)?.[0]?.extensions?.code;
}

/** A cursor as a reader gets its first one: with the first event after it has begun to listen; and what came after. */
async function beginning(): Promise<{ readonly cursor: string; readonly since: number }> {
  const told = read(null, 1);
  const isTold = told.then(() => true);
  // Whether the subscription stands cannot be seen from outside: orders are placed until one is told of.
  const ids: string[] = [];
  do ids.push(await place());
  while (!(await Promise.race([isTold, setImmediate(false)])));
  const [first] = await told;
  if (!first) throw new Error('nothing was read');
  return { cursor: first.cursor, since: ids.length - 1 - ids.indexOf(first.order.id) };
}

test('a reader that hangs up again and again misses nothing of 100 orders placed at once, and reads nothing twice', async () => {
  const { cursor, since } = await beginning();
  const otherShop = await createShop(graph.client);
  const otherProduct = await createProduct(graph.client, otherShop, ORDERS);
  const placing = Promise.all(
    Array.from({ length: ORDERS }, async (_, index) => {
      await place(index);
      // Positions between ours belong to others.
      await placedOrder(graph.client, otherShop, otherProduct, buyers[index % BUYERS]?.token ?? '');
    }),
  );

  const expected = since + ORDERS;
  const seen: Item[] = [];
  let connections = 0;
  while (seen.length < expected) {
    connections++;
    const after = seen.at(-1)?.cursor ?? cursor;
    seen.push(...(await read(after, Math.min(4 * connections, expected - seen.length))));
  }
  await placing;

  expect(connections).toBeGreaterThan(5);
  const { rows } = await graph
    .database('reservations')
    .query<{ type: string; shop_id: string; aggregate_id: string }>(
      'SELECT type, shop_id, aggregate_id FROM outbox WHERE shop_id = $1 ORDER BY position DESC LIMIT $2',
      [shopIds.decode(shop.id), expected],
    );
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['OrderPlaced']));
  const ids = rows.reverse().map((row) => orderIds.encode(row.shop_id, row.aggregate_id));
  const lines = [{ variant: { product: { name: 'Tenugui' } } }];
  expect(seen).toEqual(
    ids.map((id) => ({
      __typename: 'OrderFeedEvent',
      cursor: expect.any(String),
      type: 'ORDER_PLACED',
      order: { id, lines },
    })),
  );
  expect(new Set(seen.map((item) => item.cursor)).size).toBe(expected);
});

test('an invalid cursor, a stranger and nobody are each refused with a code', async () => {
  const { cursor } = await beginning();
  const { token } = shop.owner;
  const stranger = buyers[0]?.token;
  const other = await createShop(graph.client);
  expect(await refusal(shop.id, 'nonsense', token)).toBe('BAD_USER_INPUT');
  const ordersQuery = 'query ($id: ID!) { shopOrders(shopId: $id) { pageInfo { endCursor } } }';
  const { shopOrders } = await graph.client.data(ordersQuery, { id: shop.id }, token);
  expect(await refusal(shop.id, shopOrders.pageInfo.endCursor as string, token)).toBe('BAD_USER_INPUT');
  expect(await refusal(shop.id, cursor, stranger)).toBe('NOT_FOUND');
  expect(await refusal(other.id, cursor, token)).toBe('NOT_FOUND');
  expect(await refusal('shp_nonsense', cursor, token)).toBe('NOT_FOUND');
  expect(await refusal(shop.id, cursor, undefined)).toBe('UNAUTHENTICATED');
});
