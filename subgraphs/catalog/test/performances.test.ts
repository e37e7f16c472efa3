import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds, seatPlanIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import {
  CANCEL_PERFORMANCE,
  CREATE_PERFORMANCE,
  CREATE_PLAN,
  DELETE_PERFORMANCE,
  hoursFromNow,
  openHouse,
  PERFORMANCE,
  section,
  UPDATE_PERFORMANCE,
} from './seat-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const hall = [section('1F', 'A', 'B', 4, 'R'), section('1F', 'C', 'C', 4, 'S')];

interface Concert {
  readonly productId: string;
  readonly variantIds: readonly Uuid[];
  readonly times: { readonly startsAt: string; readonly endsAt: string };
  readonly stock: readonly { readonly variantId: string; readonly quantity: number }[];
}

/** A product whose performances have plain counts. */
async function concert(): Promise<Concert> {
  const product = await scene.product([{ name: 'Standing' }, { name: 'Balcony' }], { soldBy: 'PERFORMANCE' });
  return {
    productId: product.id,
    variantIds: product.variantIds,
    times: { startsAt: hoursFromNow(scene, 24), endsAt: hoursFromNow(scene, 26) },
    stock: product.variantIds.map((key, index) => ({ variantId: scene.variant(key), quantity: 10 * (index + 1) })),
  };
}

async function counted(more: object = {}): Promise<Concert & { id: string; performanceId: Uuid }> {
  const one = await concert();
  const created = await scene.mutate(CREATE_PERFORMANCE, {
    productId: one.productId,
    ...one.times,
    stock: one.stock,
    ...more,
  });
  if (created.__typename !== 'Performance') throw new Error(JSON.stringify(created));
  return { ...one, id: created.id, performanceId: performanceIds.decode(created.id as string)?.key ?? '' };
}

async function shown(id: string, as?: Uuid) {
  const { data } = await scene.subgraph.query(
    `query ($id: ID!) { performance(id: $id) { ${PERFORMANCE} } }`,
    { id },
    as ? { as } : {},
  );
  return data.performance;
}

describe('a performance', () => {
  test('gets a seat for each of its plan, counted by tier, once a key', async () => {
    const house = await openHouse(scene, hall, { name: ' Premiere ', saleFrom: hoursFromNow(scene, -1) });
    expect(await shown(house.performance, scene.staff)).toMatchObject({
      name: 'Premiere',
      status: 'SCHEDULED',
      version: 1,
      product: { id: house.productId },
      seatPlan: { id: house.planId },
      startsAt: hoursFromNow(scene, 24),
      saleUntil: null,
      pools: [
        { tier: 'R', available: 8, onHand: 8, variant: { name: 'R' } },
        { tier: 'S', available: 4, onHand: 4, variant: { name: 'S' } },
      ],
    });
    expect(await shown(house.performance)).toMatchObject({
      seatPlan: null,
      pools: [{ onHand: null }, { available: 4 }],
    });
    const { data } = await scene.subgraph.query(
      `query ($variantId: ID!, $performanceId: ID!, $own: ID!) {
         stockUnits(variantId: $variantId, performanceId: $performanceId) { nodes { label section row number performance { id } } }
         none: stockUnits(variantId: $own, performanceId: $performanceId) { nodes { label } }
         alone: stockUnits(variantId: $variantId) { nodes { label } } }`,
      {
        variantId: scene.variant(house.variantIds[1] ?? ''),
        own: scene.variant(randomId()),
        performanceId: house.performance,
      },
    );
    expect(data.stockUnits.nodes).toHaveLength(4);
    expect(data.stockUnits.nodes[0]).toEqual({
      label: '1F C-1',
      section: '1F',
      row: 'C',
      number: 1,
      performance: { id: house.performance },
    });
    expect([data.none.nodes, data.alone.nodes]).toEqual([[], []]);
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('without a plan has plain counts, and is created once a key', async () => {
    const one = await concert();
    const input = { productId: one.productId, ...one.times, stock: one.stock, idempotencyKey: 'tour' };
    const created = await scene.mutate(CREATE_PERFORMANCE, input, scene.staff);
    expect(created).toMatchObject({
      seatPlan: null,
      pools: [
        { tier: null, onHand: 10, variant: { name: 'Standing' } },
        { tier: null, onHand: 20 },
      ],
    });
    expect(await scene.mutate(CREATE_PERFORMANCE, input, scene.staff)).toEqual(created);
    expect(await scene.mutate(CREATE_PERFORMANCE, { ...input, name: 'x' }, scene.staff)).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    const held = await scene.hold(randomId(), [
      {
        variantId: one.variantIds[0] ?? '',
        quantity: 4,
        performanceId: performanceIds.decode(created.id as string)?.key ?? '',
      },
    ]);
    expect(held.outcome).toBe('HELD');
    expect(await shown(created.id as string)).toMatchObject({ pools: [{ available: 6 }, { available: 20 }] });
    scene.letHoldsLapse();
    expect(await shown(created.id as string)).toMatchObject({ pools: [{ available: 10 }, { available: 20 }] });
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('takes no nonsense', async () => {
    const { productId, times, stock } = await concert();
    const [first] = stock;
    const { id: planId } = await scene.mutate(CREATE_PLAN, { shopId: scene.shop, name: 'Hall', sections: hall });
    const seated = { stock: null, seatPlanId: planId };
    const tier = (name: string, variantId = first?.variantId) => ({ tier: name, variantId });
    for (const [more, field] of [
      [{ endsAt: times.startsAt }, 'endsAt'],
      [{ startsAt: '1999-12-31T23:59:59Z' }, 'startsAt'],
      [{ endsAt: '2200-01-01T00:00:00Z' }, 'endsAt'],
      [{ saleFrom: times.startsAt }, 'saleFrom'],
      [{ saleUntil: hoursFromNow(scene, 25) }, 'saleUntil'],
      [{ saleFrom: hoursFromNow(scene, 2), saleUntil: hoursFromNow(scene, 2) }, 'saleUntil'],
      [{ name: 'x'.repeat(201) }, 'name'],
      [{ stock: null }, 'stock'],
      [{ stock: [] }, 'stock'],
      [{ stock: [{ ...first, quantity: -1 }] }, 'stock.0.quantity'],
      [{ stock: [{ ...first, quantity: 1_000_001 }] }, 'stock.0.quantity'],
      [{ stock: [first, first] }, 'stock.1.variantId'],
      [{ tiers: [tier('R')] }, 'tiers'],
      [{ seatPlanId: planId }, 'stock'],
      [{ ...seated }, 'tiers'],
      [{ ...seated, tiers: [tier('R')] }, 'tiers'],
      [{ ...seated, tiers: [tier('R'), tier('X')] }, 'tiers.1.tier'],
      [{ ...seated, tiers: [tier('R'), tier('R')] }, 'tiers.1.tier'],
      [{ ...seated, tiers: [tier('R'), tier('S')] }, 'tiers.1.variantId'],
    ] as const) {
      const input = { productId, ...times, stock, ...more };
      expect([field, await scene.mutate(CREATE_PERFORMANCE, input)]).toMatchObject([
        field,
        { __typename: 'InvalidInput', field },
      ]);
    }
    const counts = await scene.product([{}]);
    const ofAnother = [{ variantId: scene.variant(counts.variantIds[0] ?? ''), quantity: 1 }];
    expect(await scene.mutate(CREATE_PERFORMANCE, { productId: counts.id, ...times, stock: ofAnother })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'productId',
    });
    expect(await scene.mutate(CREATE_PERFORMANCE, { productId, ...times, stock: ofAnother })).toMatchObject({
      __typename: 'NotFound',
      id: ofAnother[0]?.variantId,
    });
  });

  test('is moved to another time, at the version that was seen', async () => {
    const { id } = await counted({ saleFrom: hoursFromNow(scene, 1), name: 'Gala' });
    const input = { performanceId: id, expectedVersion: 1 };
    expect(await scene.mutate(UPDATE_PERFORMANCE, { ...input, startsAt: hoursFromNow(scene, 26) })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'endsAt',
    });
    expect(
      await scene.mutate(UPDATE_PERFORMANCE, {
        ...input,
        name: null,
        startsAt: hoursFromNow(scene, 48),
        endsAt: hoursFromNow(scene, 50),
        saleFrom: null,
        saleUntil: hoursFromNow(scene, 47),
        idempotencyKey: 'later',
      }),
    ).toMatchObject({ name: null, startsAt: hoursFromNow(scene, 48), saleFrom: null, version: 2 });
    expect(await scene.mutate(UPDATE_PERFORMANCE, { ...input, name: 'x' })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(
      await scene.mutate(UPDATE_PERFORMANCE, { ...input, expectedVersion: 2, name: 'x'.repeat(201) }),
    ).toMatchObject({ __typename: 'InvalidInput', field: 'name' });
  });

  test('that is called off cannot be ordered any more, and says so once', async () => {
    const { id, performanceId, variantIds, productId } = await counted();
    const line = { variantId: variantIds[0] ?? '', quantity: 1, performanceId };
    expect((await scene.hold(randomId(), [line])).outcome).toBe('HELD');
    const input = { performanceId: id, expectedVersion: 1, idempotencyKey: `off ${id}` };
    expect(await scene.mutate(CANCEL_PERFORMANCE, input)).toMatchObject({ status: 'CANCELLED', version: 2 });
    expect(await scene.mutate(CANCEL_PERFORMANCE, input)).toMatchObject({ status: 'CANCELLED', version: 2 });
    expect(await scene.hold(randomId(), [line])).toMatchObject({
      outcome: 'REFUSED',
      refusals: [{ reason: 'PERFORMANCE_NOT_FOUND', performanceId }],
    });
    for (const [document, more] of [
      [CANCEL_PERFORMANCE, {}],
      [UPDATE_PERFORMANCE, { name: 'Again' }],
    ] as const) {
      expect(await scene.mutate(document, { performanceId: id, expectedVersion: 2, ...more })).toMatchObject({
        __typename: 'InvalidStateTransition',
        from: 'CANCELLED',
        allowed: [],
      });
    }
    const events = (await scene.subgraph.emitted()).filter(({ type }) => type === 'PerformanceCancelled');
    expect(events).toMatchObject([{ aggregateId: performanceId, version: 2, data: { performanceId } }]);
    expect(productId).toBeDefined();
  });

  test('is deleted with all its seats as long as it was never ordered', async () => {
    const house = await openHouse(scene, hall);
    const input = { performanceId: house.performance, expectedVersion: 1, idempotencyKey: 'delete' };
    expect(
      await scene.mutate(DELETE_PERFORMANCE, { ...input, expectedVersion: 2, idempotencyKey: null }),
    ).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 1,
    });
    const gone = { __typename: 'PerformanceDeleted', id: house.performance };
    expect(await scene.mutate(DELETE_PERFORMANCE, input)).toEqual(gone);
    expect(await scene.mutate(DELETE_PERFORMANCE, input)).toEqual(gone);
    expect(await shown(house.performance)).toBeNull();
    expect(
      await scene.subgraph.kit.database.query('SELECT FROM stock_unit WHERE performance_id = $1', [
        house.performanceId,
      ]),
    ).toEqual([]);

    const ordered = await openHouse(scene, hall);
    const orderId = randomId();
    const line = { variantId: ordered.variantIds[0] ?? '', quantity: 1, performanceId: ordered.performanceId };
    expect((await scene.hold(orderId, [line])).outcome).toBe('HELD');
    await scene.release(orderId);
    expect(
      await scene.mutate(DELETE_PERFORMANCE, { performanceId: ordered.performance, expectedVersion: 1 }),
    ).toMatchObject({ __typename: 'PerformanceInUse', performanceId: ordered.performance });
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });
});

test('performances of another shop are not there', async () => {
  const { id, productId, times, stock } = await counted();
  const foreigner = randomId();
  const foreign = scene.subgraph.users.addShop({ ownerId: foreigner });
  const renamed = performanceIds.encode(foreign.shopId, performanceIds.decode(id)?.key ?? '');
  for (const performanceId of [id, renamed, productId, 'nonsense']) {
    for (const document of [UPDATE_PERFORMANCE, CANCEL_PERFORMANCE, DELETE_PERFORMANCE]) {
      expect(await scene.mutate(document, { performanceId, expectedVersion: 1 }, foreigner)).toMatchObject({
        __typename: 'NotFound',
        code: 'NOT_FOUND',
        id: performanceId,
      });
    }
  }
  expect(await shown(renamed)).toBeNull();
  expect(await scene.mutate(CREATE_PERFORMANCE, { productId, ...times, stock }, foreigner)).toMatchObject({
    __typename: 'NotFound',
    id: productId,
  });
  // What one shop's performance is made of cannot be another's.
  const plan = await scene.mutate(CREATE_PLAN, { shopId: scene.shop, name: 'Hall', sections: hall });
  const own = await scene.mutate(CREATE_PERFORMANCE, {
    productId,
    ...times,
    seatPlanId: seatPlanIds.encode(foreign.shopId, seatPlanIds.decode(plan.id as string)?.key ?? ''),
    tiers: [],
  });
  expect(own).toMatchObject({ __typename: 'NotFound' });
});
