import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds, productIds, unitIds } from '../src/ids.ts';
import { order, place, PLACE_ORDER } from './support/operations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let tent: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop({ timezone: 'Europe/Berlin' });
  customer = randomId();
  tent = running.catalog.addRental(2);
});

/** What a line may say besides its variant. */
interface More {
  readonly unitIds?: readonly (string | undefined)[];
  readonly [field: string]: unknown;
}

const june = { start: '2027-06-01T10:00:00.000Z', end: '2027-06-03T10:00:00.000Z' };

function lineOf(variant: Uuid, more: More = {}) {
  return { variantId: running.variantId(shop, variant), quantity: 1, ...more };
}

const placeLines = (lines: readonly object[], more: object = {}) =>
  place(running, customer, { shopId: shop.id, lines, ...more });

/** Whether catalog was asked to hold anything. */
async function asked(action: () => Promise<unknown>): Promise<boolean> {
  const before = running.catalog.held.length;
  await action();
  return running.catalog.held.length > before;
}

describe('an order for a period', () => {
  test('shows it, keeps it in its event, and takes the stock for that time only', async () => {
    const placed = await placeLines([lineOf(tent, { quantity: 2, period: june })]);
    expect(placed).toMatchObject({
      __typename: 'Order',
      lines: [{ quantity: 2, period: june, performance: null, units: [], product: { id: productOf(tent) } }],
    });
    expect(await order(running, customer, placed.id)).toMatchObject({ lines: [{ period: june }] });
    expect((await running.eventsOf(placed.id))[0]?.data['lines']).toMatchObject([
      { period: june, returnable: true, state: 'HELD', performanceId: null, units: null },
    ]);

    const later = { start: june.end, end: '2027-06-04T10:00:00.000Z' };
    const overlapping = { start: '2027-06-03T09:59:59.999Z', end: later.end };
    expect(await placeLines([lineOf(tent, { period: overlapping })])).toMatchObject({
      __typename: 'PeriodConflict',
      code: 'PERIOD_CONFLICT',
      retryable: true,
      variantId: lineOf(tent).variantId,
      requested: 1,
      available: 0,
      nextFreeWindow: null,
    });
    expect(await placeLines([lineOf(tent, { period: later })])).toMatchObject({ __typename: 'Order' });
  });

  test('may give one period for all lines that name none', async () => {
    const boat = running.catalog.addRental(1);
    const own = { start: '2027-06-02T00:00:00.000Z', end: '2027-06-02T06:00:00.000Z' };
    const placed = await placeLines([lineOf(tent), lineOf(boat, { period: own })], { period: june });
    expect(placed).toMatchObject({ lines: [{ period: june }, { period: own }] });
  });

  test('reads local times by the clocks of the shop, and of two moments takes the earlier', async () => {
    const period = { startLocal: '2027-10-30T12:00', endLocal: '2027-10-31T02:30:00' };
    expect(await placeLines([lineOf(tent, { period })])).toMatchObject({
      lines: [{ period: { start: '2027-10-30T10:00:00.000Z', end: '2027-10-31T00:30:00.000Z' } }],
    });
    const mixed = { startLocal: '2027-01-30T12:00', end: '2027-01-31T00:00:00+01:00' };
    expect(await placeLines([lineOf(tent, { period: mixed })])).toMatchObject({
      lines: [{ period: { start: '2027-01-30T11:00:00.000Z', end: '2027-01-30T23:00:00.000Z' } }],
    });
  });

  test('for the same period in other words is the same request under its key only if said the same way', async () => {
    const idempotencyKey = randomId();
    const lines = [lineOf(tent, { period: june })];
    const first = await placeLines(lines, { idempotencyKey });
    expect(await placeLines(lines, { idempotencyKey })).toEqual(first);
    const other = [lineOf(tent, { period: { ...june, end: '2027-06-04T10:00:00Z' } })];
    expect(await placeLines(other, { idempotencyKey })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  test.each<readonly [string, object]>([
    ['that ends when it begins', { start: june.start, end: june.start }],
    ['that ends before it begins', { start: june.end, end: june.start }],
    ['that begins at a local time that is skipped', { startLocal: '2027-03-28T02:30', end: june.end }],
    ['that ends at a local time that is skipped', { start: '2027-03-01T00:00:00Z', endLocal: '2027-03-28T02:00' }],
  ])('%s is refused before catalog is asked', async (_name, period) => {
    const failure = { __typename: 'InvalidPeriod', code: 'INVALID_PERIOD', retryable: false };
    expect(
      await asked(async () => {
        expect(await placeLines([lineOf(tent, { period })])).toMatchObject({
          ...failure,
          variantId: lineOf(tent).variantId,
        });
        const tea = lineOf(running.catalog.addVariant(1), { period: june });
        expect(await placeLines([tea, lineOf(tent)], { period })).toMatchObject({
          ...failure,
          variantId: lineOf(tent).variantId,
        });
      }),
    ).toBe(false);
  });

  test.each<readonly [string, object, string]>([
    ['no start', { end: june.end }, 'start'],
    ['two starts', { ...june, startLocal: '2027-06-01T12:00' }, 'start'],
    ['no end', { start: june.start }, 'end'],
    ['two ends', { ...june, endLocal: '2027-06-03T12:00' }, 'end'],
  ])('of %s is no period', async (_name, period, field) => {
    const lines = [lineOf(tent, { period: june }), lineOf(tent, { period })];
    expect(await placeLines(lines)).toMatchObject({ __typename: 'InvalidInput', field: `lines.1.period.${field}` });
    expect(await placeLines([lineOf(tent)], { period })).toMatchObject({
      __typename: 'InvalidInput',
      field: `period.${field}`,
    });
  });

  test('needs a product sold by period, and such a product needs a period', async () => {
    const tea = running.catalog.addVariant(1);
    expect(await placeLines([lineOf(tent)])).toMatchObject({ __typename: 'InvalidPeriod' });
    expect(await placeLines([lineOf(tea, { period: june })])).toMatchObject({
      __typename: 'InvalidPeriod',
      variantId: lineOf(tea).variantId,
    });
  });

  test.each(['2027-06-01T10:00:00Z', '2027-13-01T10:00', 'tomorrow'])('%s is no local time', async (startLocal) => {
    const input = { shopId: shop.id, lines: [lineOf(tent, { period: { startLocal, end: june.end } })] };
    const { errors } = await running.send(customer, PLACE_ORDER, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('an order of single things', () => {
  const unitId = (id: Uuid) => unitIds.encode(shop.shopId, id);

  test('shows which seats of which performance it was given', async () => {
    const { variantId, performanceId, seats } = running.catalog.addPerformance(3);
    const [, wanted] = seats;
    const prf = performanceIds.encode(shop.shopId, performanceId);
    const named = lineOf(variantId, { performanceId: prf, unitIds: [unitId(wanted?.unitId ?? '')] });
    const placed = await placeLines([named]);
    expect(placed).toMatchObject({
      lines: [
        {
          performance: { id: prf },
          period: null,
          units: [{ unit: { id: named.unitIds?.[0] }, label: 'A-2', section: 'Stalls', row: 'A', seatNumber: 2 }],
        },
      ],
    });
    expect((await running.eventsOf(placed.id))[0]?.data['lines']).toMatchObject([
      { performanceId, period: null, returnable: false, units: [wanted] },
    ]);
    const any = await placeLines([lineOf(variantId, { performanceId: prf, quantity: 2 })]);
    expect(any).toMatchObject({ lines: [{ units: [{ label: 'A-1' }, { label: 'A-3' }] }] });
  });

  test('that are gone names exactly those that are, of all lines together', async () => {
    const { variantId, performanceId, seats } = running.catalog.addPerformance(5);
    const ids = seats.map((seat) => unitId(seat.unitId));
    const prf = { performanceId: performanceIds.encode(shop.shopId, performanceId) };
    const pick = (...numbers: number[]) =>
      lineOf(variantId, { ...prf, quantity: numbers.length, unitIds: numbers.map((number) => ids[number - 1]) });
    await placeLines([pick(2, 4)]);
    expect(await placeLines([pick(1, 2), pick(3), pick(4, 5)])).toMatchObject({
      __typename: 'SeatTaken',
      code: 'SEAT_TAKEN',
      retryable: true,
      labels: ['A-2', 'A-4'],
      seats: [{ id: ids[1] }, { id: ids[3] }],
    });
    expect(await placeLines([pick(1, 3, 5)])).toMatchObject({ __typename: 'Order' });
  });

  test('that are gone and no seats is UnitTaken; for a period, PeriodConflict', async () => {
    const lamp = running.catalog.addVariant(0);
    const [one] = running.catalog.addUnits(lamp, 'Lamp 1', 'Lamp 2');
    const [bike] = running.catalog.addUnits(tent, 'Bike 1');
    const named = lineOf(lamp, { unitIds: [unitId(one?.unitId ?? '')] });
    await placeLines([named]);
    expect(await placeLines([named])).toMatchObject({
      __typename: 'UnitTaken',
      labels: ['Lamp 1'],
      units: [{ id: named.unitIds?.[0] }],
    });
    const ride = lineOf(tent, { period: june, unitIds: [unitId(bike?.unitId ?? '')] });
    expect(await placeLines([ride])).toMatchObject({ lines: [{ units: [{ label: 'Bike 1' }] }] });
    expect(await placeLines([ride])).toMatchObject({ __typename: 'PeriodConflict', requested: 1, available: 0 });
  });

  test.each<readonly [string, () => string]>([
    ['unknown', () => unitId(randomId())],
    ["another shop's", () => unitIds.encode(running.openShop().shopId, randomId())],
    ['malformed', () => 'uni_nonsense'],
  ])('that are %s is UnitNotFound, naming them', async (_name, id) => {
    const lamp = running.catalog.addVariant(0);
    const [one] = running.catalog.addUnits(lamp, 'Lamp 1');
    const missing = id();
    const line = lineOf(lamp, { quantity: 2, unitIds: [unitId(one?.unitId ?? ''), missing] });
    expect(await placeLines([line])).toMatchObject({
      __typename: 'UnitNotFound',
      code: 'UNIT_NOT_FOUND',
      retryable: false,
      unitIds: [missing],
    });
  });

  test.each<readonly [string, () => string]>([
    ['unknown', () => performanceIds.encode(shop.shopId, randomId())],
    ["another shop's", () => performanceIds.encode(running.openShop().shopId, randomId())],
    ['malformed', () => 'prf_nonsense'],
  ])('of a performance that is %s is PerformanceNotFound', async (_name, id) => {
    const { variantId } = running.catalog.addPerformance(1);
    const performanceId = id();
    expect(await placeLines([lineOf(variantId, { performanceId })])).toMatchObject({
      __typename: 'PerformanceNotFound',
      code: 'PERFORMANCE_NOT_FOUND',
      performanceId,
    });
  });

  test('of a product sold by performance needs one', async () => {
    const { variantId } = running.catalog.addPerformance(1);
    expect(await placeLines([lineOf(running.catalog.addVariant(1)), lineOf(variantId)])).toMatchObject({
      __typename: 'InvalidInput',
      field: 'lines.1.performanceId',
    });
  });

  test('may ask for seats side by side in a section', async () => {
    const { variantId, performanceId } = running.catalog.addPerformance(3);
    const performance = performanceIds.encode(shop.shopId, performanceId);
    const line = { performanceId: performance, quantity: 2, together: true, section: 'Stalls' };
    await placeLines([lineOf(variantId, line)]);
    expect(running.catalog.held.at(-1)?.lines).toMatchObject([
      { variantId, performanceId, quantity: 2, together: true, section: 'Stalls' },
    ]);
    expect(await placeLines([lineOf(variantId, line)])).toMatchObject({
      __typename: 'SeatsNotTogether',
      requested: 2,
      available: 1,
    });
  });

  test.each<readonly [string, () => readonly More[], string]>([
    ['named twice in a line', () => [{ quantity: 2, unitIds: ['uni_a', 'uni_a'] }], 'lines.0.unitIds'],
    ['named in two lines', () => [{ unitIds: ['uni_a'] }, { unitIds: ['uni_a'] }], 'lines.1.unitIds'],
    ['fewer than the quantity', () => [{ quantity: 2, unitIds: ['uni_a'] }], 'lines.0.unitIds'],
    ['none at all', () => [{ unitIds: [] }], 'lines.0.unitIds'],
    [
      'more than 500',
      () => [{ quantity: 501, unitIds: Array.from({ length: 501 }, (_, index) => `uni_${index}`) }],
      'lines.0.unitIds',
    ],
    ['named and to be chosen', () => [{ unitIds: ['uni_a'], together: true }], 'lines.0.together'],
    ['in a section of no name', () => [{ section: '' }], 'lines.0.section'],
    ['in a section of too long a name', () => [{ section: 's'.repeat(101) }], 'lines.0.section'],
  ])('%s is InvalidInput', async (_name, lines, field) => {
    const given = lines().map((line) => lineOf(tent, line));
    expect(
      await asked(async () => {
        expect(await placeLines(given)).toMatchObject({ __typename: 'InvalidInput', field });
      }),
    ).toBe(false);
  });
});

function productOf(variant: Uuid): string {
  return productIds.encode(shop.shopId, running.catalog.pools.get(variant)?.productId ?? '');
}
