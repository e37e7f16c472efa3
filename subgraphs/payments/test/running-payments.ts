import type { Consumer } from '@yoyaku/platform/events/consumer';
import { CreateOutbox1700000000002 } from '@yoyaku/platform/events/outbox';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { RunningSubgraph } from '@yoyaku/platform/graphql-server/serve-subgraph';
import { serveSubgraph } from '@yoyaku/platform/graphql-server/serve-subgraph';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { createLogger } from '@yoyaku/platform/logging';
import pg from 'pg';
import type { PaymentsEnvironment } from '../src/environment.ts';
import { orderIds, paymentIds } from '../src/ids.ts';
import type { PaymentRow } from '../src/payment/payment.entity.ts';
import { findPayments } from '../src/payment/payment.store.ts';
import type { Timing } from '../src/payment/timing.ts';
import { definePayments } from '../src/subgraph.ts';
import { eventually } from './eventually.ts';
import { Neighbours, type TestOrder } from './neighbours.ts';
import { PROVIDER_SECRET, SimulatorProcess, WEBHOOK_SECRET } from './simulator-process.ts';

/** Impatient, so that whatever waits comes about within a test. */
export const TEST_TIMING: Timing = {
  providerTimeout: 500,
  askAfter: 300,
  lease: 1_500,
  neverReceivedAfter: 700,
  firstPause: 20,
  longestPause: 100,
  retryAfter: 5_000,
};

const GATEWAY_SECRET = 'gateway secret of the tests';

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** The payments subgraph with its neighbours, a real database and the simulator as a process of its own. */
export class RunningPayments implements AsyncDisposable {
  readonly neighbours: Neighbours;
  readonly environment: PaymentsEnvironment;
  simulator: SimulatorProcess;
  subgraph: RunningSubgraph<PaymentsEnvironment>;
  #consumer: Consumer;
  #position = 0;

  private constructor(
    neighbours: Neighbours,
    simulator: SimulatorProcess,
    environment: PaymentsEnvironment,
    [subgraph, consumer]: readonly [RunningSubgraph<PaymentsEnvironment>, Consumer],
  ) {
    this.neighbours = neighbours;
    this.simulator = simulator;
    this.environment = environment;
    this.subgraph = subgraph;
    this.#consumer = consumer;
  }

  static async start(): Promise<RunningPayments> {
    const [neighbours, simulator] = await Promise.all([Neighbours.start(), SimulatorProcess.start()]);
    const environment: PaymentsEnvironment = {
      DATABASE_URL: newDatabaseUrl(),
      HOST: '127.0.0.1',
      PORT: 0,
      GATEWAY_SECRET,
      SERVICE_TOKEN: 'service token of the tests',
      USERS_URL: neighbours.url,
      RESERVATIONS_URL: neighbours.url,
      PROVIDER_URL: simulator.url,
      PROVIDER_SECRET,
      WEBHOOK_SECRET,
      LOG_LEVEL: 'error',
    };
    const running = new RunningPayments(neighbours, simulator, environment, await serve(environment));
    await running.callBackHere();
    return running;
  }

  /** Has the simulator call back to where payments answers now. */
  async callBackHere(): Promise<void> {
    await this.simulator.behave({ webhookUrl: `${this.subgraph.url}/webhooks/simulator` });
  }

  async stop(): Promise<void> {
    await this.subgraph.close();
  }

  /** Starts again on the same database, on another port. */
  async startAgain(): Promise<void> {
    [this.subgraph, this.#consumer] = await serve(this.environment);
  }

  async graphql(accountId: Uuid | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await fetch(`${this.subgraph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-gateway-secret': GATEWAY_SECRET,
        ...(accountId === null ? {} : { authorization: await this.neighbours.authorization(accountId) }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }

  /** Pays as the order's own customer unless told otherwise; answers the result union. */
  async pay(order: TestOrder, options: { card?: string; key?: string; as?: Uuid } = {}): Promise<PayResult> {
    const { card = 'tok_visa', key, as = order.accountId } = options;
    const input = {
      orderId: orderIds.encode(order.shopId, order.orderId),
      method: { cardToken: card },
      ...(key === undefined ? {} : { idempotencyKey: key }),
    };
    const { data, errors } = await this.graphql(as, PAY, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data?.['payOrder'] as PayResult;
  }

  /** Hands events to the consumer as its runner would: a run of them in one transaction. */
  async deliver(...events: readonly Omit<RecordedEvent, 'id' | 'source' | 'position' | 'occurredAt'>[]): Promise<void> {
    const recorded = events.map((event) => ({
      ...event,
      id: randomId(),
      source: 'reservations',
      position: ++this.#position,
      occurredAt: new Date().toISOString(),
    }));
    await this.subgraph.kit.database.transaction('deliver', (transaction) =>
      this.#consumer.handle(transaction, recorded),
    );
  }

  /** An order that was placed, with its event delivered unless `told` is false. */
  async placeOrder(change: Partial<TestOrder> = {}, told = true): Promise<TestOrder> {
    const order: TestOrder = {
      shopId: randomId(),
      orderId: randomId(),
      accountId: randomId(),
      state: 'PENDING',
      total: { amount: 1200, currency: 'JPY' },
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
      ...change,
    };
    this.neighbours.orders.set(order.orderId, order);
    if (told) await this.deliver(orderEvent('OrderPlaced', order, 1));
    return order;
  }

  async confirm(order: TestOrder, paymentId: string): Promise<void> {
    await this.deliver(
      orderEvent('OrderConfirmed', { ...order, state: 'CONFIRMED' }, 2, { paymentId: keyOf(paymentId) }),
    );
  }

  async cancel(order: TestOrder): Promise<void> {
    await this.deliver(orderEvent('OrderCancelled', { ...order, state: 'CANCELLED' }, 3, { reason: 'BY_CUSTOMER' }));
  }

  /** Drives what is due until the payment is as wanted. @param paymentId `pay_…` */
  async paymentBecomes(paymentId: string, isWanted: (payment: PaymentRow) => boolean): Promise<PaymentRow> {
    return eventually(async () => {
      await this.subgraph.jobs.runNow('drive due payments');
      return this.payment(paymentId);
    }, isWanted);
  }

  /** The row of a payment. @param paymentId `pay_…` */
  async payment(paymentId: string): Promise<PaymentRow> {
    const key = paymentIds.decode(paymentId);
    const [row] = key ? await findPayments(this.subgraph.kit.database, [key]) : [];
    if (!row) throw new Error(`there is no payment ${paymentId}`);
    return row;
  }

  async paymentsOf({ shopId, orderId }: TestOrder): Promise<{ state: string; goal: string }[]> {
    return this.subgraph.kit.database.query(
      'SELECT state, goal FROM payment WHERE shop_id = $1 AND order_id = $2 ORDER BY created_at',
      [shopId, orderId],
    );
  }

  /** Types of the events emitted about the payments of an order, in order. */
  async eventsOf({ shopId }: TestOrder): Promise<string[]> {
    const rows = await this.subgraph.kit.database.query<{ type: string }>(
      'SELECT type FROM outbox WHERE shop_id = $1 ORDER BY inserted',
      [shopId],
    );
    return rows.map(({ type }) => type);
  }

  /** What the provider holds and took and gave back, against what we think: equal, or money is lost somewhere. */
  async sums(): Promise<{ provider: Sums; ours: Sums }> {
    const { payments } = await this.simulator.books();
    const provider = { authorized: 0, captured: 0, refunded: 0 };
    for (const { state, amount, capturedAmount, refundedAmount } of payments) {
      if (state === 'AUTHORIZED') provider.authorized += amount;
      provider.captured += capturedAmount;
      provider.refunded += refundedAmount;
    }
    const [ours] = await this.subgraph.kit.database.query<Sums>(
      `SELECT coalesce(sum(amount) FILTER (WHERE state = 'AUTHORIZED'), 0)::float AS authorized,
              coalesce(sum(captured_amount), 0)::float AS captured, coalesce(sum(refunded_amount), 0)::float AS refunded
         FROM payment`,
    );
    return { provider, ours: ours ?? { authorized: 0, captured: 0, refunded: 0 } };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.simulator[Symbol.asyncDispose]();
    await this.neighbours[Symbol.asyncDispose]();
    await dropDatabase(this.environment.DATABASE_URL);
  }
}

interface Sums {
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
}

export interface PayResult {
  readonly __typename: string;
  readonly id: string;
  readonly state: string;
  readonly code?: string;
  readonly retryable?: boolean;
  readonly reason?: string;
  readonly field?: string;
  readonly orderState?: string;
  readonly retryAt?: string;
  readonly payment: { readonly id: string; readonly state: string; readonly failureReason: string | null };
}

const PAY = `
  mutation Pay($input: PayOrderInput!) {
    payOrder(input: $input) {
      __typename
      ... on Payment { id state amount { amount currency } captured { amount } failureReason version order { id } }
      ... on Failure { code message retryable }
      ... on PaymentDeclined { reason payment { id state failureReason } }
      ... on PaymentInProgress { payment { id state failureReason } }
      ... on AlreadyPaid { payment { id state failureReason } }
      ... on OrderNotPayable { orderState }
      ... on InvalidInput { field }
      ... on PaymentProviderUnavailable { retryAt }
    }
  }`;

/** An event about an order as reservations emits it. */
export function orderEvent(
  type: 'OrderPlaced' | 'OrderConfirmed' | 'OrderCancelled' | 'OrderExpired' | 'OrderPaymentRefused',
  { shopId, ...order }: TestOrder,
  version: number,
  more: Record<string, unknown> = {},
) {
  return { type, shopId, aggregateId: order.orderId, version, data: { ...order, ...more } };
}

export function keyOf(paymentId: string): Uuid {
  const key = paymentIds.decode(paymentId)?.key;
  if (key === undefined) throw new Error(`${paymentId} is no payment id`);
  return key;
}

/** Serves payments and gets hold of its consumer. Jobs run only when a test says so. */
async function serve(
  environment: PaymentsEnvironment,
): Promise<readonly [RunningSubgraph<PaymentsEnvironment>, Consumer]> {
  const definition = definePayments(TEST_TIMING);
  const consumers: Consumer[] = [];
  const subgraph = await serveSubgraph(
    {
      ...definition,
      migrations: [...definition.migrations, CreateOutbox1700000000002],
      async build(kit) {
        const parts = await definition.build(kit);
        consumers.push(...(parts.consumers ?? []));
        return parts;
      },
    },
    { environment, logger: createLogger('payments', environment.LOG_LEVEL), runJobs: false },
  );
  const [consumer] = consumers;
  if (!consumer) throw new Error('payments follows nobody');
  return [subgraph, consumer];
}

export function newDatabaseUrl(): string {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = `/yoyaku_test_payments_${randomId().replaceAll('-', '')}`;
  return url.href;
}

export async function dropDatabase(databaseUrl: string): Promise<void> {
  const server = new URL(databaseUrl);
  const name = server.pathname.slice(1);
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  await client.end();
}
