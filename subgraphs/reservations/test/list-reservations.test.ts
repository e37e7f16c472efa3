import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { Answer } from '@yoyaku/platform/testing/test-subgraph';
import { cancel } from './support/operations.ts';
import { cancelLines, change, minutes, nth, ordered, type TestLine } from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

const FIELDS = `
  edges { cursor } nodes { id state order { id } variant { id } } pageInfo { hasNextPage hasPreviousPage endCursor }`;
const BOARD = `
  query Board($shopId: ID!, $filter: ReservationFilter, $sort: ReservationSort, $first: Int, $after: String) {
    shopReservations(shopId: $shopId, filter: $filter, sort: $sort, first: $first, after: $after) { ${FIELDS} }
  }`;
const MINE = `
  query Mine($filter: MyReservationFilter, $first: Int, $after: String) {
    myReservations(filter: $filter, first: $first, after: $after) { ${FIELDS} }
  }`;

interface Page {
  readonly nodes: readonly { readonly id: string; readonly state: string; readonly order: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop({ paymentPolicy: 'NONE', endingSoonMinutes: 30 });
  customer = randomId();
});

/** Places an order a minute after the last one, and gives the ids of its reservations. */
async function take(...lines: readonly TestLine[]): Promise<string[]> {
  running.clock.advance(60_000);
  const { reservations } = await ordered(running, shop, customer, ...lines);
  return reservations.map(({ id }) => id);
}

const dish = () => ({ variant: running.catalog.addVariant(9) });
const bike = (from: number, to = from + 60) => ({ variant: running.catalog.addRental(9), from, to });

async function board(variables: object = {}, as = shop.staff): Promise<Page> {
  return (await running.data(as, BOARD, { shopId: shop.id, ...variables }))['shopReservations'] as Page;
}

async function mine(variables: object = {}): Promise<Page> {
  return (await running.data(customer, MINE, { ...variables }))['myReservations'] as Page;
}

const idsOf = ({ nodes }: Page) => nodes.map(({ id }) => id);
const move = (mutation: Parameters<typeof change>[2], reservationId: string | undefined) =>
  change(running, shop.staff, mutation, { reservationId });

/** All rows of a list, page by page. */
async function walk(page: (variables: object) => Promise<Page>, first: number): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { nodes, pageInfo } = await page({ first, after });
    found.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

describe("a kitchen's board", () => {
  test('shows what is open, the earliest placed first, whether it has been moved or not', async () => {
    const [soup, rice] = await take(dish(), dish());
    const [tea] = await take(dish());
    const [cake] = await take(dish());
    await move('prepareReservation', rice);
    await move('handOverReservation', tea);
    await move('prepareReservation', cake);
    await move('readyReservation', cake);
    expect((await board()).nodes).toMatchObject([
      { id: soup, state: 'CONFIRMED' },
      { id: rice, state: 'PREPARING' },
      { id: cake, state: 'READY' },
    ]);
    expect(idsOf(await board({ filter: { states: ['CONFIRMED'] } }))).toEqual([soup]);
    expect(idsOf(await board({ filter: { states: ['READY', 'PREPARING'] } }))).toEqual([rice, cake]);
    expect(idsOf(await board({ filter: { states: ['HANDED_OVER'] } }))).toEqual([tea]);
    expect(idsOf(await board({ filter: { states: [] } }))).toEqual([]);
  });

  test('shows nothing that is not paid for, unless asked for what is held', async () => {
    shop = running.openShop();
    const [held] = await take(dish());
    expect(idsOf(await board())).toEqual([]);
    expect((await board({ filter: { states: ['HELD'] } })).nodes).toMatchObject([{ id: held, state: 'HELD' }]);
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    expect(idsOf(await board({ filter: { states: ['HELD'] } }))).toEqual([]);
    expect(idsOf(await board({ filter: { states: ['EXPIRED'] } }))).toEqual([held]);
  });

  test('shows what was called off, by itself or with its order', async () => {
    const [first, second] = await take(dish(), dish());
    const [third] = await take(dish());
    const { nodes } = await board();
    await cancelLines(running, shop.staff, { orderId: nth(nodes, 0).order.id, reservationIds: [first] });
    await cancel(running, shop.staff, { orderId: nth(nodes, 2).order.id });
    expect(idsOf(await board({ filter: { states: ['CANCELLED'] } }))).toEqual([first, third]);
    expect(idsOf(await board())).toEqual([second]);
  });

  test('is walked page by page without a hole, in both orders', async () => {
    const placed: string[] = [];
    const byPeriod: { id: string; from: number }[] = [];
    for (let round = 0; round < 4; round++) {
      const from = 200 - 20 * round;
      const [first, second, third] = await take(dish(), bike(from), dish());
      placed.push(first ?? '', second ?? '', third ?? '');
      byPeriod.unshift({ id: second ?? '', from });
      await move('prepareReservation', round % 2 === 0 ? first : second);
    }
    for (const first of [1, 2, 5, 100]) {
      expect(await walk((page) => board(page), first)).toEqual(placed);
      expect(await walk((page) => board({ sort: 'PERIOD_START', ...page }), first)).toEqual(
        byPeriod.map(({ id }) => id),
      );
    }
  });

  test('is narrowed down by variant, by time, and by what the clock tells', async () => {
    const soup = dish();
    const [served] = await take(soup);
    const [short] = await take(bike(0, 45));
    const [long] = await take(bike(0, 300));
    const [next] = await take(bike(400));
    const variantId = running.variantId(shop, soup.variant);
    expect(idsOf(await board({ filter: { variantId } }))).toEqual([served]);
    const window = { from: minutes(running, 50), to: minutes(running, 350) };
    expect(idsOf(await board({ filter: window }))).toEqual([long]);
    await move('pickUpReservation', short);
    await move('pickUpReservation', long);
    running.clock.advance(20 * 60_000);
    expect(idsOf(await board({ filter: { endingSoon: true } }))).toEqual([short]);
    running.clock.advance(60 * 60_000);
    expect(idsOf(await board({ filter: { overdue: true } }))).toEqual([short]);
    expect(idsOf(await board({ filter: { overdue: false } }))).toEqual([served, long, next]);
    expect(idsOf(await board({ filter: { endingSoon: true } }))).toEqual([]);
    expect(idsOf(await board({ filter: { atRisk: true } }))).toEqual([]);
    expect(idsOf(await board({ sort: 'PERIOD_START', filter: { overdue: true } }))).toEqual([short]);
    await move('returnReservation', short);
    expect(idsOf(await board({ filter: { states: ['RETURNED'] } }))).toEqual([short]);
  });

  test("finds nothing by another shop's ids, and is nobody else's", async () => {
    await take(dish());
    const other = running.openShop();
    const variantId = running.variantId(other, running.catalog.addVariant(1));
    expect(idsOf(await board({ filter: { variantId } }))).toEqual([]);
    expect(idsOf(await board({ filter: { tableSessionId: 'tbs_nonsense' } }))).toEqual([]);
    expect(await board({}, customer)).toBeNull();
    expect(await board({}, other.staff)).toBeNull();
  });

  test.each<[string, object]>([
    ['a page of none', { first: 0 }],
    ['a page of too many', { first: 101 }],
    ['a cursor that is none', { after: 'nonsense' }],
    ['what has no period sorted by it', { sort: 'PERIOD_START', filter: { states: ['HELD'] } }],
  ])('is not asked for %s', async (_name, variables) => {
    const answer: Answer = await running.send(shop.staff, BOARD, { shopId: shop.id, ...variables });
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('takes no cursor of the other order', async () => {
    await take(bike(10));
    const { pageInfo } = await board({ first: 1 });
    const variables = { shopId: shop.id, sort: 'PERIOD_START', after: pageInfo.endCursor };
    const { errors } = await running.send(shop.staff, BOARD, variables);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('my reservations', () => {
  test('are mine at all shops, those placed latest first, page by page', async () => {
    const first = await take(dish(), bike(60));
    shop = running.openShop();
    const second = await take(dish(), dish());
    await ordered(running, shop, randomId(), dish());
    const all = [...second, ...first];
    for (const size of [1, 3, 100]) expect(await walk((page) => mine(page), size)).toEqual(all);
    expect(idsOf(await mine({ filter: { states: ['HELD'] } }))).toEqual(second);
    expect(idsOf(await mine({ filter: { states: ['CONFIRMED', 'CANCELLED'] } }))).toEqual(first);
  });

  test('show which are ending soon, by the setting of their shop, and which are overdue', async () => {
    const [ending] = await take(bike(0, 25));
    await take(bike(0, 100));
    expect(idsOf(await mine({ filter: { endingSoon: true } }))).toEqual([ending]);
    await move('pickUpReservation', ending);
    running.clock.advance(30 * 60_000);
    expect(idsOf(await mine({ filter: { overdue: true } }))).toEqual([ending]);
  });

  test('are nobody’s without an account', async () => {
    const { errors } = await running.send(null, MINE);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
