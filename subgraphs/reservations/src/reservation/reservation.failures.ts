import { invalidStateTransition, versionConflict } from '@yoyaku/platform/failures';
import type { ExtensionConflict, PeriodOver, TooEarly } from '../__generated__/resolver-types.ts';
import type { ReservationState } from '../order/line.state.ts';
import type { Typed } from '../order/order.failures.ts';
import { type Actor, allowedSteps } from './reservation.state.ts';

export const reservationVersionConflict = (currentVersion: number) => versionConflict('reservation', currentVersion);

/** What this actor may do with the line instead. @param to What was asked for. */
export function refusedStep(
  from: ReservationState,
  to: ReservationState | 'EXTENDED',
  { returnable }: { readonly returnable: boolean },
  actor: Actor,
) {
  const others = allowedSteps(from, returnable, actor).filter((step) => step !== to);
  return invalidStateTransition('reservation', from, to, others);
}

export function tooEarly(earliest: Date): Typed<TooEarly> {
  return {
    __typename: 'TooEarly',
    code: 'TOO_EARLY',
    message: `It can be picked up from ${earliest.toISOString()} on.`,
    retryable: true,
    earliest,
  };
}

export function periodOver(end: Date): Typed<PeriodOver> {
  return {
    __typename: 'PeriodOver',
    code: 'PERIOD_OVER',
    message: `Its period was over at ${end.toISOString()}.`,
    retryable: false,
    end,
  };
}

/** @param latestEnd RFC 3339. */
export function extensionConflict(latestEnd: string): Typed<ExtensionConflict> {
  return {
    __typename: 'ExtensionConflict',
    code: 'EXTENSION_CONFLICT',
    message: `It is promised to somebody else then; it can be had until ${latestEnd}.`,
    retryable: true,
    latestEnd,
  };
}

/** What it is promised from `start` on is still with somebody else. */
export function stillTaken(start: Date): Typed<TooEarly> {
  return { ...tooEarly(start), message: 'Somebody else still has it; it can be handed over when it is back.' };
}
