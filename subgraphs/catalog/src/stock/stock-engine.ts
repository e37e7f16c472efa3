import type { Batches } from '@yoyaku/platform/batches';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database, SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import { wakeRelay, wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { Uuid } from '@yoyaku/platform/ids';
import { holdQueue } from './hold-queue.ts';
import type {
  ConfirmOutcome,
  ExtendOutcome,
  Extension,
  Hold,
  HoldOutcome,
  HoldRequest,
  LineAtRisk,
  LineOutcome,
  LineStep,
  QuotedLine,
  QuoteRequest,
  Release,
  Sale,
} from './hold.ts';
import { type Changes, extendLine, findLinesAtRisk, handOverLines, takeBackLines } from './line-steps.store.ts';
import { quoteLines } from './quote.store.ts';
import type { StockWakeUps } from './stock-wake-ups.ts';

interface ConfirmRow {
  readonly order_number: number | null;
  readonly outcome: 'CONFIRMED' | 'GONE' | 'SHORT' | 'MOVED' | 'SETTLED';
  readonly id: Uuid | null;
  readonly requested: number | null;
  readonly available: number | null;
}

interface ReleaseRow {
  readonly outcome: 'MOVED' | 'SETTLED';
  readonly variant_id: Uuid;
}

const CONFIRM = 'SELECT * FROM confirm_stock($1, $2, $3)';
const RETAKE = 'SELECT * FROM retake_stock($1, $2, $3)';
const RELEASE = 'SELECT * FROM release_stock($1, $2, $3, $4, $5)';
const END = 'SELECT * FROM end_orders($1, $2, $3, $4, $5, $6)';

/**
 * Promises stock to orders, sells it and takes it back. Each step is one call of a database function, which decides and
 * writes under row locks taken in one fixed order (see the migrations), so that nothing is oversold and nothing
 * deadlocks.
 */
export class StockEngine {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #wakeUps: StockWakeUps;
  readonly #holds: Batches<HoldRequest, HoldOutcome>;

  constructor(database: Database, clock: Clock, wakeUps: StockWakeUps) {
    this.#database = database;
    this.#clock = clock;
    this.#wakeUps = wakeUps;
    this.#holds = holdQueue(database, clock);
  }

  /**
   * Promises an order's lines until a moment, all or none. Once per order: the same lines again get the same promise
   * while it lives, prolonged to the new moment if that is later; afterwards they are promised anew.
   */
  async hold(request: HoldRequest): Promise<HoldOutcome> {
    const outcome = await this.#holds.add(request);
    if (outcome.outcome === 'HELD') {
      this.#wakeUps.changed(
        request.shopId,
        outcome.lines.map(({ variantId }) => variantId),
      );
    }
    return outcome;
  }

  /**
   * Sells what these orders hold. A hold that has lapsed is taken anew where stock allows, else the order is GONE, as is
   * one that was released or never held. Of an order that comes late, what has begun meanwhile is GONE as well. One
   * statement a shop, and one for its late orders; the outcomes are in the order of the holds.
   */
  async confirm(holds: readonly Sale[]): Promise<ConfirmOutcome[]> {
    const outcomes = new Map<Sale, ConfirmOutcome>();
    for (const [shopId, ofShop] of byShop(holds)) {
      for (const [late, sales] of Map.groupBy(ofShop, (sale) => sale.late ?? false)) {
        const orderIds = [...new Set(sales.map(({ orderId }) => orderId))];
        const statement = late ? RETAKE : CONFIRM;
        const rows = await this.#database.query<ConfirmRow>(statement, [shopId, this.#clock.now(), orderIds]);
        this.#tell(changesOf(shopId, rows, ({ id }) => id));
        const shown = orderIds.map((orderId, index) => confirmOutcome(orderId, index + 1, rows));
        for (const sale of sales) {
          const outcome = shown[orderIds.indexOf(sale.orderId)];
          if (outcome) outcomes.set(sale, outcome);
        }
      }
    }
    return holds.map((hold) => outcomes.get(hold) ?? { orderId: hold.orderId, outcome: 'GONE' });
  }

  /**
   * Gives back what these orders, or some of their lines, hold or have bought; exactly once, however often it is called.
   * What was handed over is not given back here. One statement a shop.
   */
  async release(releases: readonly Release[]): Promise<void> {
    for (const changes of await this.#release(this.#database, releases)) this.#tell(changes);
  }

  /**
   * The same within a transaction, and lets the promises of orders end that have expired; those can be sold still, see
   * confirm. The shops come in one fixed order, lest two such transactions block each other.
   */
  async endWithin(transaction: Transaction, releases: readonly Release[], expired: readonly Hold[]): Promise<void> {
    const changed = await this.#release(transaction, releases, expired);
    if (changed.some(({ told }) => told)) wakeRelayAfterCommit(transaction);
    transaction.afterCommit(() => {
      for (const { shopId, variantIds } of changed) this.#wakeUps.changed(shopId, variantIds);
    });
  }

  async #release(runner: SqlRunner, given: readonly Release[], expired: readonly Hold[] = []): Promise<Changes[]> {
    const changed: Changes[] = [];
    const over = new Set<Hold>(expired);
    for (const [shopId, ofShop] of byShop<Release>([...given, ...expired])) {
      const releases = ofShop.filter((release) => !over.has(release));
      const orderIds = [...new Set(releases.map(({ orderId }) => orderId))];
      const whole = releases.filter(({ lineIds }) => !lineIds).map(({ orderId }) => orderId);
      const lineIds = releases.flatMap((release) => release.lineIds ?? []);
      const values = [shopId, this.#clock.now(), orderIds, whole, lineIds];
      const ended = [...new Set(ofShop.filter((release) => over.has(release)).map(({ orderId }) => orderId))];
      const rows = await (ended.length > 0
        ? runner.query<ReleaseRow>(END, [...values, ended])
        : runner.query<ReleaseRow>(RELEASE, values));
      const changes = changesOf(shopId, rows, (row) => row.variant_id);
      changed.push({ ...changes, told: rows.length > 0 });
    }
    return changed;
  }

  /** What these lines would cost now, and what speaks against them; nothing is promised. */
  quote(request: QuoteRequest): Promise<QuotedLine[]> {
    return quoteLines(this.#database, this.#clock.now(), request);
  }

  /** Sold pieces leave the house. What is merely counted is used up; other things go on being the order's. */
  async handOver(step: LineStep): Promise<LineOutcome[]> {
    const { outcomes, ...changes } = await handOverLines(this.#database, this.#clock.now(), step);
    this.#tell(changes);
    return outcomes;
  }

  /** What was had for a period is back, and free at once. */
  async takeBack(step: LineStep): Promise<LineOutcome[]> {
    const { outcomes, ...changes } = await takeBackLines(this.#database, this.#clock.now(), step);
    this.#tell(changes);
    return outcomes;
  }

  /** Gives a line's period another end, later or earlier. */
  async extend(extension: Extension): Promise<ExtendOutcome> {
    const { outcome, ...changes } = await extendLine(this.#database, this.#clock.now(), extension);
    this.#tell(changes);
    return outcome;
  }

  /** The sold lines that begin within a day and that something overdue leaves with too little. */
  atRisk(shopId: Uuid): Promise<LineAtRisk[]> {
    return findLinesAtRisk(this.#database, this.#clock.now(), shopId);
  }

  #tell({ shopId, variantIds, told }: Changes): void {
    this.#wakeUps.changed(shopId, variantIds);
    if (told) wakeRelay(this.#database);
  }
}

function byShop<One extends Hold>(holds: readonly One[]): [Uuid, One[]][] {
  const shops = Map.groupBy(holds, ({ shopId }) => shopId);
  return [...shops].sort(([left], [right]) => (left < right ? -1 : 1));
}

function changesOf<Row extends { readonly outcome: string }>(
  shopId: Uuid,
  rows: readonly Row[],
  variantOf: (row: Row) => Uuid | null,
): Changes {
  const changed = rows.filter(({ outcome }) => outcome === 'MOVED' || outcome === 'SETTLED');
  return {
    shopId,
    variantIds: changed.map(variantOf).filter((id) => id !== null),
    told: changed.some(({ outcome }) => outcome === 'SETTLED'),
  };
}

function confirmOutcome(orderId: Uuid, number: number, rows: readonly ConfirmRow[]): ConfirmOutcome {
  const own = rows.filter((row) => row.order_number === number);
  if (own.some(({ outcome }) => outcome === 'CONFIRMED')) return { orderId, outcome: 'CONFIRMED' };
  const shortages = own.flatMap(({ outcome, id, requested, available }) =>
    outcome === 'SHORT' && id !== null ? [{ variantId: id, requested: requested ?? 0, available: available ?? 0 }] : [],
  );
  return { orderId, outcome: 'GONE', ...(shortages.length > 0 && { shortages }) };
}
