import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { startTestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import { performanceIds, waitlistIds } from '../src/ids.ts';
import { reservationsSubgraph } from '../src/subgraph.ts';
import { place } from './support/operations.ts';
import { minutes } from './support/reservations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { entry, eventsOfEntry, leave, statesOf, stockFreed, type Waiting, waiting } from './support/waitlist.ts';

let running: RunningReservations;
let shop: TestShop;
let variant: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(async () => {
  await running.database.query('DELETE FROM graphile_worker._private_jobs');
  running.catalog.up = true;
  shop = running.openShop({ offerTtlSeconds: 300 });
  variant = running.catalog.addVariant(0);
});

const runDue = () => running.subgraph.timers.runDue();
const restock = (onHand: number, of = variant) => {
  running.catalog.change(of, { onHand });
  return stockFreed(running, shop, of);
};

async function line(...quantities: number[]): Promise<Waiting[]> {
  const entries: Waiting[] = [];
  for (const quantity of quantities) entries.push(await waiting(running, shop, variant, { quantity }));
  return entries;
}

describe('freed stock', () => {
  test('is offered in the order of arrival, as far as it goes', async () => {
    const entries = await line(1, 1, 1);
    await restock(2);
    expect(await statesOf(running, ...entries)).toEqual(['OFFERED', 'OFFERED', 'WAITING']);
    expect(running.catalog.available(variant)).toBe(0);
    // Being told again changes nothing.
    await stockFreed(running, shop, variant);
    expect(await statesOf(running, ...entries)).toEqual(['OFFERED', 'OFFERED', 'WAITING']);
    expect(await eventsOfEntry(running, entries[0]?.id ?? '')).toEqual(['WaitlistJoined', 'WaitlistOffered']);
  });

  test('is kept for the first even if it is too little for them yet', async () => {
    const entries = await line(2, 1);
    await restock(1);
    expect(await statesOf(running, ...entries)).toEqual(['WAITING', 'WAITING']);
    await restock(3);
    expect(await statesOf(running, ...entries)).toEqual(['OFFERED', 'OFFERED']);
  });

  test('of another variant, or another performance, is not for them', async () => {
    const [first] = [running.catalog.addPerformance(0), running.catalog.addPerformance(0)];
    const performanceId = performanceIds.encode(shop.shopId, first.performanceId);
    const waits = await waiting(running, shop, first.variantId, { performanceId });
    await runDue();
    running.catalog.change(first.variantId, { onHand: 1 });
    running.catalog.addUnits(first.variantId, 'A-1');
    await stockFreed(running, shop, first.variantId, randomId());
    expect(await statesOf(running, waits)).toEqual(['WAITING']);
    await stockFreed(running, shop, first.variantId, first.performanceId);
    expect(await statesOf(running, waits)).toEqual(['OFFERED']);
  });

  test('passes over periods that do not overlap, and no others', async () => {
    const bike = running.catalog.addRental(1);
    const period = (from: number, to: number) => ({ start: minutes(running, from), end: minutes(running, to) });
    const variantId = running.variantId(shop, bike);
    const taken = { shopId: shop.id, lines: [{ variantId, quantity: 1, period: period(10, 20) }] };
    await place(running, randomId(), { ...taken, idempotencyKey: randomId() });
    const wait = (from: number, to: number) => waiting(running, shop, bike, { period: period(from, to) });
    const blocked = await wait(15, 30);
    const behind = await wait(25, 40);
    const beyondBehind = await wait(35, 50);
    const apart = await wait(60, 70);
    await runDue();
    // The second overlaps the first, the third the second: none of them may take what another waits for.
    expect(await statesOf(running, blocked, behind, beyondBehind, apart)).toEqual([
      'WAITING',
      'WAITING',
      'WAITING',
      'OFFERED',
    ]);
  });

  test('passes over a customer who may not buy more of it, until they may', async () => {
    const [limited, next] = (await line(1, 1)) as [Waiting, Waiting];
    running.catalog.rules.set(variant, [
      { reason: 'QUANTITY_LIMIT_EXCEEDED', limit: 1, scope: 'CUSTOMER', requested: 2 },
    ]);
    await restock(1);
    expect(await statesOf(running, limited, next)).toEqual(['WAITING', 'WAITING']);
    running.catalog.rules.delete(variant);
    await stockFreed(running, shop, variant);
    expect(await statesOf(running, limited, next)).toEqual(['OFFERED', 'WAITING']);
  });

  test('takes those out of the line who wait for what cannot be had any more', async () => {
    const bike = running.catalog.addRental(0);
    const period = { start: minutes(running, 10), end: minutes(running, 20) };
    const late = await waiting(running, shop, bike, { period });
    running.catalog.rules.set(bike, [{ reason: 'PERIOD_IN_PAST' }]);
    await restock(1, bike);
    expect(await entry(running, late)).toMatchObject({
      state: 'CANCELLED',
      cancelledBy: 'SYSTEM',
      cancelReason: 'PERIOD_IN_PAST',
    });
  });

  test('of an archived shop is offered to nobody', async () => {
    const [first] = (await line(1)) as [Waiting];
    const known = await running.subgraph.kit.shops.find(shop.shopId);
    const data = { ...known, status: 'ARCHIVED', version: (known?.version ?? 0) + 1 };
    const { shopId } = shop;
    await running.subgraph.deliver('users', {
      type: 'ShopUpdated',
      shopId,
      aggregateId: shopId,
      version: data.version,
      data,
    });
    await restock(1);
    expect(await statesOf(running, first)).toEqual(['WAITING']);
  });

  test('is offered later when catalog does not answer', async () => {
    const [first] = (await line(1)) as [Waiting];
    running.catalog.change(variant, { onHand: 1 });
    running.catalog.up = false;
    await expect(stockFreed(running, shop, variant)).rejects.toThrow('catalog');
    expect(await statesOf(running, first)).toEqual(['WAITING']);
    running.catalog.up = true;
    await stockFreed(running, shop, variant);
    expect(await statesOf(running, first)).toEqual(['OFFERED']);
  });

  test('is held once when a crash comes between the hold and its writing', async () => {
    const entries = await line(1, 1);
    running.catalog.change(variant, { onHand: 1 });
    await running.database.query(
      `CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'crashed'; END $$`,
    );
    await running.database.query(
      'CREATE TRIGGER crash BEFORE UPDATE ON waitlist_entry FOR EACH ROW EXECUTE FUNCTION crash()',
    );
    await expect(stockFreed(running, shop, variant)).rejects.toThrow('crashed');
    expect(running.catalog.available(variant)).toBe(0);
    await running.database.query('DROP TRIGGER crash ON waitlist_entry');
    await running.database.query('DROP FUNCTION crash()');
    await stockFreed(running, shop, variant);
    expect(await statesOf(running, ...entries)).toEqual(['OFFERED', 'WAITING']);
    expect(running.catalog.available(variant)).toBe(0);
  });
});

test('a performance that is called off ends all waiting for it, and the offers', async () => {
  const show = running.catalog.addPerformance(1);
  const performanceId = performanceIds.encode(shop.shopId, show.performanceId);
  const offered = await waiting(running, shop, show.variantId, { performanceId });
  const waits = await waiting(running, shop, show.variantId, { performanceId });
  await running.subgraph.deliver('catalog', {
    type: 'PerformanceCancelled',
    shopId: shop.shopId,
    aggregateId: show.performanceId,
    version: 2,
    data: { performanceId: show.performanceId, productId: randomId() },
  });
  await runDue();
  for (const each of [offered, waits]) {
    expect(await entry(running, each)).toMatchObject({
      state: 'CANCELLED',
      cancelledBy: 'SHOP',
      cancelReason: 'PERFORMANCE_CANCELLED',
    });
  }
  expect(running.catalog.available(show.variantId)).toBe(1);
});

describe('two processes at once', () => {
  test('offer everything once, and let nobody be overtaken', async () => {
    const definition = { ...reservationsSubgraph, migrations: [] };
    const environment = { ...running.subgraph.kit.environment, PORT: 0 };
    const second = await startTestSubgraph(definition, { environment, clock: running.clock, quiet: true });
    try {
      for (let round = 0; round < 5; round++) {
        variant = running.catalog.addVariant(0);
        const entries = await line(1, 2, 1, 1, 2, 1);
        running.catalog.change(variant, { onHand: 5 });
        await running.subgraph.deliver('catalog', {
          type: 'StockFreed',
          shopId: shop.shopId,
          aggregateId: variant,
          version: round + 1,
          data: { variantId: variant, performanceId: null },
        });
        await Promise.all([
          runDue(),
          second.timers.runDue(),
          leave(running, entries[0]?.as ?? '', { entryId: entries[0]?.id }),
        ]);
        await Promise.all([runDue(), second.timers.runDue()]);
        const states = (await statesOf(running, ...entries)).slice(1);
        expect(states).toEqual(['OFFERED', 'OFFERED', 'OFFERED', 'WAITING', 'WAITING']);
        // One piece is left, and is kept for the next, who wants two.
        expect(running.catalog.available(variant)).toBe(1);
      }
    } finally {
      await second.close();
    }
  });

  test('control: who skips what another one is working on overtakes', async () => {
    const [first, next] = (await line(1, 1)) as [Waiting, Waiting];
    const take = `SELECT entry_id FROM waitlist_entry WHERE shop_id = $1 AND variant_id = $2 AND state = 'WAITING'
                  ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED`;
    const taken: string[] = [];
    await running.database.transaction('one', async (one) => {
      await one.query(take, [shop.shopId, variant]);
      await running.database.transaction('another', async (another) => {
        const [row] = await another.query<{ entry_id: Uuid }>(take, [shop.shopId, variant]);
        taken.push(row?.entry_id ?? '');
      });
    });
    expect(taken.map((id) => waitlistIds.encode(shop.shopId, id))).toEqual([next.id]);
    expect(first.id).not.toBe(next.id);
  });
});
