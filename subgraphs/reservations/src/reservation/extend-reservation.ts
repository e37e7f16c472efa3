import { randomId } from '@yoyaku/platform/ids';
import { cancelTimers, scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { ExtendReservationInput } from '../__generated__/resolver-types.ts';
import { variantIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { invalidPeriod, periodInPast } from '../order/order.failures.ts';
import { readMoment } from '../order/period-input.ts';
import { ALIGN_EXTENSION, alignTimer } from './align-extension.ts';
import { type Asked, type Changing, changeReservation, visibleReservation } from './change-reservation.ts';
import { moveEnd } from './move-end.ts';
import { reservationStateAt } from './reservation.entity.ts';
import { refusedStep, reservationVersionConflict } from './reservation.failures.ts';
import { OPEN_STATES } from './reservation.state.ts';

/**
 * Moves the end of a reservation's period, if catalog can. Catalog decides and writes before we do, so a crash in between
 * leaves the two apart. Two things bring them together again: the caller's retry, to which catalog says again what it
 * said, and a timer that is committed before catalog is asked and dropped when the matter is settled.
 */
export async function extendReservation(kit: ReservationsKit, asked: Omit<Asked<ExtendReservationInput>, 'operation'>) {
  const { loaders, input } = asked;
  const visible = await visibleReservation(loaders, input.reservationId);
  const seen = visible && (await presentLine(asked, visible.key));
  const end = seen && (await readEnd(kit, seen, input));
  if (end && '__typename' in end) return end;

  const attempt = randomId();
  if (seen?.periodEnd && end) {
    const timer = alignTimer(kit.clock.now(), attempt, { ...seen, periodEnd: seen.periodEnd }, end);
    await kit.database.transaction('beginExtension', (transaction) => scheduleTimers(transaction, [timer]));
  }
  const answer = await changeReservation(kit, { ...asked, operation: 'extendReservation' }, async (changing) => {
    const { line, now, locked, actor } = changing;
    const state = reservationStateAt(now, { order: locked.order, line });
    if (!OPEN_STATES.includes(state) || !line.periodEnd || !end) return refusedStep(state, 'EXTENDED', line, actor);
    // The timer knows of another end than catalog: what it would do after a crash would be wrong.
    if (line.periodEnd.getTime() !== seen.periodEnd?.getTime())
      return reservationVersionConflict(line.reservationVersion);
    return endProblem(changing, end) ?? (await moveEnd(kit, changing, end));
  });
  // Not reached after an error: then nobody knows what catalog has done, and the timer stays.
  await cancelTimers(kit.database, [{ timer: ALIGN_EXTENSION, key: attempt }]);
  return answer;
}

async function presentLine(
  { loaders }: Pick<Asked<ExtendReservationInput>, 'loaders'>,
  { tenant, whole, key }: { readonly tenant: string; readonly whole: string; readonly key: string },
) {
  const lines = await loaders.lines.load({ tenant, key: whole });
  return lines.find(({ lineId }) => lineId === key) ?? null;
}

type SeenLine = NonNullable<Awaited<ReturnType<typeof presentLine>>>;

const variantOf = ({ shopId, variantId }: SeenLine) => variantIds.encode(shopId, variantId);

async function readEnd({ shops }: ReservationsKit, line: SeenLine, { newEnd, newEndLocal }: ExtendReservationInput) {
  const timezone = (await shops.find(line.shopId))?.timezone ?? 'UTC';
  const given = { end: newEnd, endLocal: newEndLocal };
  return readMoment(timezone, 'end', given, { field: '', variantId: variantOf(line) });
}

/** What is wrong with an end, whoever else has the thing. */
function endProblem({ line, now }: Changing, end: Date) {
  if (line.periodStart && end <= line.periodStart) {
    return invalidPeriod(variantOf(line), 'A period must end after it begins.');
  }
  return end <= now ? periodInPast(variantOf(line)) : null;
}
