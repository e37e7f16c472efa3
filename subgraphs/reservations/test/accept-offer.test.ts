import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { order } from './support/operations.ts';
import { minutes } from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';
import {
  accept,
  entry,
  eventsOfEntry,
  leave,
  statesOf,
  stockFreed,
  type Waiting,
  waiting,
} from './support/waitlist.ts';

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
const pass = async (seconds: number) => {
  running.clock.advance(seconds * 1000);
  await runDue();
};

async function line(...quantities: number[]): Promise<Waiting[]> {
  const entries: Waiting[] = [];
  for (const quantity of quantities) entries.push(await waiting(running, shop, variant, { quantity }));
  return entries;
}

describe('an offer', () => {
  test('that is missed goes to the next', async () => {
    const entries = await line(1, 1);
    await restock(1);
    await pass(299);
    expect(await statesOf(running, ...entries)).toEqual(['OFFERED', 'WAITING']);
    await pass(1);
    expect(await statesOf(running, ...entries)).toEqual(['OFFER_EXPIRED', 'OFFERED']);
    expect(await eventsOfEntry(running, entries[0]?.id ?? '')).toEqual([
      'WaitlistJoined',
      'WaitlistOffered',
      'WaitlistOfferExpired',
    ]);
    await pass(300);
    expect(await statesOf(running, ...entries)).toEqual(['OFFER_EXPIRED', 'OFFER_EXPIRED']);
    expect(running.catalog.available(variant)).toBe(1);
  });

  test('accepted is an order with the stock that was held, once', async () => {
    const [mine, next] = (await line(1, 1)) as [Waiting, Waiting];
    await restock(1);
    await pass(120);
    const input = { entryId: mine.id, expectedVersion: 2, remark: 'for me', idempotencyKey: 'a' };
    const accepted = await accept(running, mine.as, input);
    expect(accepted).toMatchObject({
      __typename: 'Order',
      state: 'PENDING',
      remark: 'for me',
      expiresAt: minutes(running, HOLD_TTL_SECONDS / 60),
      total: { amount: '1200' },
    });
    expect(await accept(running, mine.as, input)).toEqual(accepted);
    expect(await entry(running, mine)).toMatchObject({ state: 'PURCHASED', order: { id: accepted.id } });
    expect(await eventsOfEntry(running, mine.id)).toEqual(['WaitlistJoined', 'WaitlistOffered', 'WaitlistPurchased']);
    expect(await accept(running, mine.as, { entryId: mine.id })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'PURCHASED',
    });
    // The time of the offer has no say in the order any more.
    await pass(200);
    expect((await order(running, mine.as, accepted.id))?.state).toBe('PENDING');
    expect(await statesOf(running, next)).toEqual(['WAITING']);
    await running.authorize({ orderId: accepted.id, paymentId: randomId() });
    expect((await order(running, mine.as, accepted.id))?.state).toBe('CONFIRMED');
  });

  test('accepted at a shop that asks for no payment is confirmed at once', async () => {
    shop = running.openShop({ offerTtlSeconds: 300, paymentPolicy: 'NONE' });
    running.catalog.change(variant, { onHand: 1 });
    const mine = await waiting(running, shop, variant);
    expect(await accept(running, mine.as, { entryId: mine.id })).toMatchObject({ state: 'CONFIRMED' });
  });

  test('accepted many times at once is one order', async () => {
    const [mine] = (await line(1)) as [Waiting];
    await restock(1);
    const results = await Promise.all(Array.from({ length: 6 }, () => accept(running, mine.as, { entryId: mine.id })));
    expect(results.filter(({ __typename }) => __typename === 'Order')).toHaveLength(1);
    const others = results.filter(({ __typename }) => __typename !== 'Order');
    expect(new Set(others.map(({ __typename }) => __typename))).toEqual(new Set(['InvalidStateTransition']));
    expect(running.catalog.available(variant)).toBe(0);
  });

  test('cannot be accepted late, not even before its timer has run', async () => {
    const [mine, next] = (await line(1, 1)) as [Waiting, Waiting];
    await restock(1);
    const { offerExpiresAt } = await entry(running, mine);
    running.clock.advance(300_000);
    const late = { __typename: 'OfferExpired', code: 'OFFER_EXPIRED', retryable: false, expiredAt: offerExpiresAt };
    expect(await accept(running, mine.as, { entryId: mine.id })).toMatchObject(late);
    expect(await leave(running, mine.as, { entryId: mine.id })).toMatchObject({ from: 'OFFER_EXPIRED' });
    await runDue();
    expect(await accept(running, mine.as, { entryId: mine.id })).toMatchObject(late);
    expect(await statesOf(running, mine, next)).toEqual(['OFFER_EXPIRED', 'OFFERED']);
  });

  test.each<[string, (mine: Waiting) => readonly [Uuid, object], object]>([
    ['somebody else', ({ id }) => [randomId(), { entryId: id }], { __typename: 'NotFound' }],
    ['the staff', ({ id }) => [shop.staff, { entryId: id }], { __typename: 'NotFound' }],
    ['nonsense', ({ as }) => [as, { entryId: 'wai_x' }], { __typename: 'NotFound', id: 'wai_x' }],
    [
      'who saw an older version',
      ({ id, as }) => [as, { entryId: id, expectedVersion: 1 }],
      { __typename: 'VersionConflict', currentVersion: 2 },
    ],
    [
      'who says too much',
      ({ id, as }) => [as, { entryId: id, remark: 'x'.repeat(501) }],
      { __typename: 'InvalidInput', field: 'remark' },
    ],
  ])('is not accepted by %s, and stands', async (_name, asked, expected) => {
    const [mine] = (await line(1)) as [Waiting];
    await restock(1);
    const [as, input] = asked(mine);
    expect(await accept(running, as, input)).toMatchObject(expected);
    expect([await statesOf(running, mine), running.catalog.available(variant)]).toEqual([['OFFERED'], 0]);
  });

  test('that was never made cannot be accepted', async () => {
    const [mine] = (await line(1)) as [Waiting];
    expect(await accept(running, mine.as, { entryId: mine.id })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'WAITING',
      to: 'PURCHASED',
      allowed: ['OFFERED', 'CANCELLED'],
    });
  });
});
