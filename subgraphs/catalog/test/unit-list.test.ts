import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { unitIds, variantIds } from '../src/ids.ts';
import { CatalogScene } from './catalog-scene.ts';
import { REGISTER, RETIRE, UNIT } from './seat-operations.ts';

let scene: CatalogScene;
let listed: Uuid;
let variantId: string;

beforeAll(async () => {
  scene = await CatalogScene.open();
  const product = await scene.product([{}], { tracksUnits: true, soldBy: 'PERIOD' });
  listed = product.variantIds[0] ?? '';
  variantId = scene.variant(listed);
});

afterAll(() => scene.close());

const register = (units: readonly object[]) => scene.mutate(REGISTER, { variantId, units });

const LIST = `query ($variantId: ID!, $performanceId: ID, $filter: StockUnitFilter, $sort: StockUnitSort! = LABEL, $first: Int, $after: String) {
  stockUnits(variantId: $variantId, performanceId: $performanceId, filter: $filter, sort: $sort, first: $first, after: $after) {
    nodes { ${UNIT} } pageInfo { hasNextPage endCursor } } }`;

async function list(variables: object, as?: Uuid): Promise<{ label: string; state: string; status: string }[]> {
  const { data, errors } = await scene.subgraph.query(LIST, { variantId, ...variables }, as ? { as } : {});
  if (errors) throw new Error(JSON.stringify(errors));
  return data.stockUnits.nodes as { label: string; state: string; status: string }[];
}

const labels = async (variables: object, as?: Uuid) => (await list(variables, as)).map(({ label }) => label);

describe('the list of units', () => {
  beforeAll(async () => {
    const station = (value: string) => [{ name: 'station', value }];
    await register([{ label: 'b', attributes: station('Mapo') }, { label: 'a' }]);
    scene.clock.advance(1000);
    await register([{ label: 'B%', attributes: station('Jongno') }]);
  });

  test('is by label or the latest first, page by page', async () => {
    expect(await labels({})).toEqual(['B%', 'a', 'b']);
    expect((await labels({ sort: 'NEWEST' }))[0]).toBe('B%');
    for (const sort of ['LABEL', 'NEWEST']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const answer = await scene.subgraph.query(LIST, { variantId, sort, first: 1, after });
        seen.push(...(answer.data.stockUnits.nodes as { label: string }[]).map(({ label }) => label));
        after = answer.data.stockUnits.pageInfo.hasNextPage ? answer.data.stockUnits.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(await labels({ sort }));
    }
  });

  test('can be narrowed by text, attribute and status', async () => {
    expect(await labels({ filter: { text: 'B' } })).toEqual(['B%', 'b']);
    expect(await labels({ filter: { text: '%' } })).toEqual(['B%']);
    expect(await labels({ filter: { attribute: { name: 'station', value: 'Mapo' } } })).toEqual(['b']);
    expect(await labels({ filter: { attribute: { name: 'colour', value: 'Mapo' } } })).toEqual([]);
    expect(await labels({ filter: { status: 'RETIRED' } }, scene.owner)).toEqual([]);
  });

  test('shows strangers what is in use only', async () => {
    const { units } = await register([{ label: 'z' }]);
    await scene.mutate(RETIRE, { unitId: units[0].id, expectedVersion: 1 });
    expect(await labels({})).not.toContain('z');
    expect(await labels({ filter: { status: 'RETIRED' } }, scene.stranger)).toEqual([]);
    expect(await labels({ filter: { status: 'RETIRED' } }, scene.staff)).toEqual(['z']);
    expect(await labels({}, scene.staff)).toContain('z');
  });

  test('can be narrowed to those that are free for a time, and tells how each stands now', async () => {
    const base = Math.ceil(scene.clock.now().getTime() / 60_000) * 60_000;
    const at = (minutes: number) => new Date(base + minutes * 60_000).toISOString();
    const goTo = (minutes: number) => {
      scene.clock.advance(base + minutes * 60_000 - scene.clock.now().getTime());
    };
    const [unit] = (await list({ filter: { text: 'a' } })) as unknown as [{ id: string }];
    const line = { variantId: listed, quantity: 1, unitIds: [unitIds.decode(unit.id)?.key ?? ''] };
    const held = await scene.hold(randomId(), [{ ...line, period: { start: at(120), end: at(240) } }]);
    expect(held).toMatchObject({ outcome: 'HELD' });
    const free = (from: number, to: number) => labels({ filter: { freeFrom: at(from), freeTo: at(to), text: 'a' } });
    expect(await free(60, 120)).toEqual(['a']);
    expect(await free(60, 121)).toEqual([]);
    expect(await free(240, 300)).toEqual(['a']);
    scene.letHoldsLapse();
    expect(await free(60, 180)).toEqual(['a']);
    const orderId = randomId();
    const soon = { ...line, period: { start: at(3), end: at(60) } };
    expect(await scene.hold(orderId, [soon], { seconds: 600 })).toMatchObject({ outcome: 'HELD' });
    const state = async () => (await list({ filter: { text: 'a' } }))[0]?.state;
    expect(await state()).toBe('AVAILABLE');
    goTo(4);
    expect(await state()).toBe('HELD');
    await scene.confirm(orderId);
    expect(await state()).toBe('TAKEN');
    goTo(61);
    expect(await state()).toBe('AVAILABLE');
  });

  test('refuses what cannot be', async () => {
    const now = scene.clock.now().toISOString();
    for (const variables of [
      { filter: { text: '' } },
      { filter: { freeFrom: now } },
      { filter: { freeTo: now } },
      { filter: { freeFrom: now, freeTo: now } },
      { filter: { attribute: { name: '', value: 'x' } } },
      { first: 0 },
      { first: 101 },
      { after: 'x' },
      { after: Buffer.from('["stockUnits LABEL",1,"x"]').toString('base64url') },
    ]) {
      const { errors } = await scene.subgraph.query(LIST, { variantId, ...variables });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  test('of what is not there, or is another shop’s, is empty', async () => {
    const renamed = variantIds.encode(randomId(), listed);
    for (const none of [renamed, 'nonsense', scene.shop]) expect(await labels({ variantId: none })).toEqual([]);
    for (const none of ['nonsense', variantId]) expect(await labels({ performanceId: none })).toEqual([]);
  });
});
