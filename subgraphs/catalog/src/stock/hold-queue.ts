import { Batches } from '@yoyaku/platform/batches';
import type { Clock } from '@yoyaku/platform/clock';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { HeldLine, HeldUnit, HoldOutcome, HoldRefusal, HoldRequest, Period } from './hold.ts';
import { lineColumns } from './wanted-lines.ts';

const HOLD = 'SELECT * FROM hold_stock($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)';

/** More would not be faster, and would keep the first of them waiting. */
const MOST_TOGETHER = 64;

interface Row {
  readonly order_number: number;
  readonly line_id: Uuid;
  readonly variant_id: Uuid;
  readonly product_id: Uuid;
  /** Of a unit's row, 1. */
  readonly quantity: number;
  readonly unit_price: number;
  readonly currency: string;
  readonly expires_at: Date;
  readonly available: number;
}

/** What of an allocation is more than plain. */
interface HeldDetails {
  readonly performanceId: Uuid | null;
  /** Of the performance, RFC 3339. */
  readonly startsAt: string | null;
  readonly period: Period | null;
  readonly unit: HeldUnit | null;
}

type HoldRow = Row &
  (
    | { readonly outcome: 'HELD'; readonly details: HeldDetails | null }
    | { readonly outcome: 'MISMATCH' }
    /** The refusals of plain orders come one a row, those of others all in one. */
    | { readonly outcome: 'PRODUCT_NOT_FOUND' | 'PRODUCT_DISCONTINUED' | 'INSUFFICIENT_STOCK' }
    | { readonly outcome: 'REFUSED'; readonly details: readonly HoldRefusal[] }
  );

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
  const rows = await runner.query<HoldRow>(HOLD, [
    requests[0]?.shopId,
    now,
    requests.map(({ orderId }) => orderId),
    requests.map(({ expiresAt }) => expiresAt),
    requests.map(({ accountId }) => accountId),
    requests.map(({ atTable }) => atTable ?? false),
    requests.flatMap(({ lines }, index) => lines.map(() => index + 1)),
    ...lineColumns(requests.flatMap(({ lines }) => lines)),
  ]);
  const byOrder = Map.groupBy(rows, (row) => row.order_number);
  return requests.map((request, index) => outcomeOf(request, byOrder.get(index + 1) ?? []));
}

function outcomeOf(request: HoldRequest, rows: readonly HoldRow[]): HoldOutcome {
  if (rows.some(({ outcome }) => outcome === 'MISMATCH')) return { outcome: 'MISMATCH' };
  const refusals = rows.flatMap((row) => refusalsOf(request, row));
  if (refusals.length > 0) return { outcome: 'REFUSED', refusals };
  const held = Map.groupBy(rows, (row) => row.line_id);
  const lines = request.lines.map(({ lineId }) => heldLine(lineId, held.get(lineId) ?? []));
  // The lines of an order are promised together.
  const expiresAt = rows[0]?.expires_at.toISOString() ?? request.expiresAt;
  return { outcome: 'HELD', expiresAt, lines };
}

function refusalsOf({ lines }: HoldRequest, row: HoldRow): readonly HoldRefusal[] {
  if (row.outcome === 'REFUSED') return row.details;
  if (row.outcome === 'HELD' || row.outcome === 'MISMATCH') return [];
  const variantId = row.variant_id;
  const line = { lineId: lines.find((one) => one.variantId === variantId)?.lineId ?? '', variantId };
  return row.outcome === 'INSUFFICIENT_STOCK'
    ? [{ reason: row.outcome, ...line, requested: row.quantity, available: row.available }]
    : [{ reason: row.outcome, ...line }];
}

function heldLine(lineId: Uuid, rows: readonly HoldRow[]): HeldLine {
  const [row] = rows;
  if (row?.outcome !== 'HELD') throw new Error(`the database did not answer for line ${lineId}`);
  return {
    lineId,
    variantId: row.variant_id,
    productId: row.product_id,
    performanceId: row.details?.performanceId ?? null,
    startsAt: row.details?.period?.start ?? row.details?.startsAt ?? null,
    quantity: rows.reduce((sum, { quantity }) => sum + quantity, 0),
    unitPrice: { amount: row.unit_price, currency: row.currency },
    period: row.details?.period ?? null,
    returnable: Boolean(row.details?.period),
    units: rows.flatMap((one) => (one.outcome === 'HELD' && one.details?.unit ? [one.details.unit] : [])),
  };
}
