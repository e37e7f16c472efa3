import type { WantedLine } from './hold.ts';
import { poolIdOf } from './pool.ts';

/** Lines as the database's functions take them: ids, variants, pools, quantities, and what they ask for beyond pieces. */
export const lineColumns = (lines: readonly WantedLine[]) =>
  [
    lines.map(({ lineId }) => lineId),
    lines.map(({ variantId }) => variantId),
    lines.map(({ variantId, performanceId }) => poolIdOf(variantId, performanceId ?? null)),
    lines.map(({ quantity }) => quantity),
    lines.map(askOf),
  ] as const;

/** Null of a line that asks for pieces only: by that the database knows a plain order. */
function askOf({ performanceId, period, unitIds, together, section }: WantedLine): string | null {
  if (!performanceId && !period && !unitIds && !together && section === undefined) return null;
  return JSON.stringify({ performanceId, start: period?.start, end: period?.end, unitIds, together, section });
}
