import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { orderIds } from '../src/ids.ts';
import { orderEvent, type TestOrder } from './running-payments.ts';
import { type Customer, type Wallet, WALLET, WalletScene } from './wallet-scene.ts';

let scene: WalletScene;
beforeAll(async () => {
  scene = await WalletScene.start();
});
afterEach(() => scene.addsUp());
afterAll(() => scene[Symbol.asyncDispose]());

describe('an order that is paid with points', () => {
  const debits = (owner: Customer, order: TestOrder, points: number, heldUntil = new Date()) =>
    scene.payments.subgraph.service.post('/internal/points/debits', {
      debits: [
        {
          shopId: owner.shopId,
          orderId: order.orderId,
          accountId: order.accountId,
          points,
          heldUntil: heldUntil.toISOString(),
        },
      ],
    });
  const orderOf = (owner: Customer, points: number, told: boolean) =>
    scene.payments.placeOrder(
      {
        shopId: owner.shopId,
        accountId: owner.accountId,
        paymentPolicy: 'POINTS',
        points,
        lines: [{ lineId: randomId(), quantity: 1, total: { amount: 1200, currency: 'JPY' }, points, state: 'HELD' }],
      },
      told,
    );
  const pointsOfAll = async (viewer: Uuid | null, orders: readonly TestOrder[]): Promise<(number | null)[]> => {
    const representations = orders.map(({ shopId, orderId }) => {
      return { __typename: 'Order', id: orderIds.encode(shopId, orderId) };
    });
    const document = `
      query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Order { points } } }`;
    const { data } = await scene.payments.graphql(viewer, document, { representations });
    return (data as { _entities: { points: number | null }[] })._entities.map(({ points }) => points);
  };
  const pointsOf = async (viewer: Uuid | null, order: TestOrder) => (await pointsOfAll(viewer, [order]))[0];

  test('debits its customer’s wallet, and says so to the customer and the staff alone', async () => {
    const staff = randomId();
    const owner = scene.customer();
    scene.payments.subgraph.users.setMember(owner.shopId, staff, 'STAFF');
    await scene.topUp(owner, 1_500);
    const order = await orderOf(owner, 1_000, false);
    expect((await debits(owner, order, 1_000)).body).toEqual({ outcomes: [{ outcome: 'DEBITED' }] });
    expect(await pointsOf(owner.accountId, order)).toBeNull();
    await scene.payments.deliver(orderEvent('OrderPlaced', order, 1));
    expect(await scene.walletOf(owner)).toMatchObject({
      balance: 500,
      entries: { nodes: [{ kind: 'DEBITED', points: -1_000, payment: null, order: { points: 1_000 } }, {}] },
    });
    for (const [viewer, expected] of [
      [owner.accountId, 1_000],
      [staff, 1_000],
      [randomId(), null],
      [null, null],
    ] as const) {
      expect(await pointsOf(viewer, order)).toBe(expected);
    }
    await scene.payments.cancel(order);
    expect(await scene.walletOf(owner)).toMatchObject({
      balance: 1_500,
      entries: { nodes: [{ kind: 'REVERSED' }, {}, {}] },
    });
    expect(await pointsOf(owner.accountId, order)).toBe(0);
    expect((await debits(owner, order, 1_000)).body).toEqual({ outcomes: [{ outcome: 'KNOWN' }] });
  });

  test('shows its points in as many statements however many orders are looked at, to the staff as well', async () => {
    const staff = randomId();
    const owner = scene.customer();
    scene.payments.subgraph.users.setMember(owner.shopId, staff, 'STAFF');
    await scene.topUp(owner, 100);
    const orders = await Promise.all(Array.from({ length: 10 }, () => orderOf(owner, 1, true)));
    const statements = async (viewer: Uuid, some: readonly TestOrder[]) => {
      const spy = jest.spyOn(scene.payments.subgraph.kit.database, 'query');
      const shown = await pointsOfAll(viewer, some);
      const count = spy.mock.calls.filter(([text]) => !/\b(outbox_head|inbox)\b/.test(text)).length;
      spy.mockRestore();
      expect(shown).toEqual(some.map(() => 1));
      return count;
    };
    for (const viewer of [owner.accountId, staff]) {
      await statements(viewer, orders.slice(0, 1));
      expect(await statements(viewer, orders)).toBe(await statements(viewer, orders.slice(0, 1)));
    }
  });

  test('that never came gives its points back; one that is only late keeps them', async () => {
    const owner = scene.customer();
    await scene.topUp(owner, 3_000);
    const [lost, late] = [await orderOf(scene.customer(), 1_000, false), await orderOf(owner, 1_000, false)];
    const longAgo = new Date(Date.now() - 3_600_000);
    await debits(owner, { ...lost, accountId: owner.accountId }, 1_000, longAgo);
    await debits(owner, late, 1_000, longAgo);
    await debits(owner, await orderOf(owner, 1_000, false), 1_000);
    expect(await scene.balanceOf(owner)).toBe(0);
    await scene.payments.subgraph.jobs.runNow('return orphaned points');
    await scene.payments.subgraph.jobs.runNow('return orphaned points');
    expect(await scene.balanceOf(owner)).toBe(1_000);
  });

  test('gives its points back at once when it could not be written', async () => {
    const owner = scene.customer();
    await scene.topUp(owner, 1_000);
    const order = await orderOf(owner, 1_000, false);
    await debits(owner, order, 1_000);
    const { shopId, orderId } = order;
    const returns = { orders: [{ shopId, orderId }] };
    expect((await scene.payments.subgraph.service.post('/internal/points/returns', returns)).status).toBe(204);
    expect(await scene.balanceOf(owner)).toBe(1_000);
  });

  test('is asked about by nobody but other subgraphs, and never for less than nothing', async () => {
    const owner = scene.customer();
    const order = await orderOf(owner, 1_000, false);
    const path = '/internal/points/debits';
    expect((await scene.payments.subgraph.service.post(path, { debits: [] }, {})).status).toBe(401);
    for (const points of [-1, 0.5, 1e20]) {
      expect((await debits(owner, order, points)).status).toBe(400);
    }
    expect((await debits(owner, order, Number.MAX_SAFE_INTEGER)).body).toEqual({
      outcomes: [{ outcome: 'INSUFFICIENT', balance: 0, required: Number.MAX_SAFE_INTEGER }],
    });
  });
});

describe('a wallet', () => {
  test('is its customer’s own, at each shop another one', async () => {
    const owner = scene.customer();
    await scene.topUp(owner, 700);
    expect(await scene.balanceOf({ ...owner, accountId: randomId() })).toBe(0);
    expect(await scene.balanceOf({ ...scene.customer(), accountId: owner.accountId })).toBe(0);
    const { errors } = await scene.payments.graphql(null, WALLET, { shopId: owner.id });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('shows its entries page by page, the latest first, in as many statements however many there are', async () => {
    const owner = scene.customer();
    for (let points = 1; points <= 7; points++) await scene.topUp(owner, points);
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Wallet['entries'] | undefined = (await scene.walletOf(owner, { first: 3, after }))?.entries;
      seen.push(...(page?.nodes.map(({ points }) => points) ?? []));
      after = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
    const spy = jest.spyOn(scene.payments.subgraph.kit.database, 'query');
    const statements = async (first: number) => {
      spy.mockClear();
      await scene.walletOf(owner, { first });
      return spy.mock.calls.filter(([text]) => !/\b(outbox_head|inbox)\b/.test(text)).length;
    };
    const [one, many] = [await statements(1), await statements(7)];
    spy.mockRestore();
    expect(many).toBe(one);
    for (const bad of ['nonsense', Buffer.from('["walletEntries","x"]').toString('base64url')]) {
      const { errors } = await scene.payments.graphql(owner.accountId, WALLET, { shopId: owner.id, after: bad });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
