import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SqlRunner } from '../database/database.ts';
import { randomId } from '../ids.ts';
import { InProcessChannels } from '../live/in-process-channels.ts';
import { Collected } from '../testing/collected.ts';
import { EventScene, positionsOf, SOURCE, upTo } from '../testing/event-scene.ts';
import {
  type FeedItem,
  type ShopFeedOptions,
  lastPosition,
  pruneOutbox,
  readEvents,
  readShopFeed,
  shopFeed,
} from './feed.ts';

let scene: EventScene;

beforeAll(async () => {
  scene = await EventScene.open();
});

afterEach(() => scene.clear());
afterAll(() => scene.close());

const wakeUp = (shopId: string) => ({ channel: 'shop-orders', key: shopId });

/** A feed of the scene's shop, with a relay that wakes it. */
function openFeed(after: number | null, options: Partial<ShopFeedOptions> = {}) {
  const live = scene.opened(new InProcessChannels());
  const relay = scene.startRelay(null, { live, wakes: ({ shopId }) => [wakeUp(shopId)] });
  const { shopId } = scene;
  /** What the feed has read; what it reads next comes after it has been added. */
  const reads = new Collected<string>();
  const database: SqlRunner = {
    async query<Row>(text: string, values?: readonly unknown[]) {
      const rows = await scene.database.query<Row>(text, values);
      reads.add(text);
      return rows;
    },
  };
  const feed = shopFeed({
    database,
    source: SOURCE,
    shopId,
    after,
    live,
    wakeUp: wakeUp(shopId),
    recheckMilliseconds: 60_000,
    ...options,
  });
  return { feed, relay, live, reads };
}

async function take(feed: AsyncIterator<FeedItem>, count: number): Promise<(number | FeedItem)[]> {
  const items: (number | FeedItem)[] = [];
  while (items.length < count) {
    const { value, done } = (await feed.next()) as IteratorResult<FeedItem, undefined>;
    if (done) break;
    items.push(value.kind === 'event' ? value.event.position : value);
  }
  return items;
}

async function prune(): Promise<number> {
  scene.clock.advance(1_000);
  return pruneOutbox(scene.database, scene.clock, 500);
}

describe("a shop's feed", () => {
  test('tells the past from a position on, then what comes, and nothing of other shops', async () => {
    const { feed, relay } = openFeed(1);
    await scene.appendMany(2);
    await scene.append({ shopId: randomId() });
    await scene.append();
    await relay.flush();
    expect(await take(feed, 2)).toEqual([2, 4]);
    const coming = take(feed, 2);
    await scene.append({ shopId: randomId() });
    await scene.appendMany(2);
    expect(await coming).toEqual([6, 7]);
    await feed.return?.();
  });

  test('goes over any number of pages', async () => {
    const { feed, relay } = openFeed(0);
    await Promise.all(upTo(250).map(() => scene.append()));
    await relay.flush();
    expect(await take(feed, 250)).toEqual(upTo(250));
    await feed.return?.();
  });

  test('has no hole while many events are committed at once', async () => {
    const { feed } = openFeed(0);
    const [seen] = await Promise.all([take(feed, 120), ...upTo(120).map(() => scene.append())]);
    expect(seen).toEqual(upTo(120));
    await feed.return?.();
  });

  test('begins now when no position is given', async () => {
    const { feed, relay, reads } = openFeed(null);
    await scene.appendMany(2);
    await relay.flush();
    const coming = take(feed, 1);
    await reads.count(1);
    await scene.append();
    expect(await coming).toEqual([3]);
    await feed.return?.();
  });

  test('says which events it cannot tell any more, and goes on behind them', async () => {
    const { feed, relay } = openFeed(1);
    await scene.appendMany(4);
    await relay.flush();
    expect(await prune()).toBe(4);
    await scene.appendMany(2);
    await relay.flush();
    expect(await take(feed, 3)).toEqual([{ kind: 'gap', from: 2, to: 4 }, 5, 6]);
    await feed.return?.();
  });

  test('says so when asked for a position that has never been given', async () => {
    const { feed, relay } = openFeed(99);
    await scene.appendMany(2);
    await relay.flush();
    expect(await take(feed, 1)).toEqual([{ kind: 'gap', from: 3, to: 99 }]);
    const coming = take(feed, 1);
    await scene.append();
    expect(await coming).toEqual([3]);
    await feed.return?.();
  });

  test('has no gap for a reader who was there before the pruning', async () => {
    const { feed, relay, reads } = openFeed(0, { recheckMilliseconds: 1 });
    await scene.append();
    await relay.flush();
    expect(await take(feed, 1)).toEqual([1]);
    const coming = take(feed, 1);
    await scene.append({ shopId: randomId() });
    await relay.flush();
    // The read in hand may have begun before the event of the other shop; the next one passes over it.
    await reads.count(reads.items.length + 2);
    await prune();
    await scene.append();
    expect(await coming).toEqual([3]);
    await feed.return?.();
  });

  test.each(['return()', 'the signal'])('lets go at once by %s while it waits', async (how) => {
    const controller = new AbortController();
    const { feed, live } = openFeed(0, { signal: controller.signal });
    const coming = feed.next();
    if (how === 'return()') await feed.return?.();
    else controller.abort();
    expect(await coming).toEqual({ value: undefined, done: true });
    expect(live.count()).toEqual({ subscribers: 0, listeners: 0 });
  });
});

describe('pruning', () => {
  test('deletes what is old and nothing else, in the order of positions, and positions go on', async () => {
    const relay = scene.startRelay(null);
    await scene.appendMany(3);
    await relay.flush();
    scene.clock.advance(1_000);
    await scene.appendMany(2);
    await relay.flush();
    expect(await pruneOutbox(scene.database, scene.clock, 500)).toBe(3);
    expect(positionsOf(await readEvents(scene.database, SOURCE, 0, 10))).toEqual([4, 5]);
    expect(await pruneOutbox(scene.database, scene.clock, 500)).toBe(0);
    expect(await prune()).toBe(2);
    expect(await lastPosition(scene.database)).toBe(5);
    expect(await readShopFeed(scene.database, SOURCE, scene.shopId, 0, 10)).toEqual({ events: [], head: 5, pruned: 5 });
    await scene.append();
    expect(await relay.flush()).toBe(6);
  });

  test('never deletes an event that has no position yet', async () => {
    await scene.append();
    expect(await prune()).toBe(0);
    expect(await scene.startRelay(null).flush()).toBe(1);
  });

  test('takes many batches', async () => {
    const relay = scene.startRelay(null);
    await scene.database.query(
      `INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
       SELECT gen_random_uuid(), gen_random_uuid(), 'ThingHappened', gen_random_uuid(), 1, '2020-01-01Z', '{}'
       FROM generate_series(1, 2500)`,
    );
    await relay.flush();
    expect(await prune()).toBe(2_500);
  });
});
