import type { Clock } from '@yoyaku/platform/clock';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { HeldLine, HoldOutcome, HoldRefusal, HoldRequest } from './hold.ts';

const HOLD = 'SELECT * FROM hold_stock($1, $2, $3, $4, $5, $6, $7, $8)';

/** More would not be faster, and would keep the first of them waiting. */
const MOST_TOGETHER = 64;

interface HoldRow {
  readonly order_number: number;
  readonly outcome: 'HELD' | 'MISMATCH' | HoldRefusal['reason'];
  readonly line_id: Uuid;
  readonly variant_id: Uuid;
  readonly product_id: Uuid;
  readonly quantity: number;
  readonly unit_price: number;
  readonly currency: string;
  readonly available: number;
}

interface Waiting {
  readonly request: HoldRequest;
  readonly answer: PromiseWithResolvers<HoldOutcome>;
}

/**
 * Holds of one shop that arrive while a statement of it is running go together into the next one, and are decided there
 * in the order of their arrival. So a hot item costs one commit for many orders, not a queue at its row's lock.
 */
export class HoldQueue {
  readonly #runner: SqlRunner;
  readonly #clock: Clock;
  /** The shops with a statement running, and who waits for the next one. */
  readonly #shops = new Map<Uuid, Waiting[]>();

  constructor(runner: SqlRunner, clock: Clock) {
    this.#runner = runner;
    this.#clock = clock;
  }

  hold(request: HoldRequest): Promise<HoldOutcome> {
    const waiting: Waiting = { request, answer: Promise.withResolvers() };
    const queue = this.#shops.get(request.shopId);
    if (queue) queue.push(waiting);
    else void this.#serve(request.shopId, [waiting]);
    return waiting.answer.promise;
  }

  async #serve(shopId: Uuid, queue: Waiting[]): Promise<void> {
    this.#shops.set(shopId, queue);
    while (queue.length > 0) await this.#decide(shopId, takeBatch(queue));
    this.#shops.delete(shopId);
  }

  async #decide(shopId: Uuid, batch: readonly Waiting[]): Promise<void> {
    const requests = batch.map(({ request }) => request);
    try {
      const outcomes = await holdTogether(this.#runner, shopId, this.#clock.now(), requests);
      for (const [index, { answer }] of batch.entries()) answer.resolve(outcomes[index] ?? { outcome: 'MISMATCH' });
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1) only?.answer.reject(error);
      // One that cannot be carried out must not take the others with it.
      else for (const waiting of batch) await this.#decide(shopId, [waiting]);
    }
  }
}

/** The first of the queue. An order stands in a batch once: a repeated call must find what the first one did. */
function takeBatch(queue: Waiting[]): Waiting[] {
  const orders = new Set<Uuid>();
  let size = 0;
  for (const { request } of queue) {
    if (size === MOST_TOGETHER || orders.has(request.orderId)) break;
    orders.add(request.orderId);
    size++;
  }
  return queue.splice(0, size);
}

/** One round trip for all of them. */
async function holdTogether(
  runner: SqlRunner,
  shopId: Uuid,
  now: Date,
  requests: readonly HoldRequest[],
): Promise<HoldOutcome[]> {
  const lines = requests.flatMap((request, index) => request.lines.map((line) => ({ ...line, number: index + 1 })));
  const rows = await runner.query<HoldRow>(HOLD, [
    shopId,
    now,
    requests.map(({ orderId }) => orderId),
    requests.map(({ expiresAt }) => expiresAt),
    lines.map(({ number }) => number),
    lines.map(({ lineId }) => lineId),
    lines.map(({ variantId }) => variantId),
    lines.map(({ quantity }) => quantity),
  ]);
  const byOrder = Map.groupBy(rows, (row) => row.order_number);
  return requests.map((request, index) => outcomeOf(request, byOrder.get(index + 1) ?? []));
}

function outcomeOf(request: HoldRequest, rows: readonly HoldRow[]): HoldOutcome {
  if (rows.some(({ outcome }) => outcome === 'MISMATCH')) return { outcome: 'MISMATCH' };
  const refusals = rows.flatMap((row) => (isRefusal(row.outcome) ? [refusalOf(row, row.outcome)] : []));
  if (refusals.length > 0) return { outcome: 'REFUSED', refusals };
  const held = new Map(rows.map((row) => [row.line_id, row]));
  const lines = request.lines.map(({ lineId }) => heldLine(lineId, held.get(lineId)));
  return { outcome: 'HELD', lines };
}

const isRefusal = (outcome: HoldRow['outcome']) => outcome !== 'HELD' && outcome !== 'MISMATCH';

function refusalOf(row: HoldRow, reason: HoldRefusal['reason']): HoldRefusal {
  return { reason, variantId: row.variant_id, requested: row.quantity, available: row.available };
}

function heldLine(lineId: Uuid, row: HoldRow | undefined): HeldLine {
  if (!row) throw new Error(`the database did not answer for line ${lineId}`);
  return {
    lineId,
    variantId: row.variant_id,
    productId: row.product_id,
    quantity: row.quantity,
    unitPrice: { amount: row.unit_price, currency: row.currency },
  };
}
