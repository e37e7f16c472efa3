import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Transaction } from '@yoyaku/platform/database/database';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { productIds } from '../src/ids.ts';
import { findCycle, lockRules, writeRules } from '../src/rule/rule.store.ts';
import { CatalogScene } from './catalog-scene.ts';
import { DELETE, UPDATE } from './product-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const RULES = `rules { __typename message ... on RequiresMain { mainProducts { id name } } ... on MaxPerOrder { limit }
  ... on MaxPerCustomer { limit } ... on SaleWindow { from until } }`;

const SET = `mutation ($input: SetProductRulesInput!) { setProductRules(input: $input) { __typename
  ... on Failure { code message retryable } ... on InvalidInput { field } ... on NotFound { id }
  ... on VersionConflict { currentVersion } ... on RuleCycle { productIds } ... on Product { id version ${RULES} } } }`;

const newProduct = async (name = 'Tenugui') => (await scene.product([], { name })).id;

const set = (productId: string, rules: readonly object[], expectedVersion = 1, more: object = {}, as?: Uuid) =>
  scene.mutate(SET, { productId, expectedVersion, rules, ...more }, as);

const requires = (...mainProductIds: readonly string[]) => ({ kind: 'REQUIRES_MAIN', mainProductIds });

const FROM = '2026-12-01T00:00:00.000Z';
const UNTIL = '2026-12-25T00:00:00.000Z';

async function rulesOf(id: string) {
  const { data } = await scene.subgraph.query(`query ($id: ID!) { product(id: $id) { version ${RULES} } }`, { id });
  return data.product;
}

describe('the rules of a product', () => {
  test('explain themselves, are replaced as a whole and taken away', async () => {
    const [side, ramen, udon] = [await newProduct('Egg'), await newProduct('Ramen'), await newProduct('Udon')];
    const answer = await set(side, [
      { kind: 'SALE_WINDOW', from: FROM, until: UNTIL },
      { kind: 'TABLE_ONLY' },
      { kind: 'ONCE_PER_ORDER' },
      { kind: 'MAX_PER_CUSTOMER', limit: 10_000 },
      { kind: 'MAX_PER_ORDER', limit: 1 },
      requires(ramen, udon),
    ]);
    const rules = [
      {
        __typename: 'RequiresMain',
        message: 'Only together with Ramen or Udon.',
        mainProducts: [
          { id: ramen, name: 'Ramen' },
          { id: udon, name: 'Udon' },
        ],
      },
      { __typename: 'MaxPerOrder', message: 'At most 1 in one order.', limit: 1 },
      { __typename: 'MaxPerCustomer', message: 'At most 10000 for one customer.', limit: 10_000 },
      { __typename: 'OncePerOrder', message: 'Only one in one order.' },
      { __typename: 'TableOnly', message: 'Only at a table of the shop.' },
      { __typename: 'SaleWindow', message: `Only sold from ${FROM} until ${UNTIL}.`, from: FROM, until: UNTIL },
    ];
    expect(answer).toEqual({ __typename: 'Product', id: side, version: 2, rules });
    expect(await rulesOf(side)).toEqual({ version: 2, rules });
    expect(await set(side, [{ kind: 'SALE_WINDOW', until: UNTIL }], 2)).toMatchObject({
      version: 3,
      rules: [{ __typename: 'SaleWindow', message: `Only sold until ${UNTIL}.`, from: null, until: UNTIL }],
    });
    expect(await set(side, [], 3)).toMatchObject({ version: 4, rules: [] });
    expect(await rulesOf(ramen)).toEqual({ version: 1, rules: [] });
  });

  test('are set by staff, once per key, and not from an old version', async () => {
    const id = await newProduct();
    const rules = [{ kind: 'SALE_WINDOW', from: FROM }];
    const more = { idempotencyKey: 'rules once' };
    const all = await Promise.all(Array.from({ length: 8 }, () => set(id, rules, 1, more, scene.staff)));
    expect(new Set(all.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(all[0]).toMatchObject({ __typename: 'Product', version: 2 });
    expect(await set(id, [], 1, more, scene.staff)).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    expect(await set(id, [], 1)).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    const unknown = productIds.encode(scene.shopId, randomId());
    for (const [productId, as] of [
      [id, scene.stranger],
      [unknown, scene.owner],
      [productIds.encode(randomId(), randomId()), scene.owner],
      ['nonsense', scene.owner],
    ] as const) {
      expect(await set(productId, [], 2, {}, as)).toMatchObject({ __typename: 'NotFound', id: productId });
    }
    const input = { productId: id, expectedVersion: 2, rules: [] };
    const { errors } = await scene.subgraph.query(SET, { input });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('are refused where they can never hold', async () => {
    const id = await newProduct();
    const main = await newProduct();
    const limit = (value: number) => ({ kind: 'MAX_PER_ORDER', limit: value });
    for (const [rules, field] of [
      [[limit(1), limit(2)], 'rules.1.kind'],
      [[{ kind: 'TABLE_ONLY' }, { kind: 'ONCE_PER_ORDER' }, { kind: 'TABLE_ONLY' }], 'rules.2.kind'],
      [[limit(0)], 'rules.0.limit'],
      [[limit(-1)], 'rules.0.limit'],
      [[limit(10_001)], 'rules.0.limit'],
      [[{ kind: 'MAX_PER_CUSTOMER' }], 'rules.0.limit'],
      [[{ kind: 'MAX_PER_CUSTOMER', limit: 0 }], 'rules.0.limit'],
      [[{ kind: 'TABLE_ONLY', limit: 3 }], 'rules.0.limit'],
      [[{ kind: 'MAX_PER_ORDER', limit: 3, from: FROM }], 'rules.0.from'],
      [[{ kind: 'SALE_WINDOW' }], 'rules.0.from'],
      [[{ kind: 'SALE_WINDOW', from: UNTIL, until: FROM }], 'rules.0.until'],
      [[{ kind: 'SALE_WINDOW', from: FROM, until: FROM }], 'rules.0.until'],
      [[{ kind: 'SALE_WINDOW', from: '1999-12-31T23:59:59.999Z' }], 'rules.0.from'],
      [[{ kind: 'SALE_WINDOW', until: '2200-01-01T00:00:00.000Z' }], 'rules.0.until'],
      [[{ kind: 'REQUIRES_MAIN' }], 'rules.0.mainProductIds'],
      [[requires()], 'rules.0.mainProductIds'],
      [[requires(main, main)], 'rules.0.mainProductIds.1'],
      [[requires(main, id)], 'rules.0.mainProductIds.1'],
      [[requires(...Array.from({ length: 51 }, (_, index) => `prd_${index}`))], 'rules.0.mainProductIds'],
    ] as const) {
      expect(await set(id, rules)).toMatchObject({ __typename: 'InvalidInput', field });
    }
    for (const limitGiven of [1.5, 2 ** 31]) {
      const input = { productId: id, expectedVersion: 1, rules: [limit(limitGiven)] };
      const { errors } = await scene.subgraph.query(SET, { input }, { as: scene.owner });
      expect(errors).toHaveLength(1);
    }
    expect(await rulesOf(id)).toEqual({ version: 1, rules: [] });
  });

  test('name only mains that the shop has', async () => {
    const id = await newProduct();
    const main = await newProduct();
    const owner = randomId();
    const { shopId } = scene.subgraph.users.addShop({ ownerId: owner });
    scene.subgraph.users.setMember(shopId, scene.owner, 'STAFF');
    const foreign = productIds.encode(shopId, productIds.decode(main)?.key ?? '');
    const unknown = productIds.encode(scene.shopId, randomId());
    for (const missing of [unknown, foreign, scene.variant(randomId()), 'nonsense']) {
      expect(await set(id, [requires(main, missing)])).toMatchObject({ __typename: 'NotFound', id: missing });
    }
  });
});

describe('a product that would come to require itself', () => {
  test('is refused, with the way round', async () => {
    const [a, b, c, d] = [await newProduct(), await newProduct(), await newProduct(), await newProduct()];
    const limit = { kind: 'MAX_PER_ORDER', limit: 2 };
    expect(await set(a, [requires(b)])).toMatchObject({ version: 2 });
    expect(await set(b, [limit, requires(d, a)])).toMatchObject({
      __typename: 'RuleCycle',
      code: 'RULE_CYCLE',
      retryable: false,
      productIds: [b, a],
    });
    expect(await rulesOf(b)).toEqual({ version: 1, rules: [] });
    expect(await set(b, [requires(d, c)])).toMatchObject({ version: 2 });
    expect(await set(c, [requires(d)])).toMatchObject({ version: 2 });
    expect(await set(d, [requires(a)])).toMatchObject({ __typename: 'RuleCycle', productIds: [d, a, b] });
    expect(await set(a, [], 2)).toMatchObject({ version: 3 });
    expect(await set(d, [requires(a)])).toMatchObject({ version: 2 });
    expect(await set(a, [requires(c)], 3)).toMatchObject({ __typename: 'RuleCycle', productIds: [a, c, d] });
  });

  test('is found behind many mains of many mains, each looked at once', async () => {
    const layers: string[][] = [];
    for (let layer = 0; layer < 8; layer++) {
      layers.push(await Promise.all(Array.from({ length: 8 }, () => newProduct())));
    }
    for (let layer = 1; layer < layers.length; layer++) {
      for (const id of layers[layer] ?? []) {
        expect(await set(id, [requires(...(layers[layer - 1] ?? []))])).toMatchObject({ version: 2 });
      }
    }
    const answer = await set(layers[0]?.[0] ?? '', [requires(...(layers[7] ?? []))]);
    expect(answer).toMatchObject({ __typename: 'RuleCycle' });
    expect(answer.productIds).toHaveLength(8);
    expect(answer.productIds[0]).toBe(layers[0]?.[0]);
  });

  test('of two settings at once that would close a circle together, one is refused', async () => {
    for (let round = 0; round < 10; round++) {
      const [a, b] = [await newProduct(), await newProduct()];
      const answers = await Promise.all([set(a, [requires(b)]), set(b, [requires(a)])]);
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Product', 'RuleCycle']);
    }
  });

  test.each([
    ['under the lock', true, 1],
    ['without it, as a control', false, 2],
  ] as const)('is judged by one after the other %s', async (_name, isLocked, circlesWritten) => {
    const { database } = scene.subgraph.kit;
    const [a, b] = [await newProduct(), await newProduct()].map((id) => productIds.decode(id)?.key ?? '');
    const judge = async (transaction: Transaction, product: Uuid, main: Uuid) => {
      if (isLocked) await lockRules(transaction, scene.shopId);
      return findCycle(transaction, { tenant: scene.shopId, key: product }, [main]);
    };
    const write = (transaction: Transaction, product: Uuid, main: Uuid) =>
      writeRules(transaction, { tenant: scene.shopId, key: product }, { ...NO_RULES, mains: [main] });

    let written = 0;
    let isSecondJudged = false;
    const others: Promise<void>[] = [];
    await database.transaction('first', async (transaction) => {
      expect(await judge(transaction, a ?? '', b ?? '')).toBeNull();
      const other = database.transaction('second', async (theirs) => {
        const cycle = await judge(theirs, b ?? '', a ?? '');
        isSecondJudged = true;
        if (cycle) return;
        await write(theirs, b ?? '', a ?? '');
        written++;
      });
      others.push(other);
      // Until the other has judged, too, or waits for us to be done.
      while (!isSecondJudged && !(await someoneWaits())) await new Promise(setImmediate);
      await write(transaction, a ?? '', b ?? '');
      written++;
    });
    await Promise.all(others);
    expect(written).toBe(circlesWritten);
  });
});

const NO_RULES = {
  maxPerOrder: null,
  maxPerCustomer: null,
  oncePerOrder: false,
  tableOnly: false,
  saleFrom: null,
  saleUntil: null,
};

async function someoneWaits(): Promise<boolean> {
  const [row] = await scene.subgraph.kit.database.query<{ waits: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS waits`,
  );
  return row?.waits ?? false;
}

describe('a main', () => {
  test('is not deleted while products require it, and says which do', async () => {
    const [main, one, two] = [await newProduct(), await newProduct(), await newProduct()];
    await set(one, [requires(main)]);
    await set(two, [requires(main)]);
    const sides = [one, two].sort((left, right) => (key(left) < key(right) ? -1 : 1));
    const remove = `mutation ($input: DeleteProductInput!) { deleteProduct(input: $input) { __typename
      ... on ProductInUse { message retryable productId requiredByProductIds } ... on ProductDeleted { id } } }`;
    const input = { productId: main, expectedVersion: 1 };
    expect(await scene.mutate(remove, input)).toEqual({
      __typename: 'ProductInUse',
      message: 'Other products require it as their main; archive it instead, or change their rules first.',
      retryable: true,
      productId: main,
      requiredByProductIds: sides,
    });
    await set(one, [], 2);
    expect(await scene.mutate(remove, input)).toMatchObject({ requiredByProductIds: [two] });
    await set(two, [], 2);
    expect(await scene.mutate(remove, input)).toEqual({ __typename: 'ProductDeleted', id: main });
  });

  test('is never both deleted and required, whoever comes first', async () => {
    for (let round = 0; round < 10; round++) {
      const [main, side] = [await newProduct(), await newProduct()];
      const [required, deleted] = await Promise.all([
        set(side, [requires(main)]),
        scene.mutate(DELETE, { productId: main, expectedVersion: 1 }),
      ]);
      const outcome = `${required.__typename} ${deleted.__typename}`;
      expect(['Product ProductInUse', 'NotFound ProductDeleted']).toContain(outcome);
    }
  });

  test('keeps its place in the rule when it is renamed or archived', async () => {
    const [main, side] = [await newProduct('Soba'), await newProduct()];
    await set(side, [requires(main)]);
    await scene.mutate(UPDATE, { productId: main, expectedVersion: 1, name: 'Cold soba' });
    const archive = 'mutation ($input: ArchiveProductInput!) { archiveProduct(input: $input) { __typename } }';
    await scene.mutate(archive, { productId: main, expectedVersion: 2 });
    expect(await rulesOf(side)).toMatchObject({
      rules: [{ message: 'Only together with Cold soba.', mainProducts: [{ id: main }] }],
    });
  });
});

const key = (id: string) => productIds.decode(id)?.key ?? '';
