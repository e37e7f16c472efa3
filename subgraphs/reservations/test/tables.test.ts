import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import { tableCodes, tableIds, tableSessionIds } from '../src/ids.ts';
import { cancel, place } from './support/operations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { act, add, freshKey, must, openTable, sessionOf } from './support/tables.ts';

let running: RunningReservations;
let shop: TestShop;
let guest: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop({ tableIdleMinutes: 30 });
  guest = randomId();
});

const staff = (mutation: string, input: object) => act(running, shop.staff, mutation, input);
const create = async (name: string) => must('Table', await staff('createTable', { shopId: shop.id, name }));
const minutes = (count: number) => running.clock.advance(count * 60_000);

async function listed(filter?: object): Promise<unknown[]> {
  const text = 'query ($id: ID!, $filter: TableFilter) { tables(shopId: $id, filter: $filter) { nodes { name } } }';
  const { tables } = await running.data(shop.staff, text, { id: shop.id, ...(filter && { filter }) });
  return (tables as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
}

describe('tables', () => {
  test('are set up, renamed, given new codes, archived, restored and deleted by staff', async () => {
    const table = await create(' 7 ');
    expect(table).toMatchObject({ name: '7', version: 1, archivedAt: null, session: null });
    const renamed = await staff('updateTable', { tableId: table.id, name: 'Window', expectedVersion: 1 });
    expect(renamed).toMatchObject({ name: 'Window', joinCode: table.joinCode, version: 2 });
    const recoded = await staff('updateTable', { tableId: table.id, newCode: true });
    expect(recoded.joinCode).not.toBe(table.joinCode);
    expect(await act(running, guest, 'openTable', { code: table.joinCode })).toMatchObject({ code: 'NOT_FOUND' });
    expect((await staff('archiveTable', { tableId: table.id }))['archivedAt']).not.toBeNull();
    expect(await act(running, guest, 'openTable', { code: recoded.joinCode })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await staff('archiveTable', { tableId: table.id })).toMatchObject({ code: 'INVALID_STATE_TRANSITION' });
    expect(await listed()).toEqual([]);
    expect(await listed({ archived: true })).toEqual(['Window']);
    expect(await staff('restoreTable', { tableId: table.id })).toMatchObject({ archivedAt: null });
    expect(await staff('restoreTable', { tableId: table.id })).toMatchObject({ code: 'INVALID_STATE_TRANSITION' });
    expect(await staff('deleteTable', { tableId: table.id, expectedVersion: 1 })).toMatchObject({
      code: 'VERSION_CONFLICT',
      currentVersion: 5,
    });
    const gone = { tableId: table.id, idempotencyKey: freshKey() };
    expect(await staff('deleteTable', gone)).toEqual({ __typename: 'TableDeleted', id: table.id });
    expect(await staff('deleteTable', gone)).toEqual({ __typename: 'TableDeleted', id: table.id });
    expect(await staff('deleteTable', { tableId: table.id })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are listed by name, page by page', async () => {
    for (const name of ['3', '1', '2']) await create(name);
    const text = `query ($id: ID!, $after: String) {
      tables(shopId: $id, first: 2, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } }
    }`;
    const { tables } = await running.data(shop.staff, text, { id: shop.id });
    expect(tables).toMatchObject({ nodes: [{ name: '1' }, { name: '2' }], pageInfo: { hasNextPage: true } });
    const after = (tables as { pageInfo: { endCursor: string } }).pageInfo.endCursor;
    expect(await running.data(shop.staff, text, { id: shop.id, after })).toMatchObject({
      tables: { nodes: [{ name: '3' }], pageInfo: { hasNextPage: false } },
    });
    await openTable(running, shop);
    expect(await listed({ open: false })).toEqual(['1', '2', '3']);
    expect(await listed({ open: true })).toHaveLength(1);
  });

  test('have names of their own while they are in use', async () => {
    const first = await create('7');
    expect(await staff('createTable', { shopId: shop.id, name: '7 ' })).toMatchObject({
      code: 'TABLE_NAME_TAKEN',
      name: '7',
    });
    const other = await create('8');
    expect(await staff('updateTable', { tableId: other.id, name: '7' })).toMatchObject({ code: 'TABLE_NAME_TAKEN' });
    await staff('archiveTable', { tableId: first.id });
    await create('7');
    expect(await staff('restoreTable', { tableId: first.id })).toMatchObject({ code: 'TABLE_NAME_TAKEN', name: '7' });
    for (const name of ['', '  ', 'x'.repeat(51)]) {
      expect(await staff('createTable', { shopId: shop.id, name })).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'name',
      });
    }
  });

  test('stay while they are open, and as long as they were', async () => {
    const { table, id: tableSessionId } = await openTable(running, shop);
    expect(await staff('archiveTable', { tableId: table.id })).toMatchObject({
      code: 'TABLE_IN_USE',
      tableId: table.id,
    });
    await staff('closeTable', { tableSessionId });
    expect(await staff('deleteTable', { tableId: table.id })).toMatchObject({ code: 'TABLE_IN_USE' });
    expect(await staff('archiveTable', { tableId: table.id })).toMatchObject({ __typename: 'Table' });
  });

  test('do not exist for anybody but their staff', async () => {
    const table = await create('7');
    const foreign = tableIds.encode(running.openShop().shopId, tableIds.decode(table.id)?.key ?? '');
    for (const as of [guest, running.openShop().staff]) {
      for (const mutation of ['updateTable', 'archiveTable', 'restoreTable', 'deleteTable', 'openTable']) {
        expect(await act(running, as, mutation, { tableId: table.id })).toMatchObject({
          code: 'NOT_FOUND',
          id: table.id,
        });
      }
      expect(await act(running, as, 'createTable', { shopId: shop.id, name: 'x' })).toMatchObject({
        code: 'NOT_FOUND',
      });
      const text = 'query ($id: ID!, $shop: ID!) { table(id: $id) { id } tables(shopId: $shop) { nodes { id } } }';
      expect(await running.data(as, text, { id: table.id, shop: shop.id })).toEqual({ table: null, tables: null });
    }
    expect(await staff('openTable', { tableId: foreign })).toMatchObject({ code: 'NOT_FOUND', id: foreign });
  });
});

describe('a table session', () => {
  test('is opened by a code and joined by others, who see one another and no code', async () => {
    const { joinCode: code } = await create('7');
    expect(await act(running, guest, 'joinTable', { code })).toMatchObject({
      code: 'INVALID_STATE_TRANSITION',
      from: 'CLOSED',
      allowed: ['OPEN'],
    });
    const opened = must('TableSession', await act(running, guest, 'openTable', { code }));
    expect(opened).toMatchObject({ state: 'OPEN', table: { name: '7', joinCode: null }, cart: { lines: [] } });
    minutes(1);
    const friend = randomId();
    const joined = must('TableSession', await act(running, friend, 'joinTable', { code }));
    expect(joined).toMatchObject({
      id: opened.id,
      guests: [guest, friend].map((each) => ({ account: { id: accountIds.encode(each) } })),
    });
    expect(await act(running, friend, 'openTable', { code })).toMatchObject({ id: opened.id, version: joined.version });
    const types = (
      await running.database.query<{ type: string }>(
        'SELECT type FROM outbox WHERE aggregate_id = $1 ORDER BY inserted',
        [tableSessionIds.decode(opened.id)?.key],
      )
    ).map(({ type }) => type);
    expect(types).toEqual(['TableOpened', 'TableJoined', 'TableJoined']);
  });

  test('is one, however many open the table at once', async () => {
    const { id: tableId, joinCode: code } = await create('7');
    const opened = await Promise.all([
      staff('openTable', { tableId }),
      staff('openTable', { tableId }),
      act(running, guest, 'openTable', { code }),
      act(running, randomId(), 'openTable', { code }),
    ]);
    expect(new Set(opened.map(({ __typename, id }) => `${__typename} ${id}`)).size).toBe(1);
  });

  test('is opened by exactly one of id and code, and by codes that are known', async () => {
    const { id: tableId, joinCode: code } = await create('7');
    for (const input of [{}, { tableId, code }]) {
      expect(await staff('openTable', input)).toMatchObject({ code: 'INVALID_INPUT', field: 'tableId' });
    }
    for (const unknown of [
      '',
      'nonsense',
      tableCodes.encode(shop.shopId, randomId()),
      tableCodes.encode(randomId(), randomId()),
    ]) {
      expect(await act(running, guest, 'openTable', { code: unknown })).toMatchObject({
        code: 'NOT_FOUND',
        id: unknown,
      });
      expect(await act(running, guest, 'joinTable', { code: unknown })).toMatchObject({
        code: 'NOT_FOUND',
        id: unknown,
      });
    }
  });

  test('is not opened in a shop that is archived', async () => {
    const archived = running.openShop({ status: 'ARCHIVED' });
    const input = { shopId: archived.id, name: '7' };
    const table = must('Table', await act(running, archived.staff, 'createTable', input));
    for (const wanted of [{ tableId: table.id }, { code: table.joinCode }]) {
      expect(await act(running, archived.staff, 'openTable', wanted)).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('is the same again under the same key', async () => {
    const { joinCode: code } = await create('7');
    const input = { code, idempotencyKey: freshKey() };
    const opened = must('TableSession', await act(running, guest, 'openTable', input));
    await staff('closeTable', { tableSessionId: opened.id });
    expect(await act(running, guest, 'openTable', input)).toMatchObject({ id: opened.id, state: 'CLOSED' });
    expect(await act(running, guest, 'openTable', { code })).not.toMatchObject({ id: opened.id });
  });

  test('is closed by staff, once, and stays readable for its guests', async () => {
    const { id: tableSessionId, version } = await openTable(running, shop, guest);
    const tea = running.catalog.addVariant(9);
    const lines = [{ variantId: running.variantId(shop, tea), quantity: 1 }];
    const order = await place(running, guest, { shopId: shop.id, lines, tableSessionId });
    await add(running, shop, guest, tea, { tableSessionId });
    expect(await staff('closeTable', { tableSessionId, expectedVersion: version })).toMatchObject({
      code: 'VERSION_CONFLICT',
      currentVersion: version + 1,
    });
    expect(await act(running, guest, 'closeTable', { tableSessionId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await staff('closeTable', { tableSessionId, expectedVersion: version + 1 })).toMatchObject({
      state: 'CLOSED',
      closeReason: 'STAFF',
      cart: null,
    });
    expect(await staff('closeTable', { tableSessionId })).toMatchObject({ code: 'INVALID_STATE_TRANSITION' });
    expect(await sessionOf(running, guest, tableSessionId)).toMatchObject({
      state: 'CLOSED',
      orders: { nodes: [{ id: order.id }] },
      openTotal: { amount: '1200' },
    });
  });

  test('does not exist for strangers, nor under the id of another shop', async () => {
    const { id } = await openTable(running, shop, guest);
    expect(await sessionOf(running, randomId(), id)).toBeNull();
    expect(await sessionOf(running, running.openShop().staff, id)).toBeNull();
    const foreign = tableSessionIds.encode(running.openShop().shopId, tableSessionIds.decode(id)?.key ?? '');
    expect(await sessionOf(running, guest, foreign)).toBeNull();
    expect(await staff('closeTable', { tableSessionId: foreign })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('closes by itself when nothing happens for as long as the shop says, and not before', async () => {
    const { id } = await openTable(running, shop, guest);
    minutes(20);
    await add(running, shop, guest, running.catalog.addVariant(9), { tableSessionId: id });
    minutes(20);
    await running.subgraph.timers.runDue();
    expect(await sessionOf(running, guest, id)).toMatchObject({ state: 'OPEN' });
    minutes(10);
    await running.subgraph.timers.runDue();
    expect(await sessionOf(running, guest, id)).toMatchObject({ state: 'CLOSED', closeReason: 'IDLE', cart: null });
    const events = await running.database.query<{ data: object }>(
      `SELECT data FROM outbox WHERE aggregate_id = $1 AND type = 'TableClosed'`,
      [tableSessionIds.decode(id)?.key],
    );
    expect(events).toMatchObject([{ data: { reason: 'IDLE', tableSessionId: tableSessionIds.decode(id)?.key } }]);
  });

  test('does not count what was called off or has expired', async () => {
    const { id: tableSessionId } = await openTable(running, shop, guest);
    const tea = running.catalog.addVariant(9);
    const lines = [{ variantId: running.variantId(shop, tea), quantity: 1 }];
    const order = await place(running, guest, { shopId: shop.id, lines, tableSessionId });
    await place(running, guest, { shopId: shop.id, lines, tableSessionId });
    expect(await sessionOf(running, guest, tableSessionId)).toMatchObject({ openTotal: { amount: '2400' } });
    await cancel(running, guest, { orderId: order.id });
    expect(await sessionOf(running, guest, tableSessionId)).toMatchObject({ openTotal: { amount: '1200' } });
    minutes(10);
    expect(await sessionOf(running, guest, tableSessionId)).toMatchObject({ openTotal: { amount: '0' } });
  });
});
