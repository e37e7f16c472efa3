import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { variantIds } from '../src/ids.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { accept, entry, ENTRY_FIELDS, stockFreed, waiting } from './support/waitlist.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variant: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(async () => {
  await running.database.query('DELETE FROM graphile_worker._private_jobs');
  shop = running.openShop({ offerTtlSeconds: 300 });
  customer = randomId();
  variant = running.catalog.addVariant(0);
});

describe('what is shown', () => {
  test('an entry is seen by its customer and the staff only', async () => {
    const mine = await waiting(running, shop, variant, { as: customer });
    expect((await entry(running, { ...mine, as: shop.staff })).id).toBe(mine.id);
    expect(await entry(running, { ...mine, as: randomId() })).toBeNull();
    expect(await entry(running, { id: 'wai_nonsense', as: customer })).toBeNull();
  });

  test('one’s own entries come latest first, in pages, from all shops', async () => {
    const other = running.openShop();
    const ids: string[] = [];
    for (const at of [shop, other, shop]) {
      running.clock.advance(1000);
      ids.unshift((await waiting(running, at, running.catalog.addVariant(0), { as: customer })).id);
    }
    const document =
      'query ($after: String) { myWaitlist(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const page = async (after: string | null) =>
      (await running.data(customer, document, { after }))['myWaitlist'] as {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(ids);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  test('a shop’s line comes in order of arrival, for its staff only', async () => {
    running.catalog.change(variant, { onHand: 1 });
    const offered = await waiting(running, shop, variant);
    const next = await waiting(running, shop, variant);
    const elsewhere = await waiting(running, shop, running.catalog.addVariant(0));
    const document = `query ($shopId: ID!, $filter: WaitlistFilter) {
      shopWaitlist(shopId: $shopId, filter: $filter) { nodes { id } }
    }`;
    const list = async (as: Uuid, filter: object | null) => {
      const { shopWaitlist } = await running.data(as, document, { shopId: shop.id, filter });
      return (shopWaitlist as { nodes: { id: string }[] } | null)?.nodes.map(({ id }) => id) ?? null;
    };
    expect(await list(shop.staff, null)).toEqual([offered.id, next.id, elsewhere.id]);
    const variantId = running.variantId(shop, variant);
    expect(await list(shop.staff, { state: 'WAITING', variantId })).toEqual([next.id]);
    expect(await list(shop.staff, { variantId: variantIds.encode(randomId(), variant) })).toEqual([]);
    running.clock.advance(300_000);
    expect(await list(shop.staff, { state: 'OFFER_EXPIRED' })).toEqual([offered.id]);
    expect(await list(customer, null)).toBeNull();
  });

  test('an entry that is watched shows its state first and then every change', async () => {
    const mine = await waiting(running, shop, variant, { as: customer });
    const changes = running.subscribe(
      customer,
      `subscription ($id: ID!) { waitlistChanged(entryId: $id) { ${ENTRY_FIELDS} } }`,
      { id: mine.id },
    );
    const next = async () => (await changes.next()).value?.data.waitlistChanged as { state: string };
    expect((await next()).state).toBe('WAITING');
    running.catalog.change(variant, { onHand: 1 });
    await stockFreed(running, shop, variant);
    expect((await next()).state).toBe('OFFERED');
    await accept(running, customer, { entryId: mine.id });
    expect((await next()).state).toBe('PURCHASED');
    await changes.return?.();
    const refused = await running
      .subscribe(randomId(), 'subscription ($id: ID!) { waitlistChanged(entryId: $id) { id } }', { id: mine.id })
      .next();
    expect(refused.value?.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
