import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { type StandIn, startStandIn } from '@yoyaku/platform/testing/stand-in';
import { type Answer, startTestSubgraph, type TestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import type { PaymentsEnvironment } from '../src/environment.ts';
import { orderIds, paymentIds } from '../src/ids.ts';
import type { OrderData } from '../src/order/payable-order.ts';
import type { PaymentRow } from '../src/payment/payment.entity.ts';
import { findPayments } from '../src/payment/payment.store.ts';
import type { Timing } from '../src/payment/timing.ts';
import type { PaymentMethod } from '../src/provider/provider.ts';
import { type Isolation, ISOLATION } from '../src/provider/guarded-provider.ts';
import { definePayments } from '../src/subgraph.ts';
import { eventually } from './eventually.ts';
import { PROVIDER_SECRET, SimulatorProcess, WEBHOOK_SECRET } from './simulator-process.ts';

/** Impatient, so that whatever waits comes about within a test. */
export const TEST_TIMING: Timing = {
  providerTimeout: 500,
  askAfter: 300,
  lease: 1_500,
  neverReceivedAfter: 700,
  firstPause: 20,
  longestPause: 100,
  retryAfter: 200,
  topUpWaits: 60_000,
  longestWait: 100,
};

/** A breaker that needs many failures, and gets over them soon: what stands behind it is looked at in most tests. */
export const TEST_ISOLATION: Isolation = { ...ISOLATION, fewestCalls: 20, openFor: 100 };

export interface TestOrder extends OrderData {
  readonly shopId: Uuid;
}

/** The payments subgraph with a real database, a stand-in for reservations, and the simulator as its own process. */
export class RunningPayments implements AsyncDisposable {
  readonly subgraph: TestSubgraph<PaymentsEnvironment>;
  readonly reservations: StandIn;
  simulator: SimulatorProcess;
  readonly #orders: Map<Uuid, TestOrder>;
  /** Events are delivered one run after another, as positions demand. */
  #delivered: Promise<void> = Promise.resolve();

  private constructor(
    subgraph: TestSubgraph<PaymentsEnvironment>,
    reservations: StandIn,
    simulator: SimulatorProcess,
    orders: Map<Uuid, TestOrder>,
  ) {
    this.subgraph = subgraph;
    this.reservations = reservations;
    this.simulator = simulator;
    this.#orders = orders;
  }

  /** @param providers variables about other providers than the simulator */
  static async start(providers: Partial<PaymentsEnvironment> = {}): Promise<RunningPayments> {
    const orders = new Map<Uuid, TestOrder>();
    const reservations = await startStandIn(({ path, body }) => {
      if (path !== '/internal/orders') return null;
      const asked = (body as { orders: { shopId: Uuid; orderId: Uuid }[] }).orders;
      const found = asked.map(({ shopId, orderId }) => ({ shopId, order: orders.get(orderId) }));
      return { body: { orders: found.flatMap(({ shopId, order }) => (order?.shopId === shopId ? [order] : [])) } };
    });
    const simulator = await SimulatorProcess.start();
    const subgraph = await startTestSubgraph(definePayments(TEST_TIMING, TEST_ISOLATION), {
      quiet: true,
      environment: {
        RESERVATIONS_URL: reservations.url,
        CARD_PROVIDER: 'simulator',
        PROVIDER_URL: simulator.url,
        PROVIDER_SECRET,
        WEBHOOK_SECRET,
        ...providers,
      },
    });
    await simulator.behave({
      webhookUrl: `${subgraph.url}/webhooks/simulator`,
      easyPayWebhookUrl: `${subgraph.url}/webhooks/easy-pay`,
    });
    return new RunningPayments(subgraph, reservations, simulator, orders);
  }

  /** @param accountId null: nobody who is logged in */
  graphql(accountId: Uuid | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return this.subgraph.query(query, variables, accountId === null ? {} : { as: accountId });
  }

  /** Pays as the order's own customer unless told otherwise; answers the result union. */
  async pay(order: TestOrder, options: PayOptions = {}): Promise<PayResult> {
    const { card = 'tok_visa', method = { cardToken: card }, key, as = order.accountId } = options;
    const input = {
      orderId: orderIds.encode(order.shopId, order.orderId),
      method,
      ...(key === undefined ? {} : { idempotencyKey: key }),
    };
    const { data, errors } = await this.graphql(as, PAY, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return (data as { payOrder: PayResult }).payOrder;
  }

  /** Brings events of reservations over the bus, as one run, and waits for their effect. */
  deliver(...events: readonly (ReturnType<typeof orderEvent> & { occurredAt?: string })[]): Promise<void> {
    this.#delivered = this.#delivered.then(() => this.subgraph.deliver('reservations', ...events));
    return this.#delivered;
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
    this.#orders.set(order.orderId, order);
    if (told) await this.deliver(orderEvent('OrderPlaced', order, 1));
    return order;
  }

  /** An order that was placed with a method to pay it. */
  async placePaidOrder(paymentMethod: PaymentMethod = VISA, change: Partial<TestOrder> = {}): Promise<TestOrder> {
    const order = await this.placeOrder(change, false);
    await this.payByEvent(order, paymentMethod);
    return order;
  }

  /** Tells that the order was placed with this method. */
  payByEvent(order: TestOrder, paymentMethod: PaymentMethod = VISA): Promise<void> {
    return this.deliver(orderEvent('OrderPlaced', order, 1, { paymentMethod }));
  }

  /** Drives what is due until the latest payment of the order is as wanted. */
  async paymentOfOrderBecomes(order: TestOrder, isWanted: (payment: PaymentRow) => boolean): Promise<PaymentRow> {
    const [first] = await this.paymentIdsOf(order);
    if (first === undefined) throw new Error('the order has no payment');
    return this.paymentBecomes(first, isWanted);
  }

  /** The payments of an order, latest first. */
  async paymentIdsOf({ shopId, orderId }: TestOrder): Promise<string[]> {
    const rows = await this.subgraph.kit.database.query<{ id: Uuid }>(
      'SELECT payment_id AS id FROM payment WHERE shop_id = $1 AND order_id = $2 ORDER BY created_at DESC',
      [shopId, orderId],
    );
    return rows.map(({ id }) => paymentIds.encode(shopId, id));
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
    return (await this.subgraph.emitted()).filter((event) => event.shopId === shopId).map(({ type }) => type);
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
    await this.subgraph.close();
    await this.simulator[Symbol.asyncDispose]();
    await this.reservations.close();
  }
}

export const VISA: PaymentMethod = { kind: 'CARD', cardToken: 'tok_visa' };

export interface PayOptions {
  readonly card?: string;
  readonly method?: object;
  readonly key?: string;
  readonly as?: Uuid;
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
  type:
    | 'OrderPlaced'
    | 'OrderConfirmed'
    | 'OrderLinesCancelled'
    | 'OrderCancelled'
    | 'OrderExpired'
    | 'OrderHoldExtended'
    | 'OrderPaymentRefused',
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
