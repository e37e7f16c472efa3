import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { variantIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

const IMPORT = `mutation ($input: ImportUnitsInput!) { importUnits(input: $input) { __typename
  ... on Failure { code } ... on NotFound { id } ... on InvalidInput { field }
  ... on ImportReport { dryRun rows created updated }
  ... on ImportRefused { rows problemCount problems { row column message } } } }`;

const load = (csv: string, more: object = {}, as = scene.owner) =>
  scene.mutate(IMPORT, { shopId: scene.shop, csv, ...more }, as);

/** A bike to be rented: its stock keeping units are these. */
async function bike(
  skus: readonly string[],
  more: object = { soldBy: 'PERIOD', tracksUnits: true },
): Promise<string[]> {
  const { variantIds: keys } = await scene.product(
    skus.map((sku) => ({ sku })),
    { name: 'Bike', ...more },
  );
  return keys.map((key) => scene.variant(key));
}

interface Unit {
  readonly id: string;
  readonly label: string;
  readonly version: number;
  readonly attributes: Record<string, string>;
}

async function unitsOf(variantId: string): Promise<Unit[]> {
  const { data, errors } = await scene.subgraph.query(
    `query ($variantId: ID!) { stockUnits(variantId: $variantId, sort: LABEL, first: 100) { nodes {
       id label version attributes { name value } } } }`,
    { variantId },
    { as: scene.owner },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  const nodes = data.stockUnits.nodes as (Unit & { attributes: { name: string; value: string }[] })[];
  return nodes.map((unit) => ({
    ...unit,
    attributes: Object.fromEntries(unit.attributes.map(({ name, value }) => [name, value])),
  }));
}

const onHand = async (variantId: string) => (await scene.stock(variantIds.decode(variantId)?.key ?? '')).onHand;

describe('a file of units', () => {
  test('registers units of many variants with their attributes, and counts them', async () => {
    const [city = '', kids = ''] = await bike(['CITY', 'KIDS']);
    const csv = 'sku,label,colour,Station\nCITY,No. 1,red,"Seoul, 1"\nKIDS,No. 1,,\nCITY,No. 2,blue,\n';
    expect(await load(csv)).toEqual({ __typename: 'ImportReport', dryRun: false, rows: 3, created: 3, updated: 0 });
    expect(await unitsOf(city)).toMatchObject([
      { label: 'No. 1', attributes: { colour: 'red', Station: 'Seoul, 1' } },
      { label: 'No. 2', attributes: { colour: 'blue' } },
    ]);
    expect(await unitsOf(kids)).toMatchObject([{ label: 'No. 1', attributes: {} }]);
    expect([await onHand(city), await onHand(kids)]).toEqual([2, 1]);
    const freed = (await scene.subgraph.emitted()).filter(({ type }) => type === 'StockFreed');
    const keys = [city, kids].map((id) => variantIds.decode(id)?.key);
    expect(freed.map(({ aggregateId }) => aggregateId).sort()).toEqual(keys.sort());
  });

  test('changes what it says of units that there are, and leaves what it does not speak of', async () => {
    const [variantId = ''] = await bike(['CHANGE']);
    await load('label,colour,station\nA,red,1\nB,blue,2', { variantId });
    expect(await load('Label,colour\nA,\nB,blue\nC,green', { variantId })).toMatchObject({ created: 1, updated: 1 });
    expect(await unitsOf(variantId)).toMatchObject([
      { label: 'A', attributes: { station: '1' }, version: 2 },
      { label: 'B', attributes: { colour: 'blue', station: '2' }, version: 1 },
      { label: 'C', attributes: { colour: 'green' }, version: 1 },
    ]);
    expect(await onHand(variantId)).toBe(3);
  });

  test('only says what would come of it in a dry run', async () => {
    const [variantId = ''] = await bike(['DRY']);
    expect(await load('label\nA', { variantId, dryRun: true })).toMatchObject({ dryRun: true, created: 1 });
    expect(await unitsOf(variantId)).toEqual([]);
  });

  test('is taken over once per key, however many send it at once', async () => {
    const [variantId = ''] = await bike(['ONCE']);
    const more = { variantId, idempotencyKey: 'units once' };
    const all = await Promise.all(Array.from({ length: 8 }, () => load('label\nA\nB', more)));
    expect(new Set(all.map((report) => JSON.stringify(report))).size).toBe(1);
    expect(await onHand(variantId)).toBe(2);
    expect(await load('label\nC', more)).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  test('registers each unit once when two files that name it come at once without a key', async () => {
    const [variantId = ''] = await bike(['RACE']);
    const reports = await Promise.all([load('label\nA\nB', { variantId }), load('label\nB\nC', { variantId })]);
    expect(reports.reduce<number>((sum, { created }) => sum + Number(created), 0)).toBe(3);
    expect(await onHand(variantId)).toBe(3);
  });

  test('of 10,000 units is written within seconds', async () => {
    const [variantId = ''] = await bike(['MANY']);
    const rows = Array.from({ length: 10_000 }, (_, index) => `Bike ${index},${index % 9}`);
    const started = performance.now();
    expect(await load(['label,station', ...rows].join('\n'), { variantId })).toMatchObject({ created: 10_000 });
    const again = rows.map((row, index) => (index % 2 === 0 ? row : `${row}0`));
    const csv = ['label,station', ...again].join('\n');
    expect(await load(csv, { variantId })).toMatchObject({ created: 0, updated: 5000 });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await onHand(variantId)).toBe(10_000);
  }, 60_000);
});

describe('a file of units that cannot be taken over', () => {
  const problemsOf = async (csv: string, more: object = {}) => {
    const report = await load(csv, more);
    expect(report).toMatchObject({ __typename: 'ImportRefused', code: 'IMPORT_REFUSED' });
    return (report.problems as { row: number; column: string | null }[]).map(({ row, column }) => [row, column]);
  };

  test('is refused for what is wrong with it, and nothing of it is written', async () => {
    const [variantId = ''] = await bike(['WRONG']);
    for (const [csv, problems] of [
      ['label', [[0, null]]],
      ['name\nA', [[0, 'label']]],
      ['label,sku\nA,WRONG', [[0, 'sku']]],
      ['label\nA\n\nB\nA', [[4, 'label']]],
      [`label\nA\n${'x'.repeat(101)}`, [[2, 'label']]],
      ['label,colour\nA,red\n,blue', [[2, 'label']]],
      [`label,colour\nA,${'x'.repeat(201)}`, [[1, 'colour']]],
      [`label,${'x'.repeat(51)}\nA,1`, [[0, 'x'.repeat(51)]]],
      [
        `label,${Array.from({ length: 21 }, (_, index) => `a${index}`).join()}\nA${',1'.repeat(21)}`,
        [
          [0, null],
          [1, null],
        ],
      ],
    ] as const) {
      expect(await problemsOf(csv, { variantId })).toEqual(problems);
    }
    expect(await unitsOf(variantId)).toEqual([]);
  });

  test('is refused for variants and units that cannot take it', async () => {
    const [variantId = '', archived = ''] = await bike(['GOOD', 'ARCHIVED']);
    await bike(['COUNTED'], { soldBy: 'QUANTITY' });
    await bike(['SHOW'], { soldBy: 'PERFORMANCE', tracksUnits: true });
    const archive = 'mutation ($input: ArchiveVariantInput!) { archiveVariant(input: $input) { __typename } }';
    await scene.mutate(archive, { variantId: archived, expectedVersion: 1 });
    await load('label\nRetired', { variantId });
    const [unit] = await unitsOf(variantId);
    const retire = 'mutation ($input: RetireUnitInput!) { retireUnit(input: $input) { __typename } }';
    await scene.mutate(retire, { unitId: unit?.id, expectedVersion: 1 });
    const csv = ['sku,label', 'GOOD,A', 'COUNTED,A', 'SHOW,A', 'ARCHIVED,A', 'NONE,A', ',A', 'GOOD,Retired', 'GOOD,A'];
    expect(await problemsOf(csv.join('\n'))).toEqual([
      [2, 'sku'],
      [3, 'sku'],
      [4, 'sku'],
      [5, 'sku'],
      [6, 'sku'],
      [7, 'label'],
      [8, 'label'],
    ]);
    expect(await onHand(variantId)).toBe(0);
  });

  test('is nobody’s business but the staff’s, and names no variant of another shop', async () => {
    const [variantId = ''] = await bike(['MINE']);
    const owner = randomId();
    const other = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner }).shopId);
    for (const [shopId, as] of [
      [other, scene.owner],
      [shopIds.encode(randomId()), scene.owner],
      ['nonsense', scene.owner],
      [scene.shop, owner],
      [scene.shop, scene.stranger],
    ] as const) {
      expect(await load('label\nA', { shopId, variantId }, as)).toMatchObject({ __typename: 'NotFound', id: shopId });
    }
    for (const unknown of [scene.variant(randomId()), 'nonsense', '']) {
      expect(await load('label\nA', { variantId: unknown })).toMatchObject({ __typename: 'NotFound', id: unknown });
    }
    expect(await load('label\nA', { shopId: other, variantId }, owner)).toMatchObject({
      __typename: 'NotFound',
      id: variantId,
    });
    expect(await load('sku,label\nMINE,A', { shopId: other }, owner)).toMatchObject({ __typename: 'ImportRefused' });
    const { errors } = await scene.subgraph.query(IMPORT, {
      input: { shopId: scene.shop, csv: 'label\nA', variantId },
    });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await unitsOf(variantId)).toEqual([]);
  });
});
