import type { Transaction } from '@yoyaku/platform/database/database';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { HoldRefusal } from '../catalog/catalog.answers.ts';
import type { ReservationsKit } from '../kit.ts';
import { lineRefusal } from '../order/hold-refusal.ts';
import type { OrderLineRow } from '../order/order.entity.ts';
import { isOverdue } from './reservation.entity.ts';
import { extensionConflict } from './reservation.failures.ts';
import { changeLines, type LockedOrder, tellOrder } from './reservation.store.ts';
import { askForRisk, timersOf } from './reservation.timers.ts';

/** A line under its order's lock. */
export interface Ending {
  readonly transaction: Transaction;
  readonly now: Date;
  readonly locked: LockedOrder;
  readonly line: OrderLineRow;
}

/** Has catalog move the end of a line's period, and writes down what it says; or gives catalog's reason why not. */
export async function moveEnd(kit: ReservationsKit, ending: Ending, end: Date) {
  const { shopId, orderId, lineId } = ending.line;
  const answer = await kit.catalog.extend({ shopId, orderId, lineId, end: end.toISOString() });
  switch (answer.outcome) {
    case 'EXTENDED':
      return writeEnd(kit, ending, new Date(answer.period.end));
    case 'CONFLICT':
      return extensionConflict(answer.latestEnd);
    case 'REFUSED':
      return periodFailure(ending, answer.refusals);
    case 'GONE':
      throw new Error(`catalog does not know line ${lineId} as sold`);
  }
}

async function writeEnd(kit: ReservationsKit, { transaction, now, locked, line }: Ending, end: Date): Promise<null> {
  const { shopId, lineId, periodEnd } = line;
  const lines = await changeLines(transaction, locked, [lineId], { periodEnd: end });
  const extras = { lineId, previousEnd: periodEnd?.toISOString() ?? end.toISOString(), end: end.toISOString() };
  await tellOrder(transaction, locked, { type: 'ReservationExtended', extras }, now);
  const changed = lines.find((each) => each.lineId === lineId);
  await scheduleTimers(transaction, changed ? await timersOf(kit, changed) : []);
  await askForRisk(kit, transaction, shopId, isOverdue(now, { line }));
  return null;
}

/** Of catalog's reasons, those that can be one against a new end. */
function periodFailure({ line, now }: Ending, refusals: readonly HoldRefusal[]) {
  const { shopId, lineId, variantId, quantity } = line;
  const [first] = refusals;
  const failure = first && lineRefusal({ shopId, lines: [{ lineId, variantId, quantity }], now }, first);
  switch (failure?.__typename) {
    case 'InvalidPeriod':
    case 'PeriodInPast':
    case 'OutsideOpeningHours':
    case 'DurationOutOfRange':
      return failure;
    default:
      throw new Error(`catalog refused a new end of line ${lineId}: ${first?.reason ?? 'for no reason'}`);
  }
}
