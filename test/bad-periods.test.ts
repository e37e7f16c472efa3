import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphClient } from './support/graph-client.ts';
import { createFleet, createHall, createRental, daysAhead } from './support/kinds.ts';
import { createShop, type Person, type TestProduct, type TestShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

const PLACE_ORDER = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on Order { lines { period { start end } } }
    ... on Failure { code }
    ... on InvalidInput { field }
    ... on DurationOutOfRange { minimumMinutes maximumMinutes }
    ... on UnitNotFound { unitIds }
  }
}`;

let graph: TestGraph;
let client: GraphClient;
let shop: TestShop;
let tent: TestProduct;
let buyer: Person;
beforeAll(async () => {
  graph = await startTestGraph();
  client = graph.client;
  shop = await createShop(client, { kind: 'RENTAL' });
  tent = await createRental(client, shop, 1000);
  [buyer = buyer] = await graph.people(1);
});
afterAll(() => graph.close());

const placed = async (lines: readonly object[], { id } = shop) =>
  client.send(PLACE_ORDER, { input: { shopId: id, lines } }, buyer.token);

const answered = async (lines: readonly object[], at = shop) => {
  const { data, errors } = await placed(lines, at);
  expect(errors).toBeUndefined();
  return data.placeOrder as object;
};

const inDays = (days: number) => daysAhead(days).toISOString();

describe('a period', () => {
  test.each([
    ['ends before it starts', { start: inDays(11), end: inDays(10) }],
    ['is empty', { start: inDays(10), end: inDays(10) }],
    ['is in another century', { start: '1899-01-01T00:00:00Z', end: '1899-01-02T00:00:00Z' }],
    ['is beyond all calendars', { start: '9999-12-31T00:00:00Z', end: '9999-12-31T23:59:00Z' }],
  ])('that %s is refused as none', async (_, period) => {
    expect(await answered([{ variantId: tent.variantId, quantity: 1, period }])).toEqual({
      __typename: 'InvalidPeriod',
      code: 'INVALID_PERIOD',
    });
  });

  test.each([
    ['has no end', { start: inDays(10) }, 'end'],
    ['has no start', { end: inDays(10) }, 'start'],
    ['has two starts', { start: inDays(10), startLocal: inDays(10).slice(0, 16), end: inDays(11) }, 'start'],
    ['is nothing', {}, 'start'],
  ])('that %s is a mistake, and the field is named', async (_, period, field) => {
    expect(await answered([{ variantId: tent.variantId, quantity: 1, period }])).toEqual({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      field: `lines.0.period.${field}`,
    });
  });

  test('of a year is longer than the product allows, which says how long is allowed', async () => {
    const period = { start: inDays(10), end: inDays(375) };
    expect(await answered([{ variantId: tent.variantId, quantity: 1, period }])).toEqual({
      __typename: 'DurationOutOfRange',
      code: 'DURATION_OUT_OF_RANGE',
      minimumMinutes: 1,
      maximumMinutes: 43_200,
    });
  });

  test.each([
    [0, 'InvalidInput'],
    [-1, 'InvalidInput'],
    [1_000_000, 'InvalidInput'],
  ])('of %d pieces is refused', async (quantity, type) => {
    const period = { start: inDays(10), end: inDays(11) };
    expect(await answered([{ variantId: tent.variantId, quantity, period }])).toMatchObject({ __typename: type });
  });

  test.each(['tomorrow', '2027-02-30T10:00:00Z', '2027-01-01T10:00:00', 12, '', 'infinity'])(
    'that starts at %p is not even GraphQL',
    async (start) => {
      const period = { start, end: inDays(11) };
      const { data, errors } = await placed([{ variantId: tent.variantId, quantity: 1, period }]);
      expect(data ?? null).toBeNull();
      expect(errors?.[0]?.extensions?.['code']).toMatch(/^(BAD_USER_INPUT|VALIDATION_INVALID_TYPE_VARIABLE)$/);
    },
  );
});

/** The next day on which a zone's clocks change in this month, by the last or the second Sunday. */
function changeDay(month: number, sunday: 'last' | 'second'): string {
  for (let year = new Date().getUTCFullYear(); ; year += 1) {
    const first = new Date(Date.UTC(year, month - 1, 1));
    const sundays = Array.from({ length: 31 }, (_, day) => new Date(first.getTime() + day * 86_400_000)).filter(
      (day) => day.getUTCMonth() === month - 1 && day.getUTCDay() === 0,
    );
    const day = sunday === 'last' ? sundays.at(-1) : sundays[1];
    if (day && day.getTime() > Date.now() + 2 * 86_400_000) return day.toISOString().slice(0, 10);
  }
}

describe.each([
  // The zone; when its clocks go on and from which hour; when they go back, and the offset before they do.
  ['Europe/Berlin', changeDay(3, 'last'), 2, changeDay(10, 'last'), 2, '+02:00'],
  ['America/New_York', changeDay(3, 'second'), 2, fallInNewYork(), 1, '-04:00'],
])('in %s', (timezone, spring, gapHour, autumn, twiceHour, summer) => {
  let there: TestShop;
  let canoe: TestProduct;
  beforeAll(async () => {
    there = await createShop(client, { kind: 'RENTAL', timezone });
    canoe = await createRental(client, there, 1000);
  });
  const at = (day: string, hour: number, minute: number) =>
    `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const rent = (period: object) => answered([{ variantId: canoe.variantId, quantity: 1, period }], there);

  test(`${spring} has no half past ${gapHour}, neither to start nor to end`, async () => {
    const gap = at(spring, gapHour, 30);
    const refused = { __typename: 'InvalidPeriod', code: 'INVALID_PERIOD' };
    expect(await rent({ startLocal: gap, endLocal: at(spring, 12, 0) })).toEqual(refused);
    expect(await rent({ startLocal: at(spring, 0, 30), endLocal: gap })).toEqual(refused);
  });

  test(`midnight to midnight of ${spring} is a day of 23 hours`, async () => {
    const next = new Date(Date.parse(`${spring}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const order = (await rent({ startLocal: at(spring, 0, 0), endLocal: at(next, 0, 0) })) as {
      lines: [{ period: { start: string; end: string } }];
    };
    const [{ period }] = order.lines;
    expect(Date.parse(period.end) - Date.parse(period.start)).toBe(23 * 3_600_000);
  });

  test(`of the two half past ${twiceHour} of ${autumn} the earlier is meant`, async () => {
    const start = at(autumn, twiceHour, 30);
    expect(await rent({ startLocal: start, endLocal: at(autumn, 12, 0) })).toMatchObject({
      lines: [{ period: { start: new Date(`${start}:00${summer}`).toISOString() } }],
    });
  });
});

/** The first Sunday of November, which is a week before the second. */
function fallInNewYork(): string {
  return new Date(Date.parse(`${changeDay(11, 'second')}T00:00:00Z`) - 7 * 86_400_000).toISOString().slice(0, 10);
}

describe('units and seats', () => {
  const period = { start: inDays(10), end: inDays(11) };

  test('that are unknown, retired, of another variant, another performance or another shop are named as not found', async () => {
    const bikes = await createFleet(client, shop, ['B-1', 'B-2']);
    const others = await createFleet(client, shop, ['B-1']);
    const hall = await createHall(client, shop, 1, 4);
    const nextHall = await createHall(client, shop, 1, 4);
    const otherShop = await createShop(client, { kind: 'RENTAL' });
    const foreign = await createFleet(client, otherShop, ['B-1']);
    const retired = bikes.units[1] ?? '';
    const { retireUnit } = await client.data(
      'mutation ($input: RetireUnitInput!) { retireUnit(input: $input) { ... on StockUnit { status } } }',
      { input: { unitId: retired, expectedVersion: 1 } },
      shop.owner.token,
    );
    expect(retireUnit).toEqual({ status: 'RETIRED' });

    for (const unitId of [retired, others.units[0], hall.seats[0]?.id, foreign.units[0], 'uni_nonsense', '']) {
      const unitIds = [bikes.units[0], unitId];
      expect(await answered([{ variantId: bikes.variantId, quantity: 2, period, unitIds }])).toEqual({
        __typename: 'UnitNotFound',
        code: 'UNIT_NOT_FOUND',
        unitIds: [unitId],
      });
    }
    for (const unitId of [nextHall.seats[0]?.id, bikes.units[0]]) {
      const { variantId, performanceId } = hall;
      expect(await answered([{ variantId, performanceId, quantity: 1, unitIds: [unitId] }])).toEqual({
        __typename: 'UnitNotFound',
        code: 'UNIT_NOT_FOUND',
        unitIds: [unitId],
      });
    }
  });

  test('named twice, in one line or in two, are a mistake', async () => {
    const { variantId, performanceId, seats } = await createHall(client, shop, 1, 4);
    const line = { variantId, performanceId, quantity: 1, unitIds: [seats[0]?.id] };
    const twice = { ...line, quantity: 2, unitIds: [seats[0]?.id, seats[0]?.id] };
    for (const lines of [[twice], [line, line]]) {
      expect(await answered(lines)).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' });
    }
    expect(await answered([line])).toMatchObject({ __typename: 'Order' });
  });

  test('that are not as many as were asked for are a mistake', async () => {
    const { variantId, performanceId, seats } = await createHall(client, shop, 1, 4);
    for (const quantity of [0, 2]) {
      const lines = [{ variantId, performanceId, quantity, unitIds: [seats[0]?.id] }];
      expect(await answered(lines)).toMatchObject({ __typename: 'InvalidInput' });
    }
  });
});

describe('rules', () => {
  test('by which A needs B and B needs A are refused with the circle', async () => {
    const a = await createRental(client, shop, 1);
    const b = await createRental(client, shop, 1);
    const requires = (product: TestProduct, main: TestProduct) =>
      client.send(
        `mutation ($input: SetProductRulesInput!) {
          setProductRules(input: $input) { __typename ... on RuleCycle { productIds } ... on Failure { code } }
        }`,
        {
          input: {
            productId: product.id,
            expectedVersion: 1,
            rules: [{ kind: 'REQUIRES_MAIN', mainProductIds: [main.id] }],
          },
        },
        shop.owner.token,
      );
    expect((await requires(a, b)).data).toEqual({ setProductRules: { __typename: 'Product' } });
    const circle = { __typename: 'RuleCycle', code: 'RULE_CYCLE', productIds: [b.id, a.id] };
    expect((await requires(b, a)).data).toEqual({ setProductRules: circle });
    expect((await requires(b, b)).data).toMatchObject({ setProductRules: { __typename: 'InvalidInput' } });
  });
});
