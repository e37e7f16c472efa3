import type { Uuid } from '@yoyaku/platform/ids';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { ReservationsKit } from '../kit.ts';
import type { ReservationState } from '../order/line.state.ts';
import { type Asked, type Changing, changeReservation, type ReservationInput } from './change-reservation.ts';
import { isOverdue, reservationStateAt } from './reservation.entity.ts';
import type { OrderChange } from './reservation.events.ts';
import { periodOver, refusedStep, stillTaken, tooEarly } from './reservation.failures.ts';
import { allowedSteps } from './reservation.state.ts';
import { changeLines, completeIfFinished, type LineChange, tellOrder } from './reservation.store.ts';
import { askForRisk, dropTimers, timersOf } from './reservation.timers.ts';

/** How long before its period begins a thing may be picked up. */
const GRACE_MILLISECONDS = 15 * 60_000;

type StepTo = 'PREPARING' | 'READY' | 'HANDED_OVER' | 'RETURNED';

/** What a mutation moves a reservation to, and what it asks besides what the states allow. */
interface Move {
  readonly to: StepTo;
  /** Only from this state, where the state machine would allow others. */
  readonly from?: ReservationState;
  readonly staffOnly?: true;
  readonly returnableOnly?: true;
}

/** The mutations that move one reservation. */
export const MOVES = {
  prepareReservation: { to: 'PREPARING', staffOnly: true },
  readyReservation: { to: 'READY', staffOnly: true },
  returnReservation: { to: 'RETURNED', from: 'HANDED_OVER' },
  endReservation: { to: 'RETURNED', staffOnly: true },
} as const satisfies Readonly<Record<string, Move>>;

/**
 * Moves a reservation one step. What catalog has to know is told within the transaction, before its commit: its routes
 * are idempotent, so a crash in between is healed by doing it again, and nobody is told of a step that did not happen.
 */
export function moveReservation(kit: ReservationsKit, asked: AskedMove<keyof typeof MOVES>) {
  const move: Move = MOVES[asked.operation];
  return changeReservation(
    kit,
    asked,
    async (changing) => refusalOf(move, changing) ?? (await take(kit, move, changing)),
  );
}

type AskedMove<Operation> = Omit<Asked<ReservationInput>, 'operation'> & { readonly operation: Operation };

/** As {@link moveReservation}, to HANDED_OVER by the staff: at any time at which nobody else has it. */
export function handOverReservation(kit: ReservationsKit, asked: AskedMove<'handOverReservation'>) {
  return changeReservation(
    kit,
    asked,
    async (changing) => refusalOf(HAND_OVER, changing) ?? (await handOut(kit, HAND_OVER, changing)),
  );
}

/** The same by the customer: not long before its period begins, and not after its end. */
export function pickUpReservation(kit: ReservationsKit, asked: AskedMove<'pickUpReservation'>) {
  return changeReservation(
    kit,
    asked,
    async (changing) => refusalOf(PICK_UP, changing) ?? untimely(changing) ?? (await handOut(kit, PICK_UP, changing)),
  );
}

const HAND_OVER: Move = { to: 'HANDED_OVER', staffOnly: true };
const PICK_UP: Move = { to: 'HANDED_OVER', returnableOnly: true };

function untimely({ now, line: { periodStart, periodEnd } }: Changing) {
  if (!periodStart || !periodEnd) return null;
  const earliest = new Date(periodStart.getTime() - GRACE_MILLISECONDS);
  if (now < earliest) return tooEarly(earliest);
  return periodEnd <= now ? periodOver(periodEnd) : null;
}

function refusalOf(move: Move, { now, locked, line, actor }: Changing) {
  const state = reservationStateAt(now, { order: locked.order, line });
  const allowed = allowedSteps(state, line.returnable, actor).includes(move.to);
  const ours = !move.staffOnly || actor === 'STAFF';
  const fits = (!move.returnableOnly || line.returnable) && (!move.from || state === move.from);
  return allowed && ours && fits ? null : refusedStep(state, move.to, line, actor);
}

async function handOut(kit: ReservationsKit, move: Move, changing: Changing) {
  const { now, line } = changing;
  const { shopId, orderId, lineId } = line;
  const [answer] = await kit.catalog.handOver({ shopId, orderId, lineIds: [lineId], at: now.toISOString() });
  if (answer?.outcome === 'TAKEN') return stillTaken(line.periodStart ?? now);
  // What catalog no longer counts as sold must not leave the house.
  if (answer?.outcome !== 'DONE') throw new Error(`catalog does not know line ${lineId} as sold`);
  return take(kit, move, changing);
}

async function take(kit: ReservationsKit, { to }: Move, changing: Changing): Promise<null> {
  const { transaction, now, locked, line } = changing;
  const { order } = locked;
  if (to === 'RETURNED') await takeBack(kit, changing);

  const lines = await changeLines(transaction, locked, [line.lineId], changeOf(to, changing));
  const told = await tellOrder(transaction, { order }, eventOf(to, changing), now);
  // Whoever gets it before its period, or after its end, may have its end near, or be late, at once.
  if (to === 'HANDED_OVER' && line.periodStart && line.periodEnd && (now < line.periodStart || line.periodEnd <= now)) {
    await scheduleTimers(transaction, await timersOf(kit, { ...line, handedOverAt: now }));
  }
  if (to === 'RETURNED') {
    await dropTimers(transaction, [line]);
    await askForRisk(kit, transaction, order.shopId, isOverdue(now, { line }));
  }
  await completeIfFinished(transaction, { order: told, lines }, now);
  return null;
}

async function takeBack({ catalog, logger }: ReservationsKit, { now, line }: Changing): Promise<void> {
  const { shopId, orderId, lineId } = line;
  const [answer] = await catalog.takeBack({ shopId, orderId, lineIds: [lineId], at: now.toISOString() });
  if (answer?.outcome === 'DONE') return;
  // What is back is back.
  logger.warn({ orderId, lineId }, 'catalog does not know as sold what has come back');
}

function changeOf(to: StepTo, { now, line }: Changing): LineChange {
  switch (to) {
    case 'PREPARING':
    case 'READY':
      return { state: to };
    case 'HANDED_OVER':
      return { state: to, handedOverAt: now, ...notAtRisk(line) };
    case 'RETURNED':
      return { state: to, endedAt: now, ...notAtRisk(line) };
  }
}

/** What its customer has, nothing overdue can take away. */
const notAtRisk = ({ atRisk }: { readonly atRisk: boolean }) => (atRisk ? { atRisk: false } : {});

function eventOf(to: StepTo, { now, line, by }: Changing): OrderChange {
  const extras: { lineId: Uuid; by: typeof by } = { lineId: line.lineId, by };
  switch (to) {
    case 'PREPARING':
      return { type: 'ReservationPreparing', extras };
    case 'READY':
      return { type: 'ReservationReady', extras };
    case 'HANDED_OVER':
      return { type: 'ReservationHandedOver', extras };
    case 'RETURNED':
      return {
        type: 'ReservationReturned',
        extras: { ...extras, handedOver: line.handedOverAt !== null, late: isOverdue(now, { line }) },
      };
  }
}
