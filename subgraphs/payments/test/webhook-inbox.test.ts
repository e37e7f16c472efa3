import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { subgraphMigrations } from '@yoyaku/platform/graphql-server/subgraph-migrations';
import { createTestDatabase, type TestDatabase } from '@yoyaku/platform/testing/test-database';
import pg from 'pg';
import { sign } from '../simulator/callbacks.ts';
import { paymentIds } from '../src/ids.ts';
import { paymentsSubgraph } from '../src/subgraph.ts';
import { eventually } from './eventually.ts';
import { keyOf, RunningPayments } from './running-payments.ts';
import { WEBHOOK_SECRET } from './simulator-process.ts';

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(() => payments.simulator.behaveNormally());
afterAll(() => payments[Symbol.asyncDispose]());

/** A callback that says a payment has become AUTHORIZED. */
function callbackOf(reference: string, eventId = `evt_${randomId()}`): string {
  const payment = {
    id: `ch_${reference}`,
    reference,
    state: 'AUTHORIZED',
    declineReason: null,
    capturedAmount: 0,
    refundedAmount: 0,
  };
  return JSON.stringify({ id: eventId, type: 'payment.authorized', createdAt: new Date(), payment });
}

/** Calls a webhook, signed well; the status it is answered with. */
async function call(url: string, body: string, provider = 'simulator'): Promise<number> {
  const signature = sign(WEBHOOK_SECRET, Math.floor(Date.now() / 1000), body);
  const header = provider === 'easy-pay' ? 'x-easy-pay-signature' : 'x-provider-signature';
  const headers = { 'content-type': 'application/json', [header]: signature };
  const response = await fetch(`${url}/webhooks/${provider}`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}

interface Row {
  readonly provider: string;
  readonly eventId: string;
  readonly isHandled: boolean;
}

const rowsOf = (paymentId: string): Promise<Row[]> =>
  payments.subgraph.kit.database.query(
    `SELECT provider, event_id AS "eventId", due_at IS NULL AS "isHandled" FROM webhook_call WHERE payment_id = $1`,
    [keyOf(paymentId)],
  );

/** A payment that only a webhook call will settle. */
async function waitingPayment() {
  await payments.simulator.behave({ delayMilliseconds: null });
  const order = await payments.placeOrder();
  const { id } = await payments.pay(order, { card: 'tok_delayed' });
  return { order, id };
}

describe('a webhook call', () => {
  test('that comes ten times at once, and is replayed afterwards, is written and handled once', async () => {
    const { order, id } = await waitingPayment();
    const body = callbackOf(id);
    const statuses = await Promise.all(Array.from({ length: 10 }, () => call(payments.subgraph.url, body)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const [row, ...others] = await eventually(
      () => rowsOf(id),
      ([first]) => first?.isHandled === true,
    );
    expect(row).toMatchObject({ provider: 'simulator', eventId: (JSON.parse(body) as { id: string }).id });
    expect(others).toEqual([]);
    const { version } = await payments.payment(id);
    expect(await call(payments.subgraph.url, body)).toBe(200);
    expect(await rowsOf(id)).toHaveLength(1);
    expect(await payments.payment(id)).toMatchObject({ state: 'AUTHORIZED', version });
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized']);
  });

  test('is handled by another when nobody has handled it in time', async () => {
    const { id } = await waitingPayment();
    const { tenant, key } = paymentIds.decode(id) ?? { tenant: '', key: '' };
    const claim = {
      providerPaymentId: 'ch_1',
      reference: id,
      state: 'AUTHORIZED',
      failureReason: null,
      actionUrl: null,
    };
    // As a process leaves it that dies right after its answer.
    await payments.subgraph.kit.database.query(
      `INSERT INTO webhook_call (shop_id, provider, event_id, payment_id, claim, received_at, due_at)
       VALUES ($1, 'simulator', 'evt_left_behind', $2, $3, now(), now() - interval '1 second')`,
      [tenant, key, JSON.stringify(claim)],
    );
    // The job may be about it by itself at this very moment.
    await payments.subgraph.jobs.runNow('handle webhook calls');
    await eventually(
      () => rowsOf(id),
      ([row]) => row?.isHandled === true,
    );
    expect(await payments.payment(id)).toMatchObject({ state: 'AUTHORIZED' });
  });

  test('about a payment nobody knows, or of another provider, is answered alike and leaves nothing', async () => {
    const { id } = await waitingPayment();
    for (const reference of [paymentIds.encode(randomId(), randomId()), 'no reference of ours'])
      expect(await call(payments.subgraph.url, callbackOf(reference))).toBe(200);
    const approval = {
      id: 'ep_1',
      reference: id,
      state: 'APPROVED',
      approvalUrl: 'https://pay.example/1',
      capturedAmount: 0,
      refundedAmount: 0,
    };
    const ofAnother = JSON.stringify({ id: 'evt_of_another', approval });
    expect(await call(payments.subgraph.url, ofAnother, 'easy-pay')).toBe(200);
    expect(await rowsOf(id)).toEqual([]);
    const left = await payments.subgraph.kit.database.query('SELECT FROM webhook_call WHERE due_at IS NOT NULL');
    expect(left).toEqual([]);
    expect(await payments.payment(id)).toMatchObject({ state: 'PROCESSING' });
  });

  test('is forgotten a week after it was handled, not before', async () => {
    const { id } = await waitingPayment();
    await call(payments.subgraph.url, callbackOf(id, 'evt_of_today'));
    await eventually(
      () => rowsOf(id),
      ([row]) => row?.isHandled === true,
    );
    await payments.subgraph.kit.database.query(
      `INSERT INTO webhook_call (shop_id, provider, event_id, payment_id, claim, received_at, due_at)
       SELECT shop_id, provider, old.event_id, payment_id, claim, now() - interval '8 days', old.due_at
         FROM webhook_call, (VALUES ('evt_old', NULL), ('evt_old_and_not_handled', now() + interval '1 day'))
              AS old (event_id, due_at)
        WHERE payment_id = $1`,
      [keyOf(id)],
    );
    await payments.subgraph.jobs.runNow('forget webhook calls');
    expect((await rowsOf(id)).map(({ eventId }) => eventId).sort()).toEqual([
      'evt_of_today',
      'evt_old_and_not_handled',
    ]);
  });
});

describe('payments as a process of its own', () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const children: ChildProcess[] = [];
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase({ name: 'payments', migrations: subgraphMigrations(paymentsSubgraph) });
    client = new pg.Client(database.url);
    await client.connect();
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await client.end();
    await database.drop();
  });

  async function startProcess(): Promise<{ url: string; child: ChildProcess }> {
    const { environment } = payments.subgraph.kit;
    const variables = Object.entries(environment).map(([name, value]) => [name, String(value)] as const);
    const child = spawn(process.execPath, [main], {
      env: { ...Object.fromEntries(variables), DATABASE_URL: database.url, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      const { url, msg } = JSON.parse(line) as { url?: string; msg?: string };
      if (msg !== 'ready' || url === undefined) continue;
      child.stdout.resume();
      return { url, child };
    }
    throw new Error('payments ended before it was ready');
  }

  /** A row that waits for its provider; nobody will ask, so that only a webhook call can settle it. */
  async function waitingRow(): Promise<string> {
    const [shopId, paymentId] = [randomId(), randomId()];
    await client.query(
      `INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, created_at, updated_at)
       VALUES ($1, $2, $3, $3, 1200, 'JPY', 'PROCESSING', 'AUTHORIZE', now(), now())`,
      [shopId, paymentId, randomId()],
    );
    return paymentIds.encode(shopId, paymentId);
  }

  const stateOf = async (id: string): Promise<string | undefined> => {
    const { rows } = await client.query<{ state: string }>('SELECT state FROM payment WHERE payment_id = $1', [
      keyOf(id),
    ]);
    return rows[0]?.state;
  };

  /** The backends of this database that wait for somebody's lock. */
  const waiting = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

  test('answers before it handles, and what it leaves unhandled when it is killed the next process handles', async () => {
    const first = await startProcess();
    const id = await waitingRow();
    // Somebody holds the payment, so that handling the call takes as long as this.
    const holder = new pg.Client(database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM payment WHERE payment_id = $1 FOR NO KEY UPDATE', [keyOf(id)]);
    expect(await call(first.url, callbackOf(id))).toBe(200);
    await eventually(
      () => client.query(`SELECT pid ${waiting}`),
      ({ rows }) => rows.length > 0,
    );
    expect(await stateOf(id)).toBe('PROCESSING');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    // PostgreSQL would still carry out what it was sent.
    await client.query(`SELECT pg_terminate_backend(pid) ${waiting}`);
    await holder.query('ROLLBACK');
    await holder.end();

    expect(await stateOf(id)).toBe('PROCESSING');

    // Its lease has run out.
    await client.query('UPDATE webhook_call SET due_at = now()');
    await startProcess();
    await eventually(
      () => client.query('SELECT FROM webhook_call WHERE due_at IS NOT NULL'),
      ({ rows }) => rows.length === 0,
    );
    expect(await stateOf(id)).toBe('AUTHORIZED');
  });
});
