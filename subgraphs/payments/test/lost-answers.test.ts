import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { subgraphMigrations } from '@yoyaku/platform/graphql-server/subgraph-migrations';
import { createTestDatabase } from '@yoyaku/platform/testing/test-database';
import { orderIds } from '../src/ids.ts';
import { paymentsSubgraph } from '../src/subgraph.ts';
import type { PaymentState } from '../src/payment/payment.state.ts';
import { eventually } from './eventually.ts';
import { RunningPayments, TEST_TIMING, type TestOrder } from './running-payments.ts';
import { SimulatorProcess } from './simulator-process.ts';

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(async () => {
  await payments.simulator.behaveNormally();
  const { provider, ours } = await payments.sums();
  expect(ours).toEqual(provider);
});
afterAll(() => payments[Symbol.asyncDispose]());

const isIn = (wanted: PaymentState) => (payment: { readonly state: PaymentState }) => payment.state === wanted;

describe('a provider that charges and does not say so', () => {
  test.each(['SILENT', 'BROKEN'] as const)('because it is %s is asked until we know', async (mode) => {
    await payments.simulator.behave({ mode });
    const order = await payments.placeOrder();
    const { id, ...answer } = await payments.pay(order, { key: 'one' });
    expect(answer).toMatchObject({ __typename: 'Payment', state: 'PROCESSING' });
    expect(await payments.simulator.charges(id)).toMatchObject([{ state: 'AUTHORIZED' }]);
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(id, isIn('AUTHORIZED'));
    expect(await payments.pay(order, { key: 'one' })).toMatchObject({ __typename: 'Payment', id, state: 'AUTHORIZED' });
    expect(await payments.simulator.charges(id)).toHaveLength(1);
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized']);
  });

  test('has what it declined noticed as well', async () => {
    await payments.simulator.behave({ mode: 'SILENT' });
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order, { card: 'tok_declined' });
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(id, isIn('FAILED'));
    expect(await payments.pay(order)).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
  });

  test('would be asked to charge again without an idempotency key (the control): its books show two charges', async () => {
    await payments.simulator.behave({ mode: 'BROKEN' });
    const body = { reference: 'a careless merchant', amount: 1, currency: 'JPY', cardToken: 'tok_declined' };
    for (let attempt = 0; attempt < 2; attempt++)
      expect((await payments.simulator.request('POST', '/v1/payments', body)).status).toBe(500);
    expect(await payments.simulator.charges('a careless merchant')).toHaveLength(2);
  });
});

describe('a provider that cuts the connection before it does anything', () => {
  test('is asked once more under the same key when it says that it has nothing, and charges once', async () => {
    await payments.simulator.behave({ mode: 'DOWN' });
    const order = await payments.placeOrder();
    const { id, ...answer } = await payments.pay(order, { key: 'one' });
    expect(answer).toMatchObject({ __typename: 'Payment', state: 'PROCESSING' });
    expect(await payments.simulator.charges(id)).toEqual([]);
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(id, isIn('AUTHORIZED'));
    expect(await payments.simulator.charges(id)).toHaveLength(1);
    expect(await payments.pay(order, { key: 'one' })).toMatchObject({ __typename: 'Payment', id, state: 'AUTHORIZED' });
  });

  test('for long is asked once more all the same when it is back', async () => {
    await payments.simulator.behave({ mode: 'DOWN' });
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    // Longer than it takes to give a payment up of which a provider that answers knows nothing.
    const outage = TEST_TIMING.neverReceivedAfter + 1;
    await payments.paymentBecomes(
      id,
      ({ failures, updatedAt }) => failures > 0 && Date.now() - updatedAt.getTime() > outage,
    );
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(id, isIn('AUTHORIZED'));
    expect(await payments.simulator.charges(id)).toHaveLength(1);
  });

  test('is not asked once more for an order that is called off', async () => {
    await payments.simulator.behave({ mode: 'DOWN' });
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.cancel(order);
    await payments.simulator.behaveNormally();
    expect(await payments.paymentBecomes(id, isIn('FAILED'))).toMatchObject({ failureReason: 'NEVER_RECEIVED' });
    expect(await payments.simulator.charges(id)).toEqual([]);
  });

  test('every time leaves the truth open until it is clear that the request never came', async () => {
    const order = await payments.placeOrder();
    const { id, ...answer } = await payments.pay(order, { key: 'one', card: 'tok_provider_down' });
    expect(answer).toMatchObject({ __typename: 'Payment', state: 'PROCESSING' });
    expect(await payments.pay(order, { key: 'two' })).toMatchObject({ __typename: 'PaymentInProgress' });
    expect(await payments.paymentBecomes(id, isIn('FAILED'))).toMatchObject({ failureReason: 'NEVER_RECEIVED' });
    expect(await payments.pay(order, { key: 'one', card: 'tok_provider_down' })).toMatchObject({
      __typename: 'PaymentDeclined',
      reason: 'NEVER_RECEIVED',
    });
    expect(await payments.pay(order, { key: 'two' })).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
  });

  test('and has received it after all gets it back, and the order is not confirmed by that money', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order, { card: 'tok_provider_down' });
    await payments.paymentBecomes(id, isIn('FAILED'));
    const other = await payments.pay(order);
    await payments.simulator.behave({ callbacks: 'EVERY_CHANGE' });
    const late = { reference: id, amount: 1200, currency: 'JPY', cardToken: 'tok_visa' };
    await payments.simulator.request('POST', '/v1/payments', late, { 'idempotency-key': `${id}:authorize` });
    await payments.paymentBecomes(id, isIn('VOIDED'));
    expect(await payments.simulator.charges(id)).toMatchObject([{ state: 'VOIDED' }]);
    expect(await payments.payment(other.id)).toMatchObject({ state: 'AUTHORIZED', goal: 'AUTHORIZE' });
    expect(await payments.eventsOf(order)).toEqual(['PaymentFailed', 'PaymentAuthorized', 'PaymentVoided']);
  });
});

describe('a provider that is not there at all', () => {
  test('is answered as unavailable, charges nothing, and the same key pays once it is back', async () => {
    await using other = await RunningPayments.start();
    const port = Number(new URL(other.simulator.url).port);
    await other.simulator[Symbol.asyncDispose]();
    const order = await other.placeOrder();
    const before = Date.now();
    const unavailable = await other.pay(order, { key: 'one' });
    expect(unavailable).toMatchObject({
      __typename: 'PaymentProviderUnavailable',
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
      retryable: true,
    });
    expect(Date.parse(unavailable.retryAt ?? '')).toBeGreaterThan(before);
    expect(await other.paymentsOf(order)).toEqual([{ state: 'CREATED', goal: 'AUTHORIZE' }]);
    expect(await other.eventsOf(order)).toEqual(['PaymentDelayed']);

    other.simulator = await SimulatorProcess.start(port);
    const paid = await other.pay(order, { key: 'one' });
    expect(paid).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
    expect(await other.simulator.charges(paid.id)).toHaveLength(1);
    expect(await other.paymentsOf(order)).toEqual([{ state: 'AUTHORIZED', goal: 'AUTHORIZE' }]);
  });

  test('does not keep the order from being paid by another request', async () => {
    await using other = await RunningPayments.start();
    const port = Number(new URL(other.simulator.url).port);
    await other.simulator[Symbol.asyncDispose]();
    const order = await other.placeOrder();
    await other.pay(order, { key: 'one' });
    other.simulator = await SimulatorProcess.start(port);
    expect(await other.pay(order, { key: 'two' })).toMatchObject({ __typename: 'Payment' });
    expect(await other.pay(order, { key: 'one' })).toMatchObject({ __typename: 'AlreadyPaid' });
  });
});

describe('payments itself', () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase({ name: 'payments', migrations: subgraphMigrations(paymentsSubgraph) });
  });
  const children: ChildProcess[] = [];
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await database.drop();
  });

  /** Payments as a process of its own, on a database of its own. */
  async function startProcess(): Promise<{ url: string; child: ChildProcess }> {
    const child = spawn(process.execPath, [main], {
      env: {
        ...Object.fromEntries(
          Object.entries(payments.subgraph.kit.environment).map(([name, value]) => [name, String(value)]),
        ),
        DATABASE_URL: database.url,
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const lines = createInterface({ input: child.stdout });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    lines.on('line', (line) => {
      const { url, msg } = JSON.parse(line) as { url?: string; msg?: string };
      if (msg === 'ready' && url !== undefined) resolve(url);
    });
    child.once('exit', () => {
      reject(new Error('payments ended before it was ready'));
    });
    return { url: await promise, child };
  }

  test('killed between the charge and its record settles every payment when it is back, and charges nobody twice', async () => {
    await payments.simulator.behave({ mode: 'SILENT' });
    const orders = await Promise.all(Array.from({ length: 10 }, () => payments.placeOrder({}, false)));
    const first = await startProcess();
    const pay = (url: string, nth: number) => payThere(url, orders[nth]);
    const unanswered = orders.map((_, nth) => pay(first.url, nth).catch(() => 'no answer'));
    const chargedBefore = await eventually(
      async () => (await payments.simulator.books()).payments.slice(-orders.length),
      (charges) => charges.length === orders.length && charges.every(({ cardToken }) => cardToken === 'tok_slow'),
    );
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(new Set(await Promise.all(unanswered))).toEqual(new Set(['no answer']));

    await payments.simulator.behaveNormally();
    const second = await startProcess();
    await eventually(
      () => Promise.all(orders.map((_, nth) => pay(second.url, nth))),
      (states) => states.every((state) => state === 'AUTHORIZED'),
    );
    second.child.kill('SIGTERM');
    await once(second.child, 'exit');
    const { payments: charges } = await payments.simulator.books();
    for (const { reference } of chargedBefore)
      expect(charges.filter((charge) => charge.reference === reference)).toMatchObject([{ state: 'AUTHORIZED' }]);
    // These payments stand in that process's own database, so let go of them here, too.
    for (const { id } of chargedBefore) await payments.simulator.request('POST', `/v1/payments/${id}/void`, {});
  });

  /** The state of the payment answered for the order, always asked for with the same key. */
  async function payThere(url: string, order: TestOrder | undefined) {
    if (!order) throw new Error('no such order');
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-gateway-secret': payments.subgraph.kit.environment.GATEWAY_SECRET,
        authorization: `Bearer ${await payments.subgraph.users.token(order.accountId)}`,
      },
      body: JSON.stringify({
        query: `mutation ($id: ID!) {
          payOrder(input: { orderId: $id, method: { cardToken: "tok_slow" }, idempotencyKey: "one" }) {
            __typename ... on Payment { state }
          }
        }`,
        variables: { id: orderIds.encode(order.shopId, order.orderId) },
      }),
    });
    const { data } = (await response.json()) as { data: { payOrder: { state?: string } } };
    return data.payOrder.state;
  }
});
