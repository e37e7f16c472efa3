import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { encodeCursor } from '@yoyaku/platform/paging';
import type { Answer } from '@yoyaku/platform/testing/test-subgraph';
import { cancel, placed } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

const ORDER_CHANGED = `subscription ($orderId: ID!) {
  orderChanged(orderId: $orderId) { id state version lines { quantity } }
}`;

const ORDER_FEED = `subscription ($shopId: ID!, $after: String) {
  orderFeed(shopId: $shopId, after: $after) {
    __typename
    ... on OrderFeedEvent { cursor type occurredAt order { id state } }
    ... on FeedGap { cursor }
  }
}`;

interface FeedItem {
  readonly __typename: 'OrderFeedEvent' | 'FeedGap';
  readonly cursor: string;
  /** Absent from a FeedGap. */
  readonly type?: string;
  readonly order?: { readonly id: string; readonly state: string } | null;
}

const BEGINNING = encodeCursor('order feed', [0]);

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

/** The next answers of a subscription, which must not end before. */
async function take(answers: AsyncIterator<Answer>, count: number): Promise<Answer[]> {
  const taken: Answer[] = [];
  while (taken.length < count) {
    const { value, done } = await answers.next();
    if (done === true) throw new Error(`the subscription ended after ${taken.length} answers`);
    taken.push(value);
  }
  return taken;
}

async function takeItems(answers: AsyncIterator<Answer>, count: number): Promise<FeedItem[]> {
  return (await take(answers, count)).map(({ data, errors }) => {
    if (errors) throw new Error(JSON.stringify(errors));
    return data.orderFeed as FeedItem;
  });
}

const feed = (after: string | null) => running.subscribe(shop.staff, ORDER_FEED, { shopId: shop.id, after });

/** The code with which a subscription is refused. */
async function refusal(as: Uuid | null, document: string, variables: Record<string, unknown>): Promise<unknown> {
  const answers = running.subscribe(as, document, variables);
  try {
    const { value } = await answers.next();
    return value?.errors?.[0]?.extensions.code;
  } catch (error) {
    // graphql-ws rejects with the errors of a subscription that never began.
    return (error as Answer['errors'])?.[0]?.extensions.code;
  } finally {
    await answers.return?.();
  }
}

describe('orderChanged', () => {
  test.each<readonly [string, () => Uuid]>([
    ['its customer', () => customer],
    ["the shop's staff", () => shop.staff],
  ])('shows %s the order as it is, then every change', async (_name, viewer) => {
    const orderId = await placed(running, shop, customer);
    const changes = running.subscribe(viewer(), ORDER_CHANGED, { orderId });
    const seen = async () => (await take(changes, 1))[0]?.data.orderChanged as unknown;
    expect(await seen()).toEqual({ id: orderId, state: 'PENDING', version: 1, lines: [{ quantity: 1 }] });
    await running.subgraph.deliver('payments', running.paymentAuthorized({ orderId, paymentId: randomId() }));
    expect(await seen()).toMatchObject({ state: 'CONFIRMED', version: 2 });
    await cancel(running, customer, { orderId });
    expect(await seen()).toMatchObject({ state: 'CANCELLED', version: 3 });
    await changes.return?.();
  });

  test('shows that the time is up', async () => {
    const orderId = await placed(running, shop, customer);
    const changes = running.subscribe(customer, ORDER_CHANGED, { orderId });
    await take(changes, 1);
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    await running.expireOrders();
    expect((await take(changes, 1))[0]?.data.orderChanged).toMatchObject({ state: 'EXPIRED' });
    await changes.return?.();
  });

  test('is refused to strangers as if there were no order, and to nobody', async () => {
    const orderId = await placed(running, shop, customer);
    expect(await refusal(randomId(), ORDER_CHANGED, { orderId })).toBe('NOT_FOUND');
    expect(await refusal(running.openShop().staff, ORDER_CHANGED, { orderId })).toBe('NOT_FOUND');
    expect(await refusal(customer, ORDER_CHANGED, { orderId: 'ord_nonsense' })).toBe('NOT_FOUND');
    expect(await refusal(null, ORDER_CHANGED, { orderId })).toBe('UNAUTHENTICATED');
  });
});

describe('orderFeed', () => {
  test('replays what has been and goes on with what comes, each with the order as it is now', async () => {
    const orderId = await placed(running, shop, customer);
    await running.authorize({ orderId, paymentId: randomId() });
    await running.subgraph.emitted();
    const items = feed(BEGINNING);
    expect(await takeItems(items, 2)).toMatchObject([
      { type: 'ORDER_PLACED', order: { id: orderId, state: 'CONFIRMED' } },
      { type: 'ORDER_CONFIRMED', order: { id: orderId, state: 'CONFIRMED' } },
    ]);
    await running.authorize({ orderId, paymentId: randomId() });
    await cancel(running, customer, { orderId });
    const lapsed = await placed(running, shop, customer);
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    await running.expireOrders();
    expect((await takeItems(items, 4)).map(({ type, order }) => [type, order?.id])).toEqual([
      ['ORDER_PAYMENT_REFUSED', orderId],
      ['ORDER_CANCELLED', orderId],
      ['ORDER_PLACED', lapsed],
      ['ORDER_EXPIRED', lapsed],
    ]);
    await items.return?.();
  });

  test('begins with what happens next when there is no cursor', async () => {
    await placed(running, shop, customer);
    await running.subgraph.emitted();
    const items = feed(null);
    const next = takeItems(items, 1);
    // Whether the subscription stands cannot be seen from outside: orders are placed until one is told of.
    const later: string[] = [];
    const told = next.then(() => true);
    while (!(await Promise.race([told, placed(running, shop, customer).then((id) => !later.push(id))])));
    const [first] = await next;
    expect(later).toContain(first?.order?.id);
    await items.return?.();
  });

  test('has no hole and nothing twice under 8 writers, for a reader that hangs up and resumes again and again', async () => {
    const writers = 8;
    const ordersEach = 15;
    const variant = running.catalog.addVariant(writers * ordersEach);
    const other = running.openShop();
    const written = Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let nth = 0; nth < ordersEach; nth++) {
          const orderId = await placed(running, shop, customer, variant);
          if (nth % 3 === writer % 3) await cancel(running, customer, { orderId });
          else if (nth % 3 === (writer + 1) % 3) await running.authorize({ orderId, paymentId: randomId() });
          // Positions between ours belong to others.
          await placed(running, other, customer);
        }
      }),
    );

    const seen: FeedItem[] = [];
    const expected = writers * ordersEach + (2 * writers * ordersEach) / 3;
    for (let after = BEGINNING, reads = 1; seen.length < expected; reads++) {
      const items = feed(after);
      seen.push(...(await takeItems(items, Math.min(7 + reads, expected - seen.length))));
      after = seen.at(-1)?.cursor ?? after;
      await items.return?.();
    }
    await written;

    const ours = (await running.subgraph.emitted()).filter(({ shopId }) => shopId === shop.shopId);
    const names: Record<string, string> = {
      OrderPlaced: 'ORDER_PLACED',
      OrderConfirmed: 'ORDER_CONFIRMED',
      OrderCancelled: 'ORDER_CANCELLED',
    };
    expect(seen.map(({ type, order }) => [type, running.orderKey(order?.id ?? '')])).toEqual(
      ours.map(({ type, aggregateId }) => [names[type], aggregateId]),
    );
    expect(seen.map(({ cursor }) => cursor)).toEqual(
      ours.map(({ position }) => encodeCursor('order feed', [position])),
    );
  });

  test('says where events are no longer kept, and goes on behind', async () => {
    const orderId = await placed(running, shop, customer);
    await running.subgraph.emitted();
    running.clock.advance(40 * 24 * 60 * 60 * 1000);
    await running.subgraph.jobs.runNow('prune the outbox');
    await running.expireOrders();
    expect((await running.eventsOf(orderId)).map(({ type }) => type)).toEqual(['OrderExpired']);
    const items = feed(BEGINNING);
    expect((await takeItems(items, 2)).map(({ __typename, type }) => type ?? __typename)).toEqual([
      'FeedGap',
      'ORDER_EXPIRED',
    ]);
    await items.return?.();
  });

  test('says so when the cursor lies beyond the last event, e.g. after the database was restored', async () => {
    const last = (await running.subgraph.emitted()).at(-1)?.position ?? 0;
    const items = feed(encodeCursor('order feed', [last + 1000]));
    const [gap] = await takeItems(items, 1);
    expect(gap).toEqual({ __typename: 'FeedGap', cursor: encodeCursor('order feed', [last]) });
    const orderId = await placed(running, shop, customer);
    expect(await takeItems(items, 1)).toMatchObject([{ type: 'ORDER_PLACED', order: { id: orderId } }]);
    await items.return?.();
  });

  test('ends for whoever no longer works there', async () => {
    const last = (await running.subgraph.emitted()).at(-1)?.position ?? 0;
    const items = feed(encodeCursor('order feed', [last]));
    await placed(running, shop, customer);
    await takeItems(items, 1);
    const member = running.subgraph.users.setMember(shop.shopId, shop.staff, null);
    await running.subgraph.deliver('users', {
      type: 'MemberRemoved',
      shopId: shop.shopId,
      aggregateId: shop.staff,
      version: member.version,
      data: member,
    });
    await placed(running, shop, customer);
    await expect(items.next()).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test('is refused to strangers as if there were no shop, to nobody, and for a malformed cursor', async () => {
    const shopId = shop.id;
    expect(await refusal(customer, ORDER_FEED, { shopId })).toBe('NOT_FOUND');
    expect(await refusal(running.openShop().staff, ORDER_FEED, { shopId })).toBe('NOT_FOUND');
    expect(await refusal(customer, ORDER_FEED, { shopId: 'shp_nonsense' })).toBe('NOT_FOUND');
    expect(await refusal(null, ORDER_FEED, { shopId })).toBe('UNAUTHENTICATED');
    const malformed = [
      'nonsense',
      encodeCursor('order feed', [-1]),
      encodeCursor('order feed', ['1']),
      encodeCursor('x', [1]),
    ];
    for (const after of malformed) {
      expect(await refusal(shop.staff, ORDER_FEED, { shopId, after })).toBe('BAD_USER_INPUT');
    }
  });
});
