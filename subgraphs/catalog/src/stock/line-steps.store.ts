import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { ExtendOutcome, Extension, HoldRefusal, LineAtRisk, LineOutcome, LineStep } from './hold.ts';

/** What of a shop's stock a statement has changed. */
export interface Changes {
  readonly shopId: Uuid;
  readonly variantIds: readonly Uuid[];
  /** Whether events were written. */
  readonly told: boolean;
}

interface StepRow {
  readonly outcome: LineOutcome['outcome'] | 'MOVED';
  /** Of a line; of a variant where its stock has moved. */
  readonly id: Uuid;
}

const HAND_OVER = 'SELECT * FROM hand_over_stock($1, $2, $3, $4, $5)';
const RETURN = 'SELECT * FROM return_stock($1, $2, $3, $4, $5)';
const EXTEND = 'SELECT * FROM extend_stock($1, $2, $3, $4, $5)';
const AT_RISK = `
  SELECT DISTINCT ON (period_start, order_id, line_id) order_id AS "orderId", line_id AS "lineId",
         period_start AS "periodStart"
    FROM stock_at_risk($1, $2) ORDER BY period_start, order_id, line_id`;

export const handOverLines = (runner: SqlRunner, now: Date, step: LineStep) => takeStep(runner, HAND_OVER, now, step);

export const takeBackLines = (runner: SqlRunner, now: Date, step: LineStep) => takeStep(runner, RETURN, now, step);

async function takeStep(
  runner: SqlRunner,
  statement: string,
  now: Date,
  { shopId, orderId, lineIds, at }: LineStep,
): Promise<Changes & { readonly outcomes: LineOutcome[] }> {
  const rows = await runner.query<StepRow>(statement, [shopId, now, orderId, lineIds, at]);
  const moved = rows.filter(({ outcome }) => outcome === 'MOVED');
  const outcomes = rows.flatMap(({ outcome, id }) => (outcome === 'MOVED' ? [] : [{ lineId: id, outcome }]));
  return { shopId, variantIds: moved.map(({ id }) => id), told: moved.length > 0, outcomes };
}

interface ExtendRow {
  readonly outcome: ExtendOutcome['outcome'];
  readonly starts: Date;
  /** Of a conflict, the latest end that there could be. */
  readonly ends: Date;
  readonly refusals: readonly HoldRefusal[];
  readonly variant_id: Uuid;
}

export async function extendLine(
  runner: SqlRunner,
  now: Date,
  { shopId, orderId, lineId, end }: Extension,
): Promise<Changes & { readonly outcome: ExtendOutcome }> {
  const [row] = await runner.query<ExtendRow>(EXTEND, [shopId, now, orderId, lineId, end]);
  const unchanged = { shopId, variantIds: [], told: false };
  switch (row?.outcome) {
    case 'EXTENDED': {
      const period = { start: row.starts.toISOString(), end: row.ends.toISOString() };
      return { shopId, variantIds: [row.variant_id], told: true, outcome: { outcome: 'EXTENDED', period } };
    }
    case 'CONFLICT':
      return { ...unchanged, outcome: { outcome: 'CONFLICT', latestEnd: row.ends.toISOString() } };
    case 'REFUSED':
      return { ...unchanged, outcome: { outcome: 'REFUSED', refusals: row.refusals } };
    case 'GONE':
    case undefined:
      return { ...unchanged, outcome: { outcome: 'GONE' } };
  }
}

export async function findLinesAtRisk(runner: SqlRunner, now: Date, shopId: Uuid): Promise<LineAtRisk[]> {
  const rows = await runner.query<LineAtRisk & { periodStart: Date }>(AT_RISK, [shopId, now]);
  return rows.map(({ periodStart, ...line }) => ({ ...line, periodStart: periodStart.toISOString() }));
}
