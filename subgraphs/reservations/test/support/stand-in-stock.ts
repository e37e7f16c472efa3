import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { HeldUnit, HoldRefusal } from '../../src/catalog/catalog.answers.ts';
import type { HoldRequest, WantedLine, WantedPeriod } from '../../src/catalog/catalog.client.ts';

/** What is stocked of a variant. */
export interface Pool {
  readonly variantId: Uuid;
  readonly productId: Uuid;
  readonly soldBy: 'QUANTITY' | 'PERIOD' | 'PERFORMANCE';
  /** Its performances; they share the stock. */
  readonly performances: Set<Uuid>;
  /** Null: merely counted. */
  units: HeldUnit[] | null;
  onHand: number;
  price: number;
  discontinued: boolean;
}

/** A rule's refusal, as a test puts it down: the line is filled in. */
export type Rule = HoldRefusal extends infer Each
  ? Each extends HoldRefusal
    ? Omit<Each, 'lineId' | 'variantId'>
    : never
  : never;

/** Stock promised to a line. */
export interface Allocation {
  readonly line: WantedLine;
  readonly units: readonly HeldUnit[];
  period: WantedPeriod | null;
  handedOver: boolean;
  /** RELEASED: it is free again; RETURNED: it was out and is back; USED_UP: it is gone for good. */
  state: 'TAKEN' | 'RELEASED' | 'RETURNED' | 'USED_UP';
}

/** What takes stock away at this moment. */
export type Taken = readonly Allocation[];

const overlaps = (left: WantedPeriod | null, right: WantedPeriod | null) =>
  !left || !right || (left.start < right.end && right.start < left.end);

/** How many pieces are taken, at the worst moment of the period. */
export function peak(taken: Taken, variantId: Uuid, period: WantedPeriod | null): number {
  const ours = taken.filter(
    (each) =>
      each.line.variantId === variantId &&
      (each.state === 'TAKEN' || each.state === 'USED_UP') &&
      overlaps(each.period, period),
  );
  const moments = period ? [period.start, ...ours.flatMap((each) => each.period?.start ?? [])] : [''];
  return Math.max(
    ...moments
      .filter((moment) => !period || (moment >= period.start && moment < period.end))
      .map((moment) =>
        ours
          .filter(({ period: own }) => !period || !own || (own.start <= moment && moment < own.end))
          .reduce((sum, { line }) => sum + line.quantity, 0),
      ),
  );
}

/** The units that a period, or a performance, leaves free. */
function freeUnits(taken: Taken, pool: Pool, line: WantedLine): HeldUnit[] {
  const gone = new Set(
    taken
      .filter(
        (each) =>
          each.state === 'TAKEN' &&
          each.line.performanceId === line.performanceId &&
          overlaps(each.period, line.period ?? null),
      )
      .flatMap(({ units }) => units.map(({ unitId }) => unitId)),
  );
  return (pool.units ?? []).filter(({ unitId }) => !gone.has(unitId));
}

/** Why lines cannot be had, each reason once per line; or the units that each would get. */
export function weigh(
  pools: ReadonlyMap<Uuid, Pool>,
  rules: ReadonlyMap<Uuid, readonly Rule[]>,
  taken: Taken,
  { lines }: Pick<HoldRequest, 'lines'>,
): { readonly refusals: HoldRefusal[]; readonly allocations: Allocation[] } {
  const refusals: HoldRefusal[] = [];
  const allocations: Allocation[] = [];
  for (const line of lines) {
    const { lineId, variantId } = line;
    const pool = pools.get(variantId);
    const broken = (rules.get(variantId) ?? []).map((rule): HoldRefusal => ({ ...rule, lineId, variantId }));
    const misfit = pool ? misfits(pool, line) : ({ reason: 'PRODUCT_NOT_FOUND' } as const);
    if (misfit) broken.unshift({ ...misfit, lineId, variantId });
    const period = line.period ?? null;
    const free = pool ? freeUnits([...taken, ...allocations], pool, line) : [];
    const units = line.unitIds
      ? free.filter(({ unitId }) => line.unitIds?.includes(unitId))
      : free.slice(0, pool?.units ? line.quantity : 0);
    if (pool && broken.length === 0) {
      const short = shortage(pool, line, lines, taken, units);
      if (short) broken.push({ ...short, lineId, variantId });
    }
    refusals.push(...broken);
    allocations.push({ line, units, period, handedOver: false, state: 'TAKEN' });
  }
  return { refusals, allocations };
}

function misfits(pool: Pool, { performanceId, period, unitIds = [] }: WantedLine): Rule | null {
  if (pool.discontinued) return { reason: 'PRODUCT_DISCONTINUED' };
  if (pool.soldBy === 'PERFORMANCE' && performanceId === undefined) return { reason: 'PERFORMANCE_REQUIRED' };
  if (performanceId !== undefined && !pool.performances.has(performanceId)) {
    return { reason: 'PERFORMANCE_NOT_FOUND', performanceId };
  }
  if (pool.soldBy === 'PERIOD' && !period) return { reason: 'PERIOD_REQUIRED' };
  if (pool.soldBy !== 'PERIOD' && period) return { reason: 'PERIOD_NOT_ALLOWED' };
  const known = new Set(pool.units?.map(({ unitId }) => unitId));
  const unknown = unitIds.filter((unitId) => !known.has(unitId));
  return unknown.length > 0 ? { reason: 'UNIT_NOT_FOUND', unitIds: unknown } : null;
}

function shortage(
  pool: Pool,
  line: WantedLine,
  all: readonly WantedLine[],
  taken: Taken,
  units: readonly HeldUnit[],
): Rule | null {
  const period = line.period ?? null;
  if (line.unitIds && units.length < line.unitIds.length) {
    const free = new Set(units.map(({ unitId }) => unitId));
    const gone = (pool.units ?? []).filter(({ unitId }) => line.unitIds?.includes(unitId) && !free.has(unitId));
    if (!period) return { reason: line.performanceId === undefined ? 'UNIT_TAKEN' : 'SEAT_TAKEN', units: gone };
  }
  // Lines of one variant count together.
  const requested = all
    .filter((each) => each.variantId === line.variantId && overlaps(each.period ?? null, period))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const available = pool.onHand - peak(taken, line.variantId, period);
  if (available >= requested) return null;
  if (line.together) return { reason: 'SEATS_NOT_TOGETHER', requested, available };
  return period
    ? { reason: 'PERIOD_CONFLICT', requested, available, nextFreeWindow: null }
    : { reason: 'INSUFFICIENT_STOCK', requested, available };
}

export const unitOf = (label: string, seat: Partial<HeldUnit> = {}): HeldUnit => ({
  unitId: randomId(),
  label,
  section: null,
  rowName: null,
  seatNumber: null,
  ...seat,
});

/** Whether an order asks again for what is left of its hold. Of units any will do unless they are named. */
export function asksTheSame(allocations: readonly Allocation[], { lines }: Pick<HoldRequest, 'lines'>): boolean {
  const kept = allocations.filter(({ state }) => state === 'TAKEN');
  return (
    kept.length === lines.length &&
    kept.every(({ line, period, units }) =>
      lines.some(
        (asked) =>
          asked.lineId === line.lineId &&
          asked.variantId === line.variantId &&
          asked.quantity === line.quantity &&
          asked.performanceId === line.performanceId &&
          asked.period?.start === period?.start &&
          asked.period?.end === period?.end &&
          (asked.unitIds ?? []).every((unitId) => units.some((unit) => unit.unitId === unitId)),
      ),
    )
  );
}
