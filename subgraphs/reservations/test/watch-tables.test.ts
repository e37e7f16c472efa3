import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { act, add, openTable, watchTable } from './support/tables.ts';

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

describe('tableChanged', () => {
  test('shows every change of guests, cart and orders, with who added what, and the closing', async () => {
    const opened = await openTable(running, shop, guest);
    const tableSessionId = opened.id;
    const phones = [watchTable(running, guest, tableSessionId), watchTable(running, shop.staff, tableSessionId)];
    const seen = () => Promise.all(phones.map((phone) => phone.next()));
    const both = (state: object) => [state, state].map((each) => expect.objectContaining(each) as unknown);
    expect(await seen()).toMatchObject([{ state: 'OPEN', guests: [{}] }, { state: 'OPEN' }]);
    const friend = randomId();
    await act(running, friend, 'joinTable', { code: opened.table.joinCode });
    expect((await seen()).map(({ guests }) => (guests as unknown[]).length)).toEqual([2, 2]);
    const tea = running.catalog.addVariant(9);
    const cart = await add(running, shop, friend, tea, { tableSessionId });
    const lines = [{ quantity: 1, addedBy: { id: accountIds.encode(friend) } }];
    expect((await seen()).map((state) => state.cart.lines)).toEqual([lines, lines]);
    const order = await act(running, guest, 'checkout', { cartId: cart.id });
    expect(await seen()).toMatchObject(
      [1, 2].map(() => ({ cart: { lines: [] }, orders: { nodes: [{ id: order.id, state: 'PENDING' }] } })),
    );
    await running.subgraph.deliver('payments', running.paymentAuthorized({ orderId: order.id, paymentId: randomId() }));
    expect(await seen()).toMatchObject([1, 2].map(() => ({ orders: { nodes: [{ state: 'CONFIRMED' }] } })));
    await act(running, shop.staff, 'closeTable', { tableSessionId });
    expect(await seen()).toEqual(both({ state: 'CLOSED', closeReason: 'STAFF', cart: null }));
    for (const phone of phones) await phone.stop();
  });

  test('is refused to strangers as if there were no table, and to nobody', async () => {
    const { id } = await openTable(running, shop, guest);
    const refusal = async (as: Uuid | null, sessionId: string) => {
      const phone = watchTable(running, as, sessionId);
      return phone.next().then(
        () => null,
        (error: unknown) => JSON.stringify(error instanceof Error ? error.message : error),
      );
    };
    expect(await refusal(randomId(), id)).toContain('NOT_FOUND');
    expect(await refusal(running.openShop().staff, id)).toContain('NOT_FOUND');
    expect(await refusal(guest, 'tbs_nonsense')).toContain('NOT_FOUND');
    expect(await refusal(null, id)).toContain('UNAUTHENTICATED');
  });
});
