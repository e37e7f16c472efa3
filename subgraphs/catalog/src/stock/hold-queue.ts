import { Batches } from '@yoyaku/platform/batches';
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
  readonly expires_at: Date;
  readonly available: number;
}

/**
 * Holds of one shop that arrive while a statement of it is running go together into the next one, and are decided there
 * in the order of their arrival. So a hot item costs one commit for many orders, not a queue at its row's lock.
 */
export function holdQueue(runner: SqlRunner, clock: Clock): Batches<HoldRequest, HoldOutcome> {
  return new Batches({
    run: (requests) => holdTogether(runner, clock.now(), requests),
    keyOf: ({ orderId }) => orderId,
    most: MOST_TOGETHER,
    laneOf: ({ shopId }) => shopId,
  });
}

/** One round trip for all of them, which are of one shop. */
async function holdTogether(runner: SqlRunner, now: Date, requests: readonly HoldRequest[]): Promise<HoldOutcome[]> {
  const shopId = requests[0]?.shopId;
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
  // The lines of an order are promised together.
  const expiresAt = rows[0]?.expires_at.toISOString() ?? request.expiresAt;
  return { outcome: 'HELD', expiresAt, lines };
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
