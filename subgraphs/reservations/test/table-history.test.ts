import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { place } from './support/operations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { act, must } from './support/tables.ts';

let running: RunningReservations;
let shop: TestShop;
let guest: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop();
  guest = randomId();
});

const HISTORY = `query ($id: ID!, $first: Int, $after: String) {
  table(id: $id) {
    sessions(first: $first, after: $after) {
      nodes { id state orders { nodes { id } } openTotal { amount } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** A table that has been opened and closed so many times, one order each time. */
async function usedTable(times: number): Promise<{ id: string; sessions: string[]; orders: string[] }> {
  const table = must('Table', await act(running, shop.staff, 'createTable', { shopId: shop.id, name: '7' }));
  const lines = [{ variantId: running.variantId(shop, running.catalog.addVariant(times)), quantity: 1 }];
  const sessions: string[] = [];
  const orders: string[] = [];
  for (let time = 0; time < times; time++) {
    const { id: tableSessionId } = must(
      'TableSession',
      await act(running, guest, 'openTable', { code: table.joinCode ?? '' }),
    );
    const { id } = await place(running, guest, { shopId: shop.id, lines, tableSessionId });
    await act(running, shop.staff, 'closeTable', { tableSessionId });
    running.clock.advance(1000);
    sessions.unshift(tableSessionId);
    orders.unshift(id);
  }
  return { id: table.id, sessions, orders };
}

test('staff see all that was ordered at a table, session by session, the latest first, page by page', async () => {
  const { id, sessions, orders } = await usedTable(3);
  const { table } = (await running.data(shop.staff, HISTORY, { id, first: 2 })) as { table: Table };
  expect(table.sessions.nodes.map((session) => session.id)).toEqual(sessions.slice(0, 2));
  expect(table.sessions.nodes.flatMap((session) => session.orders.nodes)).toEqual([
    { id: orders[0] },
    { id: orders[1] },
  ]);
  expect(table.sessions.pageInfo.hasNextPage).toBe(true);
  const after = table.sessions.pageInfo.endCursor;
  const { table: rest } = (await running.data(shop.staff, HISTORY, { id, first: 2, after })) as { table: Table };
  expect(rest.sessions.nodes).toMatchObject([{ id: sessions[2], state: 'CLOSED' }]);
  expect(rest.sessions.pageInfo.hasNextPage).toBe(false);
});

test('guests see their own session, and nothing of the table’s past', async () => {
  const { id, sessions } = await usedTable(1);
  expect(await running.data(guest, HISTORY, { id })).toEqual({ table: null });
  const text = 'query ($id: ID!) { tableSession(id: $id) { id table { sessions { nodes { id } } } } }';
  expect(await running.data(guest, text, { id: sessions[0] })).toEqual({
    tableSession: { id: sessions[0], table: { sessions: null } },
  });
});

test('a cursor of nowhere is refused', async () => {
  const { id } = await usedTable(1);
  const answer = await running.subgraph.query(HISTORY, { id, after: 'nowhere' }, { as: shop.staff });
  expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

interface Table {
  readonly sessions: {
    readonly nodes: readonly { readonly id: string; readonly orders: { readonly nodes: readonly { id: string }[] } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}
