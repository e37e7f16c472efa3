import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { seatPlanIds } from '../src/ids.ts';
import { CatalogScene } from './catalog-scene.ts';
import {
  ARCHIVE_PLAN,
  CREATE_PERFORMANCE,
  CREATE_PLAN,
  DELETE_PLAN,
  openHouse,
  RESTORE_PLAN,
  seatMapOf,
  seatsOf,
  section,
  UPDATE_PLAN,
} from './seat-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const create = (sections: readonly object[], more: object = {}, as?: Uuid) =>
  scene.mutate(CREATE_PLAN, { shopId: scene.shop, name: 'Hall', sections, ...more }, as);

const small = [section('1F', 'A', 'B', 4, 'R')];

describe('a seat plan', () => {
  test('is created from a compact description', async () => {
    const input = [
      section('1F', 'A', 'E', 50, 'R'),
      section('1F', 'F', 'T', 50, 'S'),
      { name: '2F', rowNames: ['Box', '1'], firstSeat: 101, seatsPerRow: 3, tier: 'A' },
    ];
    const created = await create(input, { name: ' Charlotte ', idempotencyKey: 'hall' }, scene.staff);
    expect(created).toMatchObject({
      __typename: 'SeatPlan',
      name: 'Charlotte',
      tiers: ['R', 'S', 'A'],
      seatCount: 1006,
      version: 1,
      archivedAt: null,
      shop: { id: scene.shop },
    });
    expect(created.sections).toMatchObject([
      { name: '1F', rows: ['A', 'B', 'C', 'D', 'E'], firstSeat: 1, seatsPerRow: 50, tier: 'R' },
      { name: '1F', tier: 'S' },
      { name: '2F', rows: ['Box', '1'], firstSeat: 101, seatsPerRow: 3 },
    ]);
    expect(await create(input, { name: ' Charlotte ', idempotencyKey: 'hall' }, scene.staff)).toEqual(created);
    expect(await create(small, { idempotencyKey: 'hall' }, scene.staff)).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
  });

  test('may have rows by number, and one row in several parts', async () => {
    const parts = [{ ...section('1F', '9', '11', 10, 'R') }, { ...section('1F', '9', '11', 10, 'S'), firstSeat: 11 }];
    expect(await create(parts)).toMatchObject({
      seatCount: 60,
      sections: [{ rows: ['9', '10', '11'] }, { firstSeat: 11 }],
    });
  });

  test('of 20,000 seats is the largest', async () => {
    const most = [section('1F', '1', '40', 500, 'R')];
    expect(await create(most)).toMatchObject({ seatCount: 20_000 });
    expect(await create([...most, section('2F', 'A', 'A', 1, 'R')])).toMatchObject({
      __typename: 'InvalidInput',
      field: 'sections',
    });
  });

  test('takes no nonsense', async () => {
    const one = section('1F', 'A', 'B', 4, 'R');
    const rows = (from: string, to: string) => [{ ...one, rows: { from, to } }];
    for (const [sections, field] of [
      [[], 'sections'],
      [Array.from({ length: 501 }, (_, n) => section(`s${n}`, 'A', 'A', 1, 'R')), 'sections'],
      [rows('T', 'A'), 'sections.0.rows'],
      [rows('20', '1'), 'sections.0.rows'],
      [rows('A', '20'), 'sections.0.rows'],
      [rows('a', 'Z'), 'sections.0.rows'],
      [rows('AA', 'AC'), 'sections.0.rows'],
      [rows('', ''), 'sections.0.rows'],
      [rows('0', '5'), 'sections.0.rows'],
      [rows('1', '501'), 'sections.0.rows'],
      [[{ ...one, rows: null }], 'sections.0.rows'],
      [[{ ...one, rowNames: ['A'] }], 'sections.0.rows'],
      [[{ ...one, rows: null, rowNames: [] }], 'sections.0.rowNames'],
      [[{ ...one, rows: null, rowNames: ['A', ''] }], 'sections.0.rowNames.1'],
      [[{ ...one, rows: null, rowNames: ['A', 'A'] }], 'sections.0'],
      [[{ ...one, seatsPerRow: 0 }], 'sections.0.seatsPerRow'],
      [[{ ...one, seatsPerRow: 501 }], 'sections.0.seatsPerRow'],
      [[{ ...one, seatsPerRow: -1 }], 'sections.0.seatsPerRow'],
      [[{ ...one, firstSeat: 0 }], 'sections.0.firstSeat'],
      [[{ ...one, name: '' }], 'sections.0.name'],
      [[{ ...one, tier: ' ' }], 'sections.0.tier'],
      [[one, section(' 1F', 'B', 'C', 2, 'S')], 'sections.1'],
      [[one, { ...section('1F', 'A', 'A', 2, 'S'), firstSeat: 4 }], 'sections.1'],
    ] as const) {
      expect(await create(sections)).toMatchObject({ __typename: 'InvalidInput', field });
    }
    expect(await create(small, { name: '' })).toMatchObject({ __typename: 'InvalidInput', field: 'name' });
    const { errors } = await scene.subgraph.query(
      CREATE_PLAN,
      { input: { shopId: scene.shop, name: 'x', sections: [{ ...one, seatsPerRow: 2 ** 31 }] } },
      { as: scene.owner },
    );
    expect(errors).toBeDefined();
  });

  test('changes for performances to come only', async () => {
    const { planId, performance } = await openHouse(scene, small);
    const wider = [section('1F', 'A', 'A', 9, 'R')];
    const input = { seatPlanId: planId, expectedVersion: 1 };
    expect(await scene.mutate(UPDATE_PLAN, { ...input, sections: [section('x', 'B', 'A', 1, 'R')] })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'sections.0.rows',
    });
    expect(await scene.mutate(UPDATE_PLAN, { ...input, name: 'Wide', sections: wider })).toMatchObject({
      name: 'Wide',
      seatCount: 9,
      version: 2,
    });
    expect(await scene.mutate(UPDATE_PLAN, { ...input, name: 'Late' })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(seatsOf(await seatMapOf(scene, performance))).toHaveLength(8);
  });

  test('is archived and put back; a new performance cannot have an archived one', async () => {
    const { planId, productId, variantIds } = await openHouse(scene, small);
    const archived = await scene.mutate(ARCHIVE_PLAN, { seatPlanId: planId, expectedVersion: 1 });
    expect(archived).toMatchObject({ version: 2, archivedAt: scene.clock.now().toISOString() });
    expect(await scene.mutate(ARCHIVE_PLAN, { seatPlanId: planId, expectedVersion: 2 })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'ARCHIVED',
      to: 'ARCHIVED',
      allowed: ['CURRENT'],
    });
    expect(
      await scene.mutate(CREATE_PERFORMANCE, {
        productId,
        seatPlanId: planId,
        tiers: [{ tier: 'R', variantId: scene.variant(variantIds[0] ?? '') }],
        startsAt: '2027-01-01T10:00:00Z',
        endsAt: '2027-01-01T12:00:00Z',
      }),
    ).toMatchObject({ __typename: 'InvalidInput', field: 'seatPlanId' });
    expect(await scene.mutate(RESTORE_PLAN, { seatPlanId: planId, expectedVersion: 1 })).toMatchObject({
      __typename: 'VersionConflict',
    });
    expect(await scene.mutate(RESTORE_PLAN, { seatPlanId: planId, expectedVersion: 2 })).toMatchObject({
      version: 3,
      archivedAt: null,
    });
  });

  test('is deleted unless performances name it', async () => {
    const { planId } = await openHouse(scene, small);
    expect(await scene.mutate(DELETE_PLAN, { seatPlanId: planId, expectedVersion: 1 })).toMatchObject({
      __typename: 'SeatPlanInUse',
      seatPlanId: planId,
      performanceCount: 1,
    });
    const { id } = await create(small);
    expect(await scene.mutate(DELETE_PLAN, { seatPlanId: id, expectedVersion: 2 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 1,
    });
    const input = { seatPlanId: id, expectedVersion: 1, idempotencyKey: 'gone' };
    expect(await scene.mutate(DELETE_PLAN, input)).toEqual({ __typename: 'SeatPlanDeleted', id });
    expect(await scene.mutate(DELETE_PLAN, input)).toEqual({ __typename: 'SeatPlanDeleted', id });
    expect(await scene.mutate(DELETE_PLAN, { seatPlanId: id, expectedVersion: 1 })).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

describe('the list of seat plans', () => {
  const LIST = `query ($shopId: ID!, $archived: Boolean! = false, $first: Int, $after: String) {
    seatPlans(shopId: $shopId, archived: $archived, first: $first, after: $after) {
      nodes { id name } pageInfo { hasNextPage endCursor } } }`;

  test('is by name, page by page, and without those that are archived unless asked for', async () => {
    const owner = randomId();
    const shopId = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner }).shopId);
    for (const name of ['b', 'A', 'c', 'd']) {
      const { id } = await create(small, { shopId, name }, owner);
      if (name === 'd') await scene.mutate(ARCHIVE_PLAN, { seatPlanId: id, expectedVersion: 1 }, owner);
    }
    const names = async (archived: boolean) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { data } = await scene.subgraph.query(LIST, { shopId, archived, first: 1, after }, { as: owner });
        seen.push(...(data.seatPlans.nodes as { name: string }[]).map(({ name }) => name));
        after = data.seatPlans.pageInfo.hasNextPage ? data.seatPlans.pageInfo.endCursor : null;
      } while (after !== null);
      return seen;
    };
    expect(await names(false)).toEqual(['A', 'b', 'c']);
    expect(await names(true)).toEqual(['A', 'b', 'c', 'd']);
  });

  test('is for the shop’s staff only, and takes no foreign cursor', async () => {
    for (const shopId of [scene.shop, shopIds.encode(randomId()), 'nonsense']) {
      const { data } = await scene.subgraph.query(LIST, { shopId }, { as: scene.stranger });
      expect(data.seatPlans).toBeNull();
    }
    const { errors } = await scene.subgraph.query(LIST, { shopId: scene.shop, after: 'x' }, { as: scene.owner });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('seat plans of another shop are not there', async () => {
  const { id } = await create(small);
  const foreigner = randomId();
  const foreign = scene.subgraph.users.addShop({ ownerId: foreigner });
  const renamed = seatPlanIds.encode(foreign.shopId, seatPlanIds.decode(id as string)?.key ?? '');
  for (const seatPlanId of [id, renamed, scene.shop, 'nonsense']) {
    for (const document of [UPDATE_PLAN, ARCHIVE_PLAN, RESTORE_PLAN, DELETE_PLAN]) {
      expect(await scene.mutate(document, { seatPlanId, expectedVersion: 1 }, foreigner)).toMatchObject({
        __typename: 'NotFound',
        code: 'NOT_FOUND',
        id: seatPlanId,
      });
    }
  }
  expect(await create(small, {}, foreigner)).toMatchObject({ __typename: 'NotFound', id: scene.shop });
  const ONE = 'query ($id: ID!) { seatPlan(id: $id) { name } }';
  for (const as of [foreigner, scene.stranger]) {
    expect((await scene.subgraph.query(ONE, { id }, { as })).data).toEqual({ seatPlan: null });
  }
  expect((await scene.subgraph.query(ONE, { id }, { as: scene.staff })).data).toEqual({ seatPlan: { name: 'Hall' } });
  expect((await scene.subgraph.query(ONE, { id: renamed }, { as: foreigner })).data).toEqual({ seatPlan: null });
});
