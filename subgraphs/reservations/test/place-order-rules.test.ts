import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { productIds } from '../src/ids.ts';
import { place } from './support/operations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import type { Rule } from './support/stand-in-stock.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variant: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop();
  customer = randomId();
  variant = running.catalog.addVariant(10);
});

const lineOf = (id: Uuid, quantity = 1) => ({ variantId: running.variantId(shop, id), quantity });
const placeLines = (...lines: readonly object[]) => place(running, customer, { shopId: shop.id, lines });

const soon = '2126-01-31T09:30:00.000Z';
const longAgo = '2006-01-31T09:30:00.000Z';
const main = randomId();

describe('what a rule refuses', () => {
  const rules: readonly (readonly [Rule, object])[] = [
    [{ reason: 'PRODUCT_DISCONTINUED' }, { __typename: 'ProductDiscontinued', code: 'PRODUCT_DISCONTINUED' }],
    [{ reason: 'INVALID_PERIOD' }, { __typename: 'InvalidPeriod', code: 'INVALID_PERIOD' }],
    [{ reason: 'PERIOD_IN_PAST' }, { __typename: 'PeriodInPast', code: 'PERIOD_IN_PAST', retryable: false }],
    [
      { reason: 'DURATION_OUT_OF_RANGE', minimumMinutes: 30, maximumMinutes: 120 },
      { __typename: 'DurationOutOfRange', code: 'DURATION_OUT_OF_RANGE', minimumMinutes: 30, maximumMinutes: 120 },
    ],
    [
      { reason: 'NOTICE_TOO_SHORT', earliestStart: soon },
      { __typename: 'NoticeTooShort', code: 'NOTICE_TOO_SHORT', minimumStart: soon },
    ],
    [
      { reason: 'OUTSIDE_OPENING_HOURS', earliestStart: soon },
      { __typename: 'OutsideOpeningHours', code: 'OUTSIDE_OPENING_HOURS', earliestStart: soon },
    ],
    [{ reason: 'OUTSIDE_OPENING_HOURS', earliestStart: null }, { earliestStart: null }],
    [
      { reason: 'PERIOD_CONFLICT', requested: 3, available: 2, nextFreeWindow: { start: longAgo, end: soon } },
      { __typename: 'PeriodConflict', requested: 3, available: 2, nextFreeWindow: { start: longAgo, end: soon } },
    ],
    [{ reason: 'TABLE_REQUIRED' }, { __typename: 'TableRequired', code: 'TABLE_REQUIRED' }],
    [
      { reason: 'QUANTITY_LIMIT_EXCEEDED', limit: 1, scope: 'ORDER', requested: 2 },
      { __typename: 'QuantityLimitExceeded', code: 'QUANTITY_LIMIT_EXCEEDED', limit: 1, scope: 'ORDER', requested: 2 },
    ],
    [
      { reason: 'QUANTITY_LIMIT_EXCEEDED', limit: 4, scope: 'CUSTOMER', requested: 5 },
      { limit: 4, scope: 'CUSTOMER', requested: 5 },
    ],
    [
      { reason: 'NOT_ON_SALE', saleFrom: soon, saleUntil: null },
      { __typename: 'NotOnSale', code: 'NOT_ON_SALE', retryable: true, saleFrom: soon, saleUntil: null },
    ],
    [
      { reason: 'NOT_ON_SALE', saleFrom: null, saleUntil: longAgo },
      { __typename: 'NotOnSale', retryable: false, saleFrom: null, saleUntil: longAgo },
    ],
    [
      { reason: 'INVALID_INPUT', field: 'together', message: 'No.' },
      { field: 'lines.1.together', message: 'No.' },
    ],
  ];

  test.each(rules)('%j is told with its data', async (rule, failure) => {
    running.catalog.rules.set(variant, [rule]);
    const before = await running.count('order');
    const result = await placeLines(lineOf(running.catalog.addVariant(1)), lineOf(variant));
    expect(result).toMatchObject(failure);
    // By whichever name the query asks for it.
    const names = [result['variantId']].filter((id) => id !== undefined);
    if (rule.reason !== 'INVALID_INPUT') expect(names).toEqual([lineOf(variant).variantId]);
    expect(await running.count('order')).toBe(before);
  });

  test('a main product that is missing is linked', async () => {
    running.catalog.rules.set(variant, [{ reason: 'MAIN_ITEM_REQUIRED', mainProductIds: [main] }]);
    expect(await placeLines(lineOf(variant))).toMatchObject({
      __typename: 'MainItemRequired',
      code: 'MAIN_ITEM_REQUIRED',
      mainProducts: [{ id: productIds.encode(shop.shopId, main) }],
    });
  });
});

test('of several reasons the answer is the first by the lines, those before all that no stock could heal', async () => {
  const [scarce, table, gone] = [running.catalog.addVariant(0), variant, running.catalog.addVariant(1)];
  running.catalog.rules.set(table, [{ reason: 'TABLE_REQUIRED' }]);
  running.catalog.change(gone, { discontinued: true });
  expect(await placeLines(lineOf(scarce), lineOf(gone), lineOf(table))).toMatchObject({
    __typename: 'ProductDiscontinued',
  });
  expect(await placeLines(lineOf(scarce), lineOf(table), lineOf(gone))).toMatchObject({ __typename: 'TableRequired' });
  expect(await placeLines(lineOf(running.catalog.addVariant(1)), lineOf(scarce))).toMatchObject({
    __typename: 'InsufficientStock',
  });
});

test('an archived shop takes no orders, as if it were not there', async () => {
  shop = running.openShop({ status: 'ARCHIVED' });
  expect(await placeLines(lineOf(variant))).toMatchObject({ __typename: 'NotFound', id: shop.id });
});
