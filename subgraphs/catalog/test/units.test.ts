import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { unitIds, variantIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { REGISTER, REINSTATE, RETIRE, UPDATE_UNIT } from './seat-operations.ts';

let scene: CatalogScene;
let variantId: Uuid;
let variant: string;

beforeAll(async () => {
  scene = await CatalogScene.open();
  [variantId, variant] = await bikes();
});

afterAll(() => scene.close());

async function bikes(more: object = {}): Promise<[Uuid, string]> {
  const product = await scene.product([{ name: 'City bike' }], { tracksUnits: true, soldBy: 'PERIOD', ...more });
  const key = product.variantIds[0] ?? '';
  return [key, scene.variant(key)];
}

const register = (units: readonly object[], more: object = {}, as?: Uuid) =>
  scene.mutate(REGISTER, { variantId: variant, units, ...more }, as);

async function registered(label: string, more: object = {}): Promise<{ id: string; unitId: Uuid }> {
  const { units } = await register([{ label }], more);
  return { id: units[0].id as string, unitId: unitIds.decode(units[0].id as string)?.key ?? '' };
}

describe('units', () => {
  test('are registered all at once, counted, and written into the journal', async () => {
    const station = [{ name: 'station', value: 'Yeouido' }];
    const done = await register(
      [{ label: ' SPB-001 ', attributes: station }, { label: 'SPB-002' }],
      { idempotencyKey: 'first' },
      scene.staff,
    );
    expect(done).toMatchObject({
      __typename: 'UnitsRegistered',
      variant: { id: variant, onHand: 2 },
      units: [
        { label: 'SPB-001', attributes: station, status: 'ACTIVE', state: 'AVAILABLE', version: 1, section: null },
        { label: 'SPB-002', attributes: [], performance: null, variant: { id: variant } },
      ],
    });
    const again = await register(
      [{ label: ' SPB-001 ', attributes: station }, { label: 'SPB-002' }],
      { idempotencyKey: 'first' },
      scene.staff,
    );
    expect(again).toEqual(done);
    expect(await register([{ label: 'SPB-003' }], { idempotencyKey: 'first' }, scene.staff)).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    const { data } = await scene.subgraph.query(
      'query ($id: ID!) { stockMovements(variantId: $id) { nodes { reason onHandDelta account { id } } } }',
      { id: variant },
      { as: scene.owner },
    );
    expect(data.stockMovements.nodes).toMatchObject([{ reason: 'REGISTERED', onHandDelta: 2 }]);
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('of a taken label, or of one label twice, are none of them registered', async () => {
    await register([{ label: 'T-1' }]);
    const before = (await scene.stock(variantId)).onHand;
    expect(await register([{ label: 'T-2' }, { label: 'T-1' }])).toMatchObject({
      __typename: 'LabelTaken',
      code: 'LABEL_TAKEN',
      label: 'T-1',
    });
    expect(await register([{ label: 'T-3' }, { label: ' T-3' }])).toMatchObject({
      __typename: 'LabelTaken',
      label: 'T-3',
    });
    expect((await scene.stock(variantId)).onHand).toBe(before);
    const [, other] = await bikes();
    expect(await register([{ label: 'T-1' }], { variantId: other })).toMatchObject({ __typename: 'UnitsRegistered' });
  });

  test('of one label by two at once are registered once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, async () => (await register([{ label: 'race' }])).__typename as string),
    );
    expect(outcomes.toSorted()).toEqual([...Array<string>(7).fill('LabelTaken'), 'UnitsRegistered']);
  });

  test('belong to variants of products that track units only', async () => {
    const { variantIds: counted } = await scene.product([{}]);
    const { variantIds: played } = await scene.product([{}], { soldBy: 'PERFORMANCE' });
    for (const key of [counted[0], played[0]]) {
      expect(await register([{ label: 'x' }], { variantId: scene.variant(key ?? '') })).toMatchObject({
        __typename: 'InvalidInput',
        field: 'variantId',
      });
    }
  });

  test('take no nonsense', async () => {
    const many = Array.from({ length: 501 }, (_, index) => ({ label: `m${index}` }));
    const attribute = (name: string, value: string) => ({ label: 'a', attributes: [{ name, value }] });
    for (const [units, field] of [
      [[], 'units'],
      [many, 'units'],
      [[{ label: '' }], 'units.0.label'],
      [[{ label: 'ok' }, { label: 'x'.repeat(101) }], 'units.1.label'],
      [[{ label: 'a\0b' }], 'units.0.label'],
      [[attribute('', 'x')], 'units.0.attributes.0.name'],
      [[attribute('x', '')], 'units.0.attributes.0.value'],
      [
        [{ label: 'a', attributes: [attribute('x', 'y').attributes[0], { name: 'x ', value: 'z' }] }],
        'units.0.attributes.1.name',
      ],
      [
        [{ label: 'a', attributes: Array.from({ length: 21 }, (_, n) => ({ name: `${n}`, value: 'v' })) }],
        'units.0.attributes',
      ],
    ] as const) {
      expect(await register(units)).toMatchObject({ __typename: 'InvalidInput', field });
    }
    expect(await register([{ label: 'x' }], { idempotencyKey: '' })).toMatchObject({ field: 'idempotencyKey' });
  });

  test('change their label and what is known of them, at the version that was seen', async () => {
    const { id } = await registered('U-1', {
      units: [{ label: 'U-1', attributes: [{ name: 'station', value: 'A' }] }],
    });
    const moved = await scene.mutate(UPDATE_UNIT, {
      unitId: id,
      expectedVersion: 1,
      attributes: [{ name: 'station', value: 'B' }],
    });
    expect(moved).toMatchObject({ label: 'U-1', attributes: [{ name: 'station', value: 'B' }], version: 2 });
    expect(await scene.mutate(UPDATE_UNIT, { unitId: id, expectedVersion: 1, label: 'U-9' })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(await scene.mutate(UPDATE_UNIT, { unitId: id, expectedVersion: 2, label: 'U-2' })).toMatchObject({
      label: 'U-2',
      attributes: [{ name: 'station', value: 'B' }],
      version: 3,
    });
    await register([{ label: 'U-3' }]);
    expect(await scene.mutate(UPDATE_UNIT, { unitId: id, expectedVersion: 3, label: 'U-3' })).toMatchObject({
      __typename: 'LabelTaken',
      label: 'U-3',
    });
    expect(await scene.mutate(UPDATE_UNIT, { unitId: id, expectedVersion: 3, label: ' ' })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'label',
    });
  });

  test('go out of use and back, and are counted accordingly', async () => {
    const { id } = await registered('R-1');
    const before = (await scene.stock(variantId)).onHand;
    expect(await scene.mutate(RETIRE, { unitId: id, expectedVersion: 1, idempotencyKey: 'retire' })).toMatchObject({
      status: 'RETIRED',
      state: 'RETIRED',
      version: 2,
    });
    expect(await scene.mutate(RETIRE, { unitId: id, expectedVersion: 1, idempotencyKey: 'retire' })).toMatchObject({
      status: 'RETIRED',
    });
    expect((await scene.stock(variantId)).onHand).toBe(before - 1);
    expect(await scene.mutate(RETIRE, { unitId: id, expectedVersion: 1 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(await scene.mutate(RETIRE, { unitId: id, expectedVersion: 2 })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'RETIRED',
      to: 'RETIRED',
      allowed: ['ACTIVE'],
    });
    expect(await scene.mutate(REINSTATE, { unitId: id, expectedVersion: 2 })).toMatchObject({
      status: 'ACTIVE',
      version: 3,
    });
    expect((await scene.stock(variantId)).onHand).toBe(before);
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('that somebody has, or will have, stay in use; a lapsed hold keeps none', async () => {
    const { id, unitId } = await registered('R-2');
    const at = (hours: number) => new Date(scene.clock.now().getTime() + hours * 3_600_000).toISOString();
    const orderId = randomId();
    const held = await scene.hold(orderId, [
      { variantId, quantity: 1, unitIds: [unitId], period: { start: at(24), end: at(26) } },
    ]);
    expect(held.outcome).toBe('HELD');
    expect(await scene.mutate(RETIRE, { unitId: id, expectedVersion: 1 })).toMatchObject({
      __typename: 'UnitInUse',
      unitId: id,
      retryable: true,
    });
    scene.letHoldsLapse();
    expect(await scene.mutate(RETIRE, { unitId: id, expectedVersion: 1 })).toMatchObject({ status: 'RETIRED' });
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
    expect(await scene.confirm(orderId)).toMatchObject([{ outcome: 'GONE' }]);
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });
});

describe('units of another shop', () => {
  test('are not there', async () => {
    const { id } = await registered('mine');
    const foreigner = randomId();
    const foreign = scene.subgraph.users.addShop({ ownerId: foreigner });
    const missing = variantIds.encode(foreign.shopId, variantId);
    const nobody = { __typename: 'NotFound', code: 'NOT_FOUND' };
    for (const as of [foreigner, scene.stranger]) {
      expect(await register([{ label: 'x' }], {}, as)).toMatchObject({ ...nobody, id: variant });
      for (const document of [UPDATE_UNIT, RETIRE, REINSTATE]) {
        expect(await scene.mutate(document, { unitId: id, expectedVersion: 1 }, as)).toMatchObject({ ...nobody, id });
      }
    }
    // A unit that exists, under the name of a shop of one's own.
    const renamed = unitIds.encode(foreign.shopId, unitIds.decode(id)?.key ?? '');
    for (const unitId of [renamed, variant, 'uni_', 'nonsense']) {
      for (const document of [UPDATE_UNIT, RETIRE, REINSTATE]) {
        expect(await scene.mutate(document, { unitId, expectedVersion: 1 }, foreigner)).toMatchObject({
          ...nobody,
          id: unitId,
        });
      }
    }
    expect(await register([{ label: 'x' }], { variantId: missing }, foreigner)).toMatchObject({
      ...nobody,
      id: missing,
    });

    const { data } = await scene.subgraph.query(
      'query ($a: ID!, $b: ID!) { a: stockUnit(id: $a) { label } b: stockUnit(id: $b) { label } }',
      { a: id, b: renamed },
    );
    expect(data).toEqual({ a: { label: 'mine' }, b: null });
  });

  test('a unit is found by other subgraphs, too', async () => {
    const { id } = await registered('entity');
    const { data } = await scene.subgraph.query(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on StockUnit { label state } } }`,
      { representations: [id, 'uni_nonsense'].map((one) => ({ __typename: 'StockUnit', id: one })) },
    );
    expect(data._entities).toEqual([{ label: 'entity', state: 'AVAILABLE' }, null]);
  });

  test('changing needs somebody who is logged in', async () => {
    const { errors } = await scene.subgraph.query(RETIRE, { input: { unitId: 'x', expectedVersion: 1 } });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
