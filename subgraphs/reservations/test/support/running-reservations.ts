import { ManualClock } from '@yoyaku/platform/clock';
import type { Consumer } from '@yoyaku/platform/events/consumer';
import type { NewEvent } from '@yoyaku/platform/events/event';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { type StandIn, startStandIn } from '@yoyaku/platform/testing/stand-in';
import { type Answer, startTestSubgraph, type TestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import type { ReservationsEnvironment } from '../../src/environment.ts';
import { orderIds, reservationIds, variantIds } from '../../src/ids.ts';
import { reservationsSubgraph } from '../../src/subgraph.ts';
import { CatalogStandIn } from './catalog-stand-in.ts';
import { PaymentsStandIn } from './payments-stand-in.ts';

export const HOLD_TTL_SECONDS = 600;

export interface TestShop {
  readonly shopId: Uuid;
  /** `shp_…` */
  readonly id: string;
  /** An account that works there. */
  readonly staff: Uuid;
}

export interface TestPayment {
  /** `ord_…` */
  readonly orderId: string;
  readonly paymentId: Uuid;
  /** Minor units; the price of one piece of a variant by default. */
  readonly amount?: number;
}

/** The reservations subgraph with stand-ins for users, catalog and payments. Its clock stands still. */
export class RunningReservations implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly catalog: CatalogStandIn;
  readonly payments = new PaymentsStandIn();
  readonly subgraph: TestSubgraph<ReservationsEnvironment>;
  readonly #standIn: StandIn;
  readonly #payments: Consumer;

  private constructor(
    clock: ManualClock,
    catalog: CatalogStandIn,
    subgraph: TestSubgraph<ReservationsEnvironment>,
    standIn: StandIn,
    payments: Consumer,
  ) {
    this.clock = clock;
    this.catalog = catalog;
    this.subgraph = subgraph;
    this.#standIn = standIn;
    this.#payments = payments;
  }

  static async start(): Promise<RunningReservations> {
    const clock = new ManualClock(new Date());
    const catalog = new CatalogStandIn(() => clock.now());
    // Set below: no request comes before that.
    let running: RunningReservations | null = null;
    const standIn = await startStandIn((request) => running?.payments.answer(request) ?? catalog.answer(request));
    const environment = { CATALOG_URL: standIn.url, PAYMENTS_URL: standIn.url };
    const consumers: Consumer[] = [];
    const definition: typeof reservationsSubgraph = {
      ...reservationsSubgraph,
      async build(kit) {
        const parts = await reservationsSubgraph.build(kit);
        consumers.push(...(parts.consumers ?? []));
        return parts;
      },
    };
    const subgraph = await startTestSubgraph(definition, { environment, clock, quiet: true });
    const [payments] = consumers;
    if (!payments) throw new Error('reservations does not follow payments');
    running = new RunningReservations(clock, catalog, subgraph, standIn, payments);
    return running;
  }

  get database() {
    return this.subgraph.kit.database;
  }

  openShop(settings: Partial<Shop> = {}): TestShop {
    const staff = randomId();
    const { shopId } = this.subgraph.users.addShop({
      ownerId: staff,
      holdTtlSeconds: HOLD_TTL_SECONDS,
      ...settings,
    });
    return { shopId, id: shopIds.encode(shopId), staff };
  }

  send(as: Uuid | null, document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return this.subgraph.query(document, variables, as === null ? {} : { as });
  }

  /** The data of an operation that must succeed. */
  async data(
    as: Uuid | null,
    document: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.send(as, document, variables);
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data as Readonly<Record<string, unknown>>;
  }

  subscribe(as: Uuid | null, document: string, variables: Readonly<Record<string, unknown>>) {
    return this.subgraph.subscribe(document, variables, as === null ? {} : { as });
  }

  /** Hands PaymentAuthorized events to their consumer as its runner would: a run of them in one transaction. */
  authorize(...payments: readonly TestPayment[]): Promise<{ readonly statements: number }> {
    return this.tellOfPayments(...payments.map((payment) => this.paymentAuthorized(payment)));
  }

  /** The same with PaymentDelayed. */
  delay(...payments: readonly TestPayment[]): Promise<{ readonly statements: number }> {
    return this.tellOfPayments(
      ...payments.map((payment) => ({ ...this.paymentAuthorized(payment), type: 'PaymentDelayed' })),
    );
  }

  /** Hands events of payments to their consumer as its runner would: a run of them in one transaction. */
  async tellOfPayments(...events: readonly NewEvent[]): Promise<{ readonly statements: number }> {
    const recorded = events.map((event, index) => ({
      ...event,
      id: randomId(),
      source: 'payments',
      position: index + 1,
      occurredAt: this.clock.now().toISOString(),
    }));
    let statements = 0;
    await this.database.transaction('authorize', (transaction) => {
      const counting: typeof transaction.query = (text, values) => {
        statements++;
        return transaction.query(text, values);
      };
      return this.#payments.handle({ ...transaction, query: counting }, recorded);
    });
    return { statements };
  }

  paymentAuthorized({ orderId, paymentId, amount = 1200 }: TestPayment): NewEvent {
    const key = orderIds.decode(orderId);
    if (!key) throw new Error(`${orderId} is no order id`);
    const data = { paymentId, orderId: key.key, amount: { amount, currency: 'JPY' } };
    return { type: 'PaymentAuthorized', shopId: key.tenant, aggregateId: paymentId, version: 2, data };
  }

  /** Runs the timers of orders whose time is up. */
  expireOrders(): Promise<void> {
    // A timer is shared by those whose time is up within a few seconds.
    this.clock.advance(5_000);
    return this.subgraph.timers.runDue();
  }

  /** The events of an order, in the order in which they were written. */
  async eventsOf(orderId: string): Promise<{ type: string; version: number; data: Record<string, unknown> }[]> {
    const key = orderIds.decode(orderId);
    return this.database.query(
      'SELECT type, version, data FROM outbox WHERE shop_id = $1 AND aggregate_id = $2 ORDER BY inserted',
      [key?.tenant, key?.key],
    );
  }

  async count(table: 'order' | 'order_line' | 'account_order' | 'outbox' | 'idempotency_record'): Promise<number> {
    const [row] = await this.database.query<{ rows: number }>(`SELECT count(*)::integer AS rows FROM "${table}"`);
    return row?.rows ?? 0;
  }

  /** The bare UUID of an `ord_…`. */
  orderKey(orderId: string): Uuid {
    const key = orderIds.decode(orderId)?.key;
    if (key === undefined) throw new Error(`${orderId} is no order id`);
    return key;
  }

  /** The bare UUID of the line of a `res_…`. */
  lineKey(reservationId: string): Uuid {
    const key = reservationIds.decode(reservationId)?.key;
    if (key === undefined) throw new Error(`${reservationId} is no reservation id`);
    return key;
  }

  orderId(shop: TestShop, orderId: Uuid): string {
    return orderIds.encode(shop.shopId, orderId);
  }

  variantId(shop: TestShop, variantId: Uuid): string {
    return variantIds.encode(shop.shopId, variantId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.subgraph.close();
    await this.#standIn.close();
  }
}
