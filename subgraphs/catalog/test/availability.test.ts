import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { unitIds, variantIds } from '../src/ids.ts';
import { CatalogScene, CREATE_PRODUCT } from './catalog-scene.ts';
import { UPDATE } from './product-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const DAY_MS = 86_400_000;
let midnight: number;
const moment = (hours: number) => new Date(midnight + hours * 3_600_000).toISOString();

beforeEach(() => {
  // Tomorrow's first hour of the world's clock.
  midnight = Math.ceil(scene.clock.now().getTime() / DAY_MS) * DAY_MS + DAY_MS;
});

const AVAILABILITY = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $quantity: Int! = 1, $unit: ID) {
  availability(variantId: $id, from: $from, to: $to, quantity: $quantity, unitId: $unit) {
    to variant { id name } windows { start end available } } }`;

const ask = (id: string, more: object = {}) =>
  scene.subgraph.query(AVAILABILITY, { id, from: moment(0), to: moment(24), ...more });

async function windows(id: string, more: object = {}) {
  const { data, errors } = await ask(id, more);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.availability?.windows as { start: string; end: string; available: number }[] | undefined;
}

const TIME_RULES = `query ($id: ID!) { product(id: $id) { version soldBy timeRules {
  minimumNoticeMinutes minimumDurationMinutes maximumDurationMinutes slotMinutes bufferBeforeMinutes bufferAfterMinutes } } }`;

async function timeRules(id: string) {
  const { data } = await scene.subgraph.query(TIME_RULES, { id });
  return data.product.timeRules as object | null;
}

const DEFAULTS = {
  minimumNoticeMinutes: 0,
  minimumDurationMinutes: 1,
  maximumDurationMinutes: 43_200,
  slotMinutes: 1,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
};

describe('the time rules of a product', () => {
  test('have defaults, are given when it is created, and are changed one by one', async () => {
    const plain = await scene.product([], { soldBy: 'PERIOD' });
    expect(await timeRules(plain.id)).toEqual(DEFAULTS);
    const given = { minimumNoticeMinutes: 30, minimumDurationMinutes: 60, slotMinutes: 15, bufferAfterMinutes: 10_080 };
    const { id } = await scene.product([], { soldBy: 'PERIOD', timeRules: given });
    expect(await timeRules(id)).toEqual({ ...DEFAULTS, ...given });
    const change = {
      productId: id,
      expectedVersion: 1,
      timeRules: { bufferAfterMinutes: 0, maximumDurationMinutes: 60 },
    };
    expect(await scene.mutate(UPDATE, change)).toMatchObject({ __typename: 'Product', version: 2 });
    expect(await timeRules(id)).toEqual({ ...DEFAULTS, ...given, bufferAfterMinutes: 0, maximumDurationMinutes: 60 });
    expect(await scene.mutate(UPDATE, { productId: id, expectedVersion: 2, name: 'Hall' })).toMatchObject({
      version: 3,
    });
    expect(await timeRules(id)).toMatchObject({ maximumDurationMinutes: 60 });
  });

  test('are of products that are sold by period only', async () => {
    const piece = await scene.product([]);
    expect(await timeRules(piece.id)).toBeNull();
    const refusal = { __typename: 'InvalidInput', field: 'timeRules' };
    const create = { shopId: scene.shop, name: 'Hall', timeRules: {} };
    expect(await scene.mutate(CREATE_PRODUCT, create)).toMatchObject(refusal);
    expect(await scene.mutate(CREATE_PRODUCT, { ...create, soldBy: 'PERFORMANCE' })).toMatchObject(refusal);
    expect(await scene.mutate(UPDATE, { productId: piece.id, expectedVersion: 1, timeRules: {} })).toMatchObject(
      refusal,
    );
    expect(await scene.mutate(UPDATE, { productId: piece.id, expectedVersion: 1, timeRules: null })).toMatchObject({
      version: 2,
    });
  });

  test.each([
    ['minimumNoticeMinutes', { minimumNoticeMinutes: -1 }],
    ['minimumNoticeMinutes', { minimumNoticeMinutes: 527_041 }],
    ['minimumDurationMinutes', { minimumDurationMinutes: 0 }],
    ['minimumDurationMinutes', { minimumDurationMinutes: 120, maximumDurationMinutes: 60 }],
    ['minimumDurationMinutes', { minimumDurationMinutes: 43_201 }],
    ['maximumDurationMinutes', { maximumDurationMinutes: 527_041 }],
    ['maximumDurationMinutes', { maximumDurationMinutes: 0 }],
    ['slotMinutes', { slotMinutes: 0 }],
    ['slotMinutes', { slotMinutes: 7 }],
    ['slotMinutes', { slotMinutes: 2880 }],
    ['bufferBeforeMinutes', { bufferBeforeMinutes: -1 }],
    ['bufferAfterMinutes', { bufferAfterMinutes: 10_081 }],
  ])('refuse a %s that cannot be, and name it', async (field, given) => {
    const refusal = { __typename: 'InvalidInput', code: 'INVALID_INPUT', field: `timeRules.${field}` };
    const create = { shopId: scene.shop, name: 'Hall', soldBy: 'PERIOD', timeRules: given };
    expect(await scene.mutate(CREATE_PRODUCT, create)).toMatchObject(refusal);
    const { id } = await scene.product([], { soldBy: 'PERIOD' });
    expect(await scene.mutate(UPDATE, { productId: id, expectedVersion: 1, timeRules: given })).toMatchObject(refusal);
    expect(await timeRules(id)).toEqual(DEFAULTS);
  });

  test('are judged with those that stay', async () => {
    const { id } = await scene.product([], { soldBy: 'PERIOD', timeRules: { maximumDurationMinutes: 60 } });
    const change = { productId: id, expectedVersion: 1, timeRules: { minimumDurationMinutes: 61 } };
    expect(await scene.mutate(UPDATE, change)).toMatchObject({ field: 'timeRules.minimumDurationMinutes' });
  });
});

describe('availability', () => {
  test('shows when enough is free, with buffers, and tells of holds only while they last', async () => {
    const product = await scene.product([{ name: 'Bike', initialStock: 2 }], {
      soldBy: 'PERIOD',
      timeRules: { bufferBeforeMinutes: 30, bufferAfterMinutes: 60 },
    });
    const [key = ''] = product.variantIds;
    const id = scene.variant(key);
    const { data } = await ask(id);
    expect(data.availability).toEqual({
      to: moment(24),
      variant: { id, name: 'Bike' },
      windows: [{ start: moment(0), end: moment(24), available: 2 }],
    });
    const period = { start: moment(10), end: moment(12) };
    const orderId = randomId();
    const held = await scene.hold(orderId, [{ variantId: key, quantity: 1, period }]);
    expect(held).toMatchObject({ outcome: 'HELD' });
    expect(await windows(id)).toEqual([{ start: moment(0), end: moment(24), available: 1 }]);
    expect(await windows(id, { quantity: 2 })).toEqual([
      { start: moment(0), end: moment(8.5), available: 2 },
      { start: moment(13.5), end: moment(24), available: 2 },
    ]);
    expect(await windows(id, { quantity: 3 })).toEqual([]);
    // A window is true to its word, to the minute.
    const two = (start: string, end: string) =>
      scene.hold(randomId(), [{ variantId: key, quantity: 2, period: { start, end } }]);
    expect(await two(moment(13.5 - 1 / 60), moment(14))).toMatchObject({
      outcome: 'REFUSED',
      refusals: [
        {
          reason: 'PERIOD_CONFLICT',
          requested: 2,
          available: 1,
          nextFreeWindow: { start: moment(13.5), end: moment(14 + 1 / 60) },
        },
      ],
    });
    expect(await two(moment(13.5), moment(14))).toMatchObject({ outcome: 'HELD' });
    scene.letHoldsLapse();
    expect(await windows(id, { quantity: 2 })).toEqual([{ start: moment(0), end: moment(24), available: 2 }]);
  });

  test('begins when it can still be ordered', async () => {
    const notice = 60;
    const product = await scene.product([{ initialStock: 1 }], {
      soldBy: 'PERIOD',
      timeRules: { minimumNoticeMinutes: notice },
    });
    const id = scene.variant(product.variantIds[0] ?? '');
    const now = scene.clock.now().getTime();
    const from = new Date(now - DAY_MS).toISOString();
    const first = new Date(now + notice * 60_000).toISOString();
    expect(await windows(id, { from })).toEqual([{ start: first, end: moment(24), available: 1 }]);
    expect(await windows(id, { from, to: new Date(now).toISOString() })).toEqual([]);
  });

  test('of one unit is that of no other', async () => {
    const product = await scene.product([{}], { soldBy: 'PERIOD', tracksUnits: true });
    const [key = ''] = product.variantIds;
    const registered = await scene.mutate(
      `mutation ($input: RegisterUnitsInput!) { registerUnits(input: $input) { __typename
         ... on UnitsRegistered { units { id label } } ... on Failure { message } } }`,
      { variantId: scene.variant(key), units: [{ label: 'A' }, { label: 'B' }] },
    );
    const [one, two] = (registered.units as { id: string }[]).map(({ id }) => id) as [string, string];
    const unitId = unitIds.decode(one)?.key ?? '';
    const period = { start: moment(10), end: moment(12) };
    const wanted = { variantId: key, quantity: 1, unitIds: [unitId], period };
    expect(await scene.hold(randomId(), [wanted])).toMatchObject({ outcome: 'HELD' });
    const id = scene.variant(key);
    const whole = { start: moment(0), end: moment(24), available: 1 };
    const around = [
      { ...whole, end: moment(10) },
      { ...whole, start: moment(12) },
    ];
    expect(await windows(id, { unit: one })).toEqual(around);
    expect(await windows(id, { unit: two })).toEqual([whole]);
    expect(await windows(id)).toEqual([whole]);
    expect(await windows(id, { quantity: 2 })).toEqual(around.map((window) => ({ ...window, available: 2 })));
    const [otherKey = ''] = (await scene.product([{}], { soldBy: 'PERIOD', tracksUnits: true })).variantIds;
    for (const unit of [
      'uni_nonsense',
      'nonsense',
      id,
      unitIds.encode(scene.shopId, randomId()),
      unitIds.encode(randomId(), unitId),
    ]) {
      expect((await ask(id, { unit })).data).toEqual({ availability: null });
    }
    expect((await ask(scene.variant(otherKey), { unit: one })).data).toEqual({ availability: null });
  });

  test('is null for what is not, is not let by period, or is archived', async () => {
    const { shopId } = scene.subgraph.users.addShop();
    const product = await scene.product([{ initialStock: 1 }], { soldBy: 'PERIOD' });
    const [key = ''] = product.variantIds;
    const piece = await scene.product([{ initialStock: 1 }]);
    const show = await scene.product([{}], { soldBy: 'PERFORMANCE' });
    for (const id of [
      'var_nonsense',
      product.id,
      shopIds.encode(shopId),
      scene.variant(randomId()),
      variantIds.encode(shopId, key),
      scene.variant(piece.variantIds[0] ?? ''),
      scene.variant(show.variantIds[0] ?? ''),
    ]) {
      expect((await ask(id)).data).toEqual({ availability: null });
    }
    expect(await windows(scene.variant(key))).toHaveLength(1);
    await scene.mutate('mutation ($input: ArchiveProductInput!) { archiveProduct(input: $input) { __typename } }', {
      productId: product.id,
      expectedVersion: 1,
    });
    expect((await ask(scene.variant(key))).data).toEqual({ availability: null });
  });

  test('refuses ranges and quantities that cannot be', async () => {
    const { variantIds: keys } = await scene.product([{ initialStock: 1 }], { soldBy: 'PERIOD' });
    const id = scene.variant(keys[0] ?? '');
    for (const bad of [
      { to: moment(0) },
      { to: moment(-1) },
      { to: new Date(midnight + 92 * DAY_MS + 1).toISOString() },
      { from: '1999-12-31T00:00:00Z', to: '2000-01-02T00:00:00Z' },
      { from: '2199-12-31T00:00:00Z', to: '2200-01-02T00:00:00Z' },
      { quantity: 0 },
      { quantity: -1 },
      { quantity: 1.5 },
      { quantity: 2 ** 31 },
      { quantity: 10_001 },
      { from: 'tomorrow' },
    ]) {
      const { errors } = await ask(id, bad);
      expect({ bad, code: errors?.[0]?.extensions.code }).toEqual({ bad, code: 'BAD_USER_INPUT' });
    }
    expect(await windows(id, { to: new Date(midnight + 92 * DAY_MS).toISOString() })).toHaveLength(1);
  });

  test('of very many windows shows a thousand, and says from where to go on', async () => {
    const { variantIds: keys } = await scene.product([{ initialStock: 1 }], { soldBy: 'PERIOD' });
    const [key = ''] = keys;
    await scene.subgraph.kit.database.query(
      `INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price, currency, state,
                               expires_at, period_start, period_end, busy, created_at, updated_at)
       SELECT s.shop_id, gen_random_uuid(), gen_random_uuid(), s.pool_id, s.variant_id, s.product_id, 1, 100, 'JPY', 'CONFIRMED', b,
              b, b + interval '30 minutes', tstzrange(b, b + interval '30 minutes'), b, b
         FROM stock_pool s CROSS JOIN generate_series(0, 1199) n CROSS JOIN LATERAL (SELECT $3::timestamptz + n * interval '1 hour' AS b) t
        WHERE s.shop_id = $1 AND s.pool_id = $2`,
      [scene.shopId, key, moment(0)],
    );
    const id = scene.variant(key);
    const to = moment(1200);
    const { data } = await ask(id, { to });
    expect(data.availability.windows).toHaveLength(1000);
    expect(data.availability.to).toBe(moment(1000.5));
    const rest = await ask(id, { from: data.availability.to, to });
    expect(rest.data.availability.windows).toHaveLength(200);
    expect(rest.data.availability.to).toBe(to);
  });
});
