import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { orderIds, paymentIds } from '../src/ids.ts';
import { SimulatorProcess } from './simulator-process.ts';
import { TOP_UP, WalletScene } from './wallet-scene.ts';

let scene: WalletScene;
beforeAll(async () => {
  scene = await WalletScene.start();
});
afterEach(() => scene.addsUp());
afterAll(() => scene[Symbol.asyncDispose]());

describe('points that are bought', () => {
  test('cost a minor unit each and are in the wallet at once, with the payment as its entry', async () => {
    const owner = scene.customer();
    expect(await scene.walletOf(owner)).toMatchObject({ balance: 0, shop: { id: owner.id }, entries: { nodes: [] } });
    const paid = await scene.topUp(owner, 2_500);
    expect(paid).toMatchObject({
      __typename: 'Payment',
      purpose: 'TOP_UP',
      points: 2_500,
      state: 'CAPTURED',
      order: null,
      amount: { amount: '2500', currency: 'JPY' },
    });
    expect(await scene.walletOf(owner)).toMatchObject({
      balance: 2_500,
      entries: { nodes: [{ kind: 'TOPPED_UP', points: 2_500, balance: 2_500, order: null, payment: { id: paid.id } }] },
    });
    const events = (await scene.payments.subgraph.emitted()).filter(({ shopId }) => shopId === owner.shopId);
    expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
      {
        type: 'PointsToppedUp',
        data: {
          paymentId: paymentIds.decode(paid.id)?.key,
          accountId: owner.accountId,
          points: 2_500,
          amount: { amount: 2_500, currency: 'JPY' },
        },
      },
    ]);
  });

  test.each([
    ['USD', 1_050, '10.50'],
    ['KWD', 1_050, '1.050'],
    ['JPY', 1_050, '1050'],
  ])('cost %s in its own decimals', async (currency, points, amount) => {
    const owner = scene.customer({ currency });
    expect(await scene.topUp(owner, points)).toMatchObject({ amount: { amount, currency } });
    expect(await scene.balanceOf(owner)).toBe(points);
  });

  test('are paid once under one key, whoever asks how often', async () => {
    const owner = scene.customer();
    const idempotencyKey = randomId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => scene.topUp(owner, 500, { idempotencyKey })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    await scene.becomes(owner, 500);
    expect(await scene.topUp(owner, 501, { idempotencyKey })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    const stranger = { ...owner, accountId: randomId() };
    expect(await scene.topUp(stranger, 500, { idempotencyKey })).toMatchObject({ __typename: 'Payment' });
    expect([await scene.balanceOf(owner), await scene.balanceOf(stranger)]).toEqual([500, 500]);
  });

  test('are not there when the card is declined', async () => {
    const owner = scene.customer();
    const method = { cardToken: 'tok_declined' };
    expect(await scene.topUp(owner, 500, { method })).toMatchObject({
      __typename: 'PaymentDeclined',
      reason: 'CARD_DECLINED',
      payment: { state: 'FAILED' },
    });
    expect(await scene.walletOf(owner)).toMatchObject({ balance: 0, entries: { nodes: [] } });
  });

  test('are there when the customer has approved, and not before', async () => {
    const owner = scene.customer();
    const method = { easyPay: { returnUrl: 'https://shop.example/back' } };
    const { id, state, actionUrl } = await scene.topUp(owner, 500, { method });
    expect([state, actionUrl]).toEqual(['PROCESSING', expect.stringContaining('/approve/')]);
    expect(await scene.balanceOf(owner)).toBe(0);
    await scene.payments.simulator.decide(id, true);
    await scene.payments.paymentBecomes(id, (payment) => payment.state === 'CAPTURED');
    expect(await scene.balanceOf(owner)).toBe(500);
  });

  describe('at a provider that cannot be reached', () => {
    const unavailable = { __typename: 'PaymentProviderUnavailable', retryable: true };

    async function whileDown(other: WalletScene, work: () => Promise<void>): Promise<void> {
      const port = Number(new URL(other.payments.simulator.url).port);
      await other.payments.simulator.kill();
      await work();
      other.payments.simulator = await SimulatorProcess.start(port);
      // The breaker closes, and whatever waits for it is collected.
      await other.topUp(other.customer(), 1);
      await other.payments.subgraph.jobs.runNow('drive due payments');
    }

    test('are bought once by the same request when it is back', async () => {
      await using other = await WalletScene.start();
      const owner = other.customer();
      const idempotencyKey = randomId();
      await whileDown(other, async () => {
        expect(await other.topUp(owner, 500, { idempotencyKey })).toMatchObject(unavailable);
        expect(await other.topUp(owner, 500, { idempotencyKey })).toMatchObject(unavailable);
        expect(await other.balanceOf(owner)).toBe(0);
      });
      const paid = { __typename: 'Payment', state: 'CAPTURED' };
      expect(await other.topUp(owner, 500, { idempotencyKey })).toMatchObject(paid);
      expect(await other.topUp(owner, 500, { idempotencyKey })).toMatchObject(paid);
      expect((await other.walletOf(owner))?.entries.nodes).toHaveLength(1);
      await other.addsUp();
    });

    test('are never bought afterwards unless somebody asks again, however often they were asked for', async () => {
      await using other = await WalletScene.start();
      const owner = other.customer();
      const keys = [randomId(), randomId(), randomId()];
      await whileDown(other, async () => {
        for (const idempotencyKey of keys)
          expect(await other.topUp(owner, 500, { idempotencyKey })).toMatchObject(unavailable);
      });
      const { database } = other.payments.subgraph.kit;
      const states = () =>
        database.query('SELECT state, failure_reason AS reason, method FROM payment WHERE account_id = $1', [
          owner.accountId,
        ]);
      expect(await states()).toEqual(keys.map(() => expect.objectContaining({ state: 'CREATED' })));
      const [waiting] = await database.query<{ paymentId: Uuid }>(
        'SELECT payment_id AS "paymentId" FROM payment WHERE account_id = $1',
        [owner.accountId],
      );
      const input = { paymentId: paymentIds.encode(owner.shopId, waiting?.paymentId ?? randomId()) };
      const retry =
        'mutation ($input: RetryPaymentInput!) { retryPayment(input: $input) { __typename ... on InvalidInput { field message } } }';
      const refused = await other.payments.graphql(owner.accountId, retry, { input });
      expect(refused.data?.retryPayment).toEqual({
        __typename: 'InvalidInput',
        field: 'paymentId',
        message: 'Buy points anew with topUpPoints.',
      });
      // Their time is up.
      await database.query('UPDATE payment SET next_attempt_at = now() WHERE account_id = $1', [owner.accountId]);
      await other.payments.subgraph.jobs.runNow('drive due payments');
      expect(await states()).toEqual(
        keys.map(() => expect.objectContaining({ state: 'FAILED', reason: 'NEVER_RECEIVED' })),
      );
      expect(await other.topUp(owner, 500, { idempotencyKey: keys[0] })).toMatchObject({
        __typename: 'PaymentDeclined',
        reason: 'NEVER_RECEIVED',
      });
      const { payments } = await other.payments.simulator.books();
      expect(payments.map(({ amount }) => amount)).toEqual([1]);
      expect(await other.topUp(owner, 500)).toMatchObject({ __typename: 'Payment', state: 'CAPTURED' });
      expect(await other.balanceOf(owner)).toBe(500);
      await other.addsUp();
    });
  });

  test.each(['SILENT', 'BROKEN'] as const)('are credited once by a provider that is %s', async (mode) => {
    const owner = scene.customer();
    await scene.payments.simulator.behave({ mode });
    const { id } = await scene.topUp(owner, 500);
    await scene.payments.simulator.behaveNormally();
    await scene.payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
    expect((await scene.walletOf(owner))?.entries.nodes).toHaveLength(1);
  });

  test('are credited one after the other when many are taken at once', async () => {
    const owner = scene.customer();
    await Promise.all(Array.from({ length: 30 }, (_, index) => scene.topUp(owner, index + 1)));
    await scene.becomes(owner, 465);
    const { entries } = (await scene.walletOf(owner, { first: 100 })) ?? { entries: { nodes: [] } };
    expect(entries.nodes).toHaveLength(30);
    const sums = entries.nodes
      .toReversed()
      .reduce<number[]>((all, { points }) => [...all, (all.at(-1) ?? 0) + points], []);
    expect(entries.nodes.toReversed().map(({ balance }) => balance)).toEqual(sums);
  });

  test('must be a number that can be bought, at a shop that takes them', async () => {
    const owner = scene.customer();
    for (const points of [0, -1, -2_147_483_648, 1_000_000_001, 2_147_483_647]) {
      expect(await scene.topUp(owner, points)).toMatchObject({ __typename: 'InvalidInput', field: 'points' });
    }
    const bad = [
      [{ method: {} }, 'method'],
      [{ method: { cardToken: '' } }, 'method.cardToken'],
      [{ method: { cardToken: '4242 4242 4242 4242' } }, 'method.cardToken'],
      [{ idempotencyKey: '' }, 'idempotencyKey'],
      [{ idempotencyKey: 'x'.repeat(201) }, 'idempotencyKey'],
    ] as const;
    for (const [more, field] of bad) {
      expect(await scene.topUp(owner, 1, more)).toMatchObject({ __typename: 'InvalidInput', field });
    }
    const forMoney = scene.customer({ paymentPolicy: 'PREPAY' });
    expect(await scene.topUp(forMoney, 1)).toMatchObject({ __typename: 'InvalidInput', field: 'shopId' });
    expect(await scene.walletOf(forMoney)).toBeNull();
    for (const id of [shopIds.encode(randomId()), 'shp_nonsense', orderIds.encode(randomId(), randomId())]) {
      expect(await scene.topUp({ ...owner, id }, 1)).toMatchObject({ __typename: 'NotFound' });
      expect(await scene.walletOf({ ...owner, id })).toBeNull();
    }
    expect(
      await scene.payments.graphql(owner.accountId, TOP_UP, { input: { shopId: owner.id, points: 1.5 } }),
    ).toHaveProperty('errors');
    expect(await scene.balanceOf(owner)).toBe(0);
  });

  test('are no more than a wallet takes, together with those that are on their way', async () => {
    const owner = scene.customer();
    await scene.topUp(owner, 600_000_000);
    const method = { easyPay: { returnUrl: 'https://shop.example/back' } };
    const { id } = await scene.topUp(owner, 400_000_000, { method, idempotencyKey: 'on its way' });
    expect(await scene.topUp(owner, 1)).toMatchObject({ __typename: 'InvalidInput', field: 'points' });
    expect(await scene.topUp(owner, 400_000_000, { method, idempotencyKey: 'on its way' })).toMatchObject({ id });
    await scene.payments.simulator.decide(id, false);
    await scene.payments.paymentBecomes(id, ({ state }) => state === 'FAILED');
    expect(await scene.topUp(owner, 1)).toMatchObject({ __typename: 'Payment' });
  });
});
