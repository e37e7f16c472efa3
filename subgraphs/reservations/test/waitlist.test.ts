import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds, variantIds } from '../src/ids.ts';
import { minutes } from './support/reservations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { eventsOfEntry, join, leave, statesOf, stockFreed, waiting } from './support/waitlist.ts';

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

const wanted = (changes: object = {}) => ({
  shopId: shop.id,
  variantId: running.variantId(shop, variant),
  quantity: 1,
  ...changes,
});

describe('joining', () => {
  test('what is sold out puts its customer at the end of the line', async () => {
    await waiting(running, shop, variant);
    const result = await join(running, customer, wanted({ quantity: 2 }));
    expect(result).toMatchObject({
      __typename: 'WaitlistEntry',
      state: 'WAITING',
      quantity: 2,
      ahead: 1,
      version: 1,
      offerExpiresAt: null,
      order: null,
      shop: { id: shop.id },
      variant: { id: running.variantId(shop, variant) },
      performance: null,
      period: null,
    });
    expect(await eventsOfEntry(running, result.id)).toEqual(['WaitlistJoined']);
  });

  test('what is there offers it at once to the first, and holds it', async () => {
    running.catalog.change(variant, { onHand: 1 });
    const result = await join(running, customer, wanted());
    expect(result).toMatchObject({ state: 'OFFERED', ahead: null, offerExpiresAt: minutes(running, 5), version: 2 });
    expect(await eventsOfEntry(running, result.id)).toEqual(['WaitlistJoined', 'WaitlistOffered']);
    expect(running.catalog.available(variant)).toBe(0);
    const second = await join(running, randomId(), wanted());
    expect(second.state).toBe('WAITING');
  });

  test('twice with one key is joining once; with another key it answers where one waits', async () => {
    const first = await join(running, customer, wanted({ idempotencyKey: 'k' }));
    expect(await join(running, customer, wanted({ idempotencyKey: 'k' }))).toEqual(first);
    expect(await join(running, customer, wanted({ idempotencyKey: 'other', quantity: 3 }))).toMatchObject({
      __typename: 'AlreadyWaiting',
      code: 'ALREADY_WAITING',
      entryId: first.id,
    });
    expect(await join(running, customer, wanted({ idempotencyKey: 'k', quantity: 3 }))).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    running.catalog.up = false;
    expect(await join(running, customer, wanted({ idempotencyKey: 'k' }))).toMatchObject({ id: first.id });
    running.catalog.up = true;
  });

  test('many times at once is joining once', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => join(running, customer, wanted())));
    expect(results.map(({ __typename }) => __typename).sort()).toEqual([
      ...Array.from({ length: 7 }, () => 'AlreadyWaiting'),
      'WaitlistEntry',
    ]);
  });

  test('again after one left, or missed the offer, is joining anew', async () => {
    const first = await waiting(running, shop, variant, { as: customer });
    await leave(running, customer, { entryId: first.id });
    running.catalog.change(variant, { onHand: 1 });
    const second = await waiting(running, shop, variant, { as: customer });
    running.clock.advance(300_000);
    // The timer has not run: the clock says that the offer is over.
    const third = await waiting(running, shop, variant, { as: customer });
    expect(await statesOf(running, first, second, third)).toEqual(['CANCELLED', 'OFFER_EXPIRED', 'OFFERED']);
  });

  test.each<[string, () => object, object]>([
    ['no pieces', () => ({ quantity: 0 }), { __typename: 'InvalidInput', field: 'quantity' }],
    ['too many pieces', () => ({ quantity: 10_001 }), { __typename: 'InvalidInput', field: 'quantity' }],
    ['an unknown variant', () => ({ variantId: 'var_x' }), { __typename: 'ProductNotFound', variantId: 'var_x' }],
    [
      'a variant of another shop',
      () => ({ variantId: variantIds.encode(randomId(), variant) }),
      { __typename: 'ProductNotFound' },
    ],
    [
      'a performance of another shop',
      () => ({ performanceId: performanceIds.encode(randomId(), randomId()) }),
      { __typename: 'PerformanceNotFound' },
    ],
    [
      'an unknown performance',
      () => ({ performanceId: performanceIds.encode(shop.shopId, randomId()) }),
      { __typename: 'PerformanceNotFound' },
    ],
    [
      'a period for what is not sold by period',
      () => ({ period: { start: minutes(running, 5), end: minutes(running, 10) } }),
      { __typename: 'InvalidPeriod' },
    ],
    [
      'a period that ends before it begins',
      () => ({ period: { start: minutes(running, 9), end: minutes(running, 5) } }),
      { __typename: 'InvalidPeriod' },
    ],
    [
      'a period with two beginnings',
      () => ({ period: { start: minutes(running, 5), startLocal: '2030-01-01T10:00', end: minutes(running, 9) } }),
      { __typename: 'InvalidInput', field: 'period.start' },
    ],
    ['an empty key', () => ({ idempotencyKey: '' }), { __typename: 'InvalidInput', field: 'idempotencyKey' }],
    ['an unknown shop', () => ({ shopId: 'shp_x' }), { __typename: 'NotFound', id: 'shp_x' }],
  ])('%s is refused', async (_name, changes, expected) => {
    expect(await join(running, customer, wanted(changes()))).toMatchObject(expected);
  });

  test.each([
    ['TABLE_REQUIRED' as const, {}, 'TableRequired'],
    ['PERIOD_IN_PAST' as const, {}, 'PeriodInPast'],
    ['NOTICE_TOO_SHORT' as const, { earliestStart: '2030-01-01T00:00:00.000Z' }, 'NoticeTooShort'],
    ['OUTSIDE_OPENING_HOURS' as const, { earliestStart: null }, 'OutsideOpeningHours'],
    ['DURATION_OUT_OF_RANGE' as const, { minimumMinutes: 1, maximumMinutes: 2 }, 'DurationOutOfRange'],
    ['QUANTITY_LIMIT_EXCEEDED' as const, { limit: 1, scope: 'ORDER' as const, requested: 2 }, 'QuantityLimitExceeded'],
    ['NOT_ON_SALE' as const, { saleFrom: null, saleUntil: null }, 'NotOnSale'],
    ['MAIN_ITEM_REQUIRED' as const, { mainProductIds: [] }, 'MainItemRequired'],
    ['PERIOD_REQUIRED' as const, {}, 'InvalidPeriod'],
  ])('what an order is refused for as %s cannot be waited for', async (reason, data, typename) => {
    running.catalog.rules.set(variant, [{ reason, ...data } as never]);
    expect((await join(running, customer, wanted())).__typename).toBe(typename);
    expect(await running.database.query('SELECT FROM waitlist_entry WHERE shop_id = $1', [shop.shopId])).toEqual([]);
  });

  test('a performance must be named where the product is sold by it, and a local time must exist', async () => {
    const show = running.catalog.addPerformance(0);
    expect(await join(running, customer, wanted({ variantId: running.variantId(shop, show.variantId) }))).toMatchObject(
      {
        __typename: 'InvalidInput',
        field: 'performanceId',
      },
    );
    const berlin = running.openShop({ timezone: 'Europe/Berlin' });
    const bike = running.catalog.addRental(0);
    const period = { startLocal: '2027-03-28T02:30', endLocal: '2027-03-28T05:00' };
    const variantId = running.variantId(berlin, bike);
    expect(await join(running, customer, { shopId: berlin.id, variantId, quantity: 1, period })).toMatchObject({
      __typename: 'InvalidPeriod',
    });
  });

  test('a product that is closed because it is sold out can be waited for', async () => {
    running.catalog.change(variant, { discontinued: true });
    const first = await waiting(running, shop, variant);
    expect(await statesOf(running, first)).toEqual(['WAITING']);
    running.catalog.change(variant, { discontinued: false, onHand: 1 });
    await stockFreed(running, shop, variant);
    expect(await statesOf(running, first)).toEqual(['OFFERED']);
  });

  test('an archived shop is joined by nobody, and needs an account', async () => {
    const closed = running.openShop({ status: 'ARCHIVED' });
    const variantId = running.variantId(closed, variant);
    expect(await join(running, customer, { shopId: closed.id, variantId, quantity: 1 })).toMatchObject({
      __typename: 'NotFound',
      id: closed.id,
    });
    const answer = await running.send(
      null,
      'mutation ($i: JoinWaitlistInput!) { joinWaitlist(input: $i) { __typename } }',
      {
        i: wanted(),
      },
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('leaving', () => {
  test('ends the wait, once, for its customer', async () => {
    const mine = await waiting(running, shop, variant, { as: customer });
    const left = await leave(running, customer, { entryId: mine.id, expectedVersion: 1, idempotencyKey: 'l' });
    expect(left).toMatchObject({ state: 'CANCELLED', cancelledBy: 'CUSTOMER', version: 2, ahead: null });
    expect(await leave(running, customer, { entryId: mine.id, expectedVersion: 1, idempotencyKey: 'l' })).toEqual(left);
    expect(await leave(running, customer, { entryId: mine.id })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'CANCELLED',
      to: 'CANCELLED',
      allowed: [],
    });
    expect(await eventsOfEntry(running, mine.id)).toEqual(['WaitlistJoined', 'WaitlistCancelled']);
  });

  test('with an offer in hand gives it to the next', async () => {
    running.catalog.change(variant, { onHand: 1 });
    const first = await waiting(running, shop, variant);
    const next = await waiting(running, shop, variant);
    await leave(running, first.as, { entryId: first.id });
    await running.subgraph.timers.runDue();
    expect(await statesOf(running, first, next)).toEqual(['CANCELLED', 'OFFERED']);
  });

  test('is the staff’s right as well, and nobody else’s', async () => {
    const mine = await waiting(running, shop, variant, { as: customer });
    expect(await leave(running, randomId(), { entryId: mine.id })).toMatchObject({
      __typename: 'NotFound',
      id: mine.id,
    });
    expect(await leave(running, customer, { entryId: mine.id, expectedVersion: 7 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 1,
    });
    expect(await leave(running, shop.staff, { entryId: mine.id })).toMatchObject({ cancelledBy: 'SHOP' });
  });
});
