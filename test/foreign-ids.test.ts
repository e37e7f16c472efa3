import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFullShop, type FullShop } from './support/full-shop.ts';
import type { Answer } from './support/graph-client.ts';
import { changedAt, documentOf, idPathsOf, idsAt, type RootField, rootFields } from './support/id-fields.ts';
import { INSTEAD, MUTATIONS, QUERIES } from './support/requests.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

/** Where the id of anybody is as good as one's own, each with the reason. */
const EVERYBODYS: Readonly<Record<string, string>> = {
  'shop.id': 'shops are public',
  'product.id': 'products are public',
  'products.shopId': 'products are public',
  'categories.shopId': 'categories are public',
  'variants.shopId': 'variants are public',
  'stockUnit.id': 'units in use are public',
  'performances.productId': 'performances are public',
  'performance.id': 'performances are public',
  'seatMap.performanceId': 'seat maps are public',
  'placeOrder.input.shopId': 'anybody orders anywhere, but only what is sold there',
  'addToCart.input.shopId': 'so does a cart',
  'joinWaitlist.input.shopId': 'so does a wait',
  'topUpPoints.input.shopId': 'anybody buys points where they are taken',
  'addMember.input.accountId': 'anybody may be made a member',
};

let graph: TestGraph;
let ours: FullShop;
let theirs: FullShop;
beforeAll(async () => {
  graph = await startTestGraph();
  ours = await createFullShop(graph.client);
  theirs = await createFullShop(graph.client);
  await graph.graph.subgraphs.reservations.events.flush();
});
afterAll(() => graph.close());

/** A cart may hold what its shop does not sell any longer and says so in a hint: only other shops' ids are refused. */
const HINTED = ['addToCart.input.line.', 'updateCartLine.input.performanceId', 'updateCartLine.input.unitIds'];

/** Passes ids over that name nothing, and says nothing until one does: catalog’s own tests ask it. */
const SILENT = ['stockChanged'];

const takingIds = rootFields.filter((root) => idPathsOf(root).length > 0 && !SILENT.includes(root.name));

/** The ways to ask a field, as arguments. */
function requestsOf({ operation, name }: RootField, { ids }: FullShop): object[] {
  const request = (operation === 'mutation' ? MUTATIONS : QUERIES)[name];
  return [...(request ? [request] : []), ...(INSTEAD[name] ?? [])].map((each) =>
    operation === 'mutation' ? { input: each(ids) } : each(ids),
  );
}

async function ask(root: RootField, variables: object): Promise<Answer> {
  const { token } = ours.shop.owner;
  if (root.operation !== 'subscription') return graph.client.send(documentOf(root, variables), variables, token);
  const events = graph.client.overWebSocket(documentOf(root, variables), variables, token);
  try {
    return (await events.next()).value as Answer;
  } finally {
    await events.return?.();
  }
}

/** The same id with its last part, the thing's own key, made up. */
function unknownLike(id: string): string {
  const bytes = Buffer.from(id.slice(4), 'base64url');
  return id.slice(0, 4) + Buffer.concat([bytes.subarray(0, -16), randomBytes(16)]).toString('base64url');
}

const theirIdFor = (id: string): string => {
  const name = Object.entries(ours.ids).find(([, ourId]) => ourId === id)?.[0];
  if (!name) throw new Error(`${id} is nothing of ours`);
  return theirs.ids[name as keyof FullShop['ids']];
};

const GARBAGE = ['', 'nonsense', 'shp_', 'ord_AAAA', `var_${'A'.repeat(43)}`, 'x'.repeat(5000), '\u0000'];

/** What an answer says of an id that it does not accept, the id itself left out. */
function refusalOf(root: RootField, { data, errors }: Answer, id: string): unknown {
  expect(JSON.stringify(errors ?? [])).not.toMatch(/INTERNAL|stack/);
  const codes = errors?.map((error) => error.extensions?.['code']);
  return withoutId({ found: data?.[root.name] ?? null, codes }, id);
}

function withoutId(value: unknown, id: string): unknown {
  if (value === id) return 'THE ID';
  if (typeof value === 'string') return id.length > 8 ? value.replaceAll(id, 'THE ID') : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutId(item, id));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutId(member, id)]));
}

const hasNothing = (found: unknown): boolean =>
  found === null || (typeof found === 'object' && 'nodes' in found && (found.nodes as unknown[]).length === 0);

/** Whether an answer is that there is no such thing, in words that mean this id. */
function isNotFound(root: RootField, refusal: unknown, path: string): boolean {
  const { found, codes } = refusal as { found: Record<string, unknown> | null; codes?: string[] };
  if (root.operation === 'subscription') return found === null && codes?.join() === 'NOT_FOUND';
  if (root.operation === 'query') return hasNothing(found) && codes === undefined;
  const type = String(found?.['__typename']);
  const of = found?.['id'] ?? found?.['variantId'] ?? found?.['performanceId'] ?? found?.['unitIds'];
  if (type.endsWith('NotFound')) return JSON.stringify(of ?? '').includes('THE ID');
  const field = String(found?.['field'])
    .split('.')
    .filter((step) => !/^\d+$/.test(step));
  return type === 'InvalidInput' && `input.${field.join('.')}` === path;
}

test('every field that takes an id is asked with one', () => {
  const described = takingIds.flatMap((root) =>
    idPathsOf(root).filter((path) =>
      requestsOf(root, ours).some((request) => idsAt(request, path.split('.')).length > 0),
    ),
  );
  expect(described).toEqual(takingIds.flatMap(idPathsOf));
});

test('where everybody’s ids are accepted is still so named', () => {
  const all = takingIds.flatMap((root) => idPathsOf(root).map((path) => `${root.name}.${path}`));
  expect(all).toEqual(expect.arrayContaining(Object.keys(EVERYBODYS)));
});

describe.each(takingIds.map((root) => [root.name, root] as const))('%s', (_, root) => {
  test.each(idPathsOf(root))('finds nothing where %s is of another shop, unknown, or no id at all', async (path) => {
    const steps = path.split('.');
    const problems: unknown[] = [];
    for (const request of requestsOf(root, ours)) {
      const [own] = idsAt(request, steps);
      if (own === undefined) continue;
      const answerTo = async (id: string) =>
        refusalOf(root, await ask(root, changedAt(request, steps, () => id) as object), id);
      const isHinted = HINTED.some((hinted) => `${root.name}.${path}`.startsWith(hinted));
      const unknown = await answerTo(unknownLike(isHinted ? theirIdFor(own) : own));
      const isPublic = `${root.name}.${path}` in EVERYBODYS;
      for (const id of [unknownLike(theirIdFor(own)), ...(isPublic ? [] : [theirIdFor(own)]), ...GARBAGE]) {
        const answer = await answerTo(id);
        if (!isNotFound(root, answer, path)) problems.push({ id, answer });
        else if (!GARBAGE.includes(id) && JSON.stringify(answer) !== JSON.stringify(unknown))
          problems.push({ id, answer, unknown });
      }
    }
    expect(problems).toEqual([]);
  });
});
