import { ManualClock } from '@yoyaku/platform/clock';
import { Database } from '@yoyaku/platform/database/database';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import { CreateOutbox1700000000002 } from '@yoyaku/platform/events/outbox';
import { CreateIdempotencyRecord1700000000001 } from '@yoyaku/platform/idempotency';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { createLogger } from '@yoyaku/platform/logging';
import { createTestDatabase } from '@yoyaku/platform/testing/test-database';
import { ledgerProblems, type LedgerProblem } from '../src/ledger/ledger.store.ts';
import { migrations } from '../src/migrations/index.ts';
import { mirrorOrders } from '../src/order/payable-order.store.ts';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';
import { advanceDebits } from '../src/points/advance-debits.ts';
import { settlePoints } from '../src/points/settle-points.ts';
import type { CancellationData } from '../src/refund/cancellation.ts';

/** A customer of a shop, with points in the wallet. */
export interface TestWallet {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
}

/** An order paid with points, of one line unless told otherwise. */
export interface PointsOrder extends TestWallet {
  readonly orderId: Uuid;
  readonly lines: readonly { readonly lineId: Uuid; readonly points: number }[];
}

type EventType = 'OrderPlaced' | 'OrderLinesCancelled' | 'OrderCancelled' | 'OrderExpired';

/** The ledger with a database of its own and nothing else of the subgraph. */
export class LedgerScene implements AsyncDisposable {
  readonly database: Database;
  readonly clock = new ManualClock();
  readonly debits: ReturnType<typeof advanceDebits>;
  readonly #drop: () => Promise<void>;

  private constructor(database: Database, drop: () => Promise<void>) {
    this.database = database;
    this.debits = advanceDebits(database, this.clock);
    this.#drop = drop;
  }

  static async start(): Promise<LedgerScene> {
    const schema = {
      name: 'ledger',
      migrations: [CreateIdempotencyRecord1700000000001, CreateOutbox1700000000002, ...migrations],
    };
    const created = await createTestDatabase(schema);
    const { url } = created;
    const logger = createLogger('test', 'silent');
    const database = await Database.connect({ ...schema, url, entities: [], logger, poolSize: 20 });
    return new LedgerScene(database, () => created.drop());
  }

  /** A wallet with so many points in it, as a top-up would have put them there. */
  async wallet(points: number, shopId = randomId(), accountId = randomId()): Promise<TestWallet> {
    if (points > 0) {
      await this.database.query(
        `WITH named AS (SELECT gen_random_uuid() AS id), filled AS (
           INSERT INTO wallet VALUES ($1, $2, $3, 1, now()) RETURNING *
         )
         INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, account_id,
                                   wallet_version, wallet_balance, occurred_at)
         SELECT shop_id, id, 1, 'TOPPED_UP', 'WALLET', 'POINTS', balance, account_id, version, balance, now()
           FROM filled, named
         UNION ALL
         SELECT shop_id, id, 2, 'TOPPED_UP', 'ISSUED', 'POINTS', -balance, NULL, NULL, NULL, now() FROM filled, named`,
        [shopId, accountId, points],
      );
    }
    return { shopId, accountId };
  }

  order({ shopId, accountId }: TestWallet, ...points: readonly number[]): PointsOrder {
    const lines = (points.length > 0 ? points : [1_000]).map((each) => ({ lineId: randomId(), points: each }));
    return { shopId, accountId, orderId: randomId(), lines };
  }

  /** Asks in advance, as reservations does before it writes an order. */
  debit(order: PointsOrder, points = sum(order)) {
    const { shopId, orderId, accountId } = order;
    return this.debits.add({ shopId, orderId, accountId, points, lookAt: this.clock.now() });
  }

  event(type: EventType, order: PointsOrder, more: Partial<CancellationData> & { startsAt?: string } = {}) {
    const { shopId, orderId, accountId, lines } = order;
    const { startsAt = null, ...extras } = more;
    const money = { amount: 100, currency: 'JPY' };
    const data: CancellationData = {
      orderId,
      accountId,
      state: 'PENDING',
      paymentPolicy: 'POINTS',
      total: money,
      points: sum(order),
      expiresAt: null,
      lines: lines.map((line) => ({ ...line, quantity: 1, total: money, startsAt, state: 'HELD' })),
      ...extras,
    };
    const recorded: RecordedEvent<EventType, CancellationData> = {
      type,
      shopId,
      aggregateId: orderId,
      version: 1,
      data,
      id: randomId(),
      source: 'reservations',
      position: 1,
      occurredAt: this.clock.now().toISOString(),
    };
    return recorded;
  }

  /** Takes a run of events in one transaction, and says how many statements that took. */
  async settle(...events: readonly RecordedEvent<string, CancellationData>[]): Promise<number> {
    let statements = 0;
    await this.database.transaction('settle points', (transaction) => {
      const counting: typeof transaction.query = (text, values) => {
        statements++;
        return transaction.query(text, values);
      };
      return settlePoints({ ...transaction, query: counting }, this.clock, events);
    });
    return statements;
  }

  /** Writes down under which tiers an order was placed. */
  async placeUnder(tiers: readonly CancellationTier[], order: PointsOrder): Promise<void> {
    const { shopId, data } = this.event('OrderPlaced', order);
    await mirrorOrders(this.database, [{ ...data, shopId, version: 1, tiers }]);
  }

  async balance({ shopId, accountId }: TestWallet): Promise<number> {
    const [wallet] = await this.database.query<{ balance: number }>(
      'SELECT balance FROM wallet WHERE shop_id = $1 AND account_id = $2',
      [shopId, accountId],
    );
    return wallet?.balance ?? 0;
  }

  /** Amounts of a wallet's entries in their order. */
  async entries({ shopId, accountId }: TestWallet): Promise<number[]> {
    const rows = await this.database.query<{ amount: number }>(
      'SELECT amount FROM ledger_entry WHERE shop_id = $1 AND account_id = $2 ORDER BY wallet_version',
      [shopId, accountId],
    );
    return rows.map(({ amount }) => amount);
  }

  /** Types and data of the events emitted about an order. */
  async emitted({ shopId, orderId }: PointsOrder): Promise<{ type: string; data: Record<string, unknown> }[]> {
    return this.database.query(
      'SELECT type, data FROM outbox WHERE shop_id = $1 AND aggregate_id = $2 ORDER BY inserted',
      [shopId, orderId],
    );
  }

  problems(): Promise<LedgerProblem[]> {
    return ledgerProblems(this.database);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.database.close();
    await this.#drop();
  }
}

const sum = ({ lines }: PointsOrder) => lines.reduce((total, { points }) => total + points, 0);
