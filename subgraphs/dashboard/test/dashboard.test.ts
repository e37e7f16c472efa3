import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '@yoyaku/platform/clock';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { type StandIn, startStandIn } from '@yoyaku/platform/testing/stand-in';
import { startTestSubgraph, type TestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import { variantIds } from '../src/ids.ts';
import { dashboardSubgraph } from '../src/subgraph.ts';
import { orderHistory } from './order-histories.ts';

const DASHBOARD = `
  query ($shopId: ID!, $first: Int = 5) {
    shopDashboard(shopId: $shopId) {
      shop { id }
      ordersByState { state count }
      revenueToday { amount currency }
      bestSellers(first: $first) { variant { id } quantity revenue { amount currency } }
      updatedAt
    }
  }`;

const STATS = `
  subscription ($shopId: ID!) {
    dashboardStats(shopId: $shopId) { revenueToday { amount } bestSellers { quantity } }
  }`;

/** Noon in Tokyo. */
const NOON = new Date('2026-01-15T03:00:00Z');
const HOUR = 3_600_000;

let clock: ManualClock;
let reservations: StandIn;
let subgraph: TestSubgraph;

beforeAll(async () => {
  clock = new ManualClock(NOON);
  // Its events come over the bus.
  reservations = await startStandIn(() => null);
  subgraph = await startTestSubgraph(dashboardSubgraph, {
    clock,
    environment: { RESERVATIONS_URL: reservations.url },
    quiet: true,
  });
});

afterAll(async () => {
  await subgraph.close();
  await reservations.close();
});

let owner: Uuid;
let shop: Shop;
let shopId: string;

beforeEach(() => {
  owner = randomId();
  shop = subgraph.users.addShop({ ownerId: owner });
  shopId = shopIds.encode(shop.shopId);
});

const sold = (lines: { variantId: Uuid; quantity: number; price: number }[], confirmedAt: Date = clock.now()) =>
  subgraph.deliver('reservations', ...orderHistory('confirmed', { shopId: shop.shopId, lines, confirmedAt }));

describe('shopDashboard', () => {
  test('of a new shop shows zeros', async () => {
    const { data } = await subgraph.query(DASHBOARD, { shopId }, { as: owner });
    expect(data).toEqual({
      shopDashboard: {
        shop: { id: shopId },
        ordersByState: [
          { state: 'PENDING', count: 0 },
          { state: 'CONFIRMED', count: 0 },
          { state: 'COMPLETED', count: 0 },
          { state: 'CANCELLED', count: 0 },
          { state: 'EXPIRED', count: 0 },
        ],
        revenueToday: { amount: '0', currency: 'JPY' },
        bestSellers: [],
        updatedAt: null,
      },
    });
  });

  test('shows orders by state, the revenue of today, and the best sellers by quantity, then by revenue', async () => {
    const [few, cheap, dear] = [randomId(), randomId(), randomId()];
    await sold([{ variantId: few, quantity: 1, price: 5_000 }]);
    await sold([
      { variantId: cheap, quantity: 3, price: 100 },
      { variantId: dear, quantity: 3, price: 200 },
    ]);
    const others = { shopId: shop.shopId, lines: [{ variantId: few, quantity: 9, price: 1 }] };
    await subgraph.deliver('reservations', ...orderHistory('cancelledPaid', others));
    await subgraph.deliver('reservations', ...orderHistory('expired', others), ...orderHistory('placed', others));

    const { data } = await subgraph.query(DASHBOARD, { shopId, first: 2 }, { as: owner });
    expect(data.shopDashboard.ordersByState).toEqual([
      { state: 'PENDING', count: 1 },
      { state: 'CONFIRMED', count: 2 },
      { state: 'COMPLETED', count: 0 },
      { state: 'CANCELLED', count: 1 },
      { state: 'EXPIRED', count: 1 },
    ]);
    expect(data.shopDashboard.revenueToday).toEqual({ amount: '5900', currency: 'JPY' });
    expect(data.shopDashboard.bestSellers).toEqual([
      {
        variant: { id: variantIds.encode(shop.shopId, dear) },
        quantity: 3,
        revenue: { amount: '600', currency: 'JPY' },
      },
      {
        variant: { id: variantIds.encode(shop.shopId, cheap) },
        quantity: 3,
        revenue: { amount: '300', currency: 'JPY' },
      },
    ]);
    expect(data.shopDashboard.updatedAt).toEqual(expect.any(String));
  });

  test('ends the day at the midnight of the shop, not of the server', async () => {
    const variantId = randomId();
    await sold([{ variantId, quantity: 1, price: 300 }], new Date('2026-01-14T14:59:59Z'));
    await sold([{ variantId, quantity: 1, price: 500 }], new Date('2026-01-14T15:00:00Z'));
    const revenue = async () =>
      (await subgraph.query(DASHBOARD, { shopId }, { as: owner })).data.shopDashboard.revenueToday.amount as string;
    expect(await revenue()).toBe('500');
    clock.advance(12 * HOUR - 1);
    expect(await revenue()).toBe('500');
    clock.advance(1);
    expect(await revenue()).toBe('0');
    clock.advance(-12 * HOUR);
  });

  test('is in the currency of the shop, with its decimals', async () => {
    shop = subgraph.users.addShop({ ownerId: owner, currency: 'EUR', timezone: 'Europe/Berlin' });
    const lines = [{ variantId: randomId(), quantity: 2, price: 1_250 }];
    await subgraph.deliver('reservations', ...orderHistory('confirmed', { ...shop, lines, confirmedAt: NOON }));
    const { data } = await subgraph.query(DASHBOARD, { shopId: shopIds.encode(shop.shopId) }, { as: owner });
    expect(data.shopDashboard.revenueToday).toEqual({ amount: '25.00', currency: 'EUR' });
  });

  test('shows the staff of one shop nothing of another', async () => {
    await sold([{ variantId: randomId(), quantity: 1, price: 300 }]);
    const other = subgraph.users.addShop({ ownerId: randomId() });
    subgraph.users.setMember(other.shopId, owner, 'STAFF');
    const { data } = await subgraph.query(DASHBOARD, { shopId: shopIds.encode(other.shopId) }, { as: owner });
    expect(data.shopDashboard).toMatchObject({ revenueToday: { amount: '0' }, bestSellers: [], updatedAt: null });
  });

  test('answers a stranger, a foreign shop’s staff, a missing shop and a malformed id alike: null', async () => {
    const foreigner = randomId();
    subgraph.users.addShop({ ownerId: foreigner });
    for (const [asked, as] of [
      [shopId, randomId()],
      [shopId, foreigner],
      [shopIds.encode(randomId()), owner],
      ['shp_nonsense', owner],
      [variantIds.encode(shop.shopId, randomId()), owner],
    ] as const) {
      expect(await subgraph.query(DASHBOARD, { shopId: asked }, { as })).toEqual({ data: { shopDashboard: null } });
    }
  });

  test('asks everybody to log in', async () => {
    const { errors } = await subgraph.query(DASHBOARD, { shopId });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  test.each([0, -1, 101, 100_000])('refuses a list of %d best sellers', async (first) => {
    const { errors } = await subgraph.query(DASHBOARD, { shopId, first }, { as: owner });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('dashboardStats', () => {
  test('shows the figures as they stand, then after each change', async () => {
    const stats = subgraph.subscribe(STATS, { shopId }, { as: owner });
    const next = async () => (await stats.next()).value?.data.dashboardStats as unknown;
    expect(await next()).toEqual({ revenueToday: { amount: '0' }, bestSellers: [] });
    await sold([{ variantId: randomId(), quantity: 2, price: 300 }]);
    expect(await next()).toEqual({ revenueToday: { amount: '600' }, bestSellers: [{ quantity: 2 }] });
    await sold([{ variantId: randomId(), quantity: 1, price: 1_000 }]);
    expect(await next()).toEqual({ revenueToday: { amount: '1600' }, bestSellers: [{ quantity: 2 }, { quantity: 1 }] });
    await stats.return?.();
  });

  test('does not move when another shop sells', async () => {
    const stats = subgraph.subscribe(STATS, { shopId }, { as: owner });
    await stats.next();
    const other = subgraph.users.addShop({ ownerId: randomId() });
    const lines = [{ variantId: randomId(), quantity: 1, price: 700 }];
    await subgraph.deliver('reservations', ...orderHistory('confirmed', { shopId: other.shopId, lines }));
    await sold([{ variantId: randomId(), quantity: 1, price: 10 }]);
    expect((await stats.next()).value?.data.dashboardStats.revenueToday).toEqual({ amount: '10' });
    await stats.return?.();
  });

  test('ends for whoever no longer works in the shop', async () => {
    const staff = randomId();
    const member = subgraph.users.setMember(shop.shopId, staff, 'STAFF');
    const stats = subgraph.subscribe(STATS, { shopId }, { as: staff });
    expect((await stats.next()).value?.data.dashboardStats.revenueToday).toEqual({ amount: '0' });
    const data = { accountId: staff, role: null, version: member.version + 1 };
    await subgraph.deliver('users', {
      type: 'MemberRemoved',
      shopId: shop.shopId,
      aggregateId: staff,
      version: data.version,
      data,
    });
    await sold([{ variantId: randomId(), quantity: 1, price: 10 }]);
    await expect(last(stats)).resolves.toBe('NOT_FOUND');
  });

  test.each([
    ['a stranger', () => [shopId, randomId()] as const, 'NOT_FOUND'],
    ['for a missing shop', () => [shopIds.encode(randomId()), owner] as const, 'NOT_FOUND'],
    ['for a malformed id', () => ['shp_nonsense', owner] as const, 'NOT_FOUND'],
    ['the anonymous', () => [shopId, undefined] as const, 'UNAUTHENTICATED'],
  ])('refuses %s', async (_who, given, code) => {
    const [asked, as] = given();
    await expect(last(subgraph.subscribe(STATS, { shopId: asked }, as === undefined ? {} : { as }))).resolves.toBe(
      code,
    );
  });
});

/** The code of the error that a subscription ends with, over whichever way it comes. */
async function last(answers: AsyncIterableIterator<{ errors?: readonly { extensions: { code: string } }[] }>) {
  try {
    for await (const { errors } of answers) if (errors) return errors[0]?.extensions.code;
    return 'no error';
  } catch (errors) {
    return (errors as readonly { extensions: { code: string } }[])[0]?.extensions.code;
  } finally {
    await answers.return?.();
  }
}
