import type { ReservationState } from '../order/line.state.ts';

/** Who asks for a step: the customer, the shop's staff (who may do all that customers may), or Yoyaku itself. */
export type Actor = 'CUSTOMER' | 'STAFF' | 'SYSTEM';

/** Who may take a step with what is merely handed over, and with what is to come back. */
interface Step {
  readonly counted: readonly Actor[];
  readonly returnable: readonly Actor[];
}

const all = (...actors: readonly Actor[]): Step => ({ counted: actors, returnable: actors });
const returnable = (...actors: readonly Actor[]): Step => ({ counted: [], returnable: actors });

/** What the order does to all its lines. */
const BY_ORDER = all('SYSTEM');
const BY_EITHER = all('CUSTOMER', 'STAFF', 'SYSTEM');
/** Once somebody is at work on it, the customer can no longer call it off. */
const BY_SHOP = all('STAFF', 'SYSTEM');
/** Staff hands over; what comes back, such as a bike, the customer takes away without them. */
const HANDING_OVER: Step = { counted: ['STAFF'], returnable: ['CUSTOMER', 'STAFF'] };
/** Staff closes what was never fetched. */
const ENDING = returnable('STAFF');

/**
 * Reservation: the life of one order line as customer and staff see it. From each state, the steps that can follow and
 * who may take them; nothing else moves it. OVERDUE and ENDING_SOON are no states: the clock tells them.
 */
export const RESERVATION_STEPS: Readonly<Record<ReservationState, Readonly<Partial<Record<ReservationState, Step>>>>> =
  {
    HELD: { CONFIRMED: BY_ORDER, CANCELLED: BY_EITHER, EXPIRED: BY_ORDER },
    CONFIRMED: { PREPARING: all('STAFF'), HANDED_OVER: HANDING_OVER, RETURNED: ENDING, CANCELLED: BY_EITHER },
    PREPARING: { READY: all('STAFF'), RETURNED: ENDING, CANCELLED: BY_SHOP },
    READY: { HANDED_OVER: HANDING_OVER, RETURNED: ENDING, CANCELLED: BY_SHOP },
    HANDED_OVER: { RETURNED: returnable('CUSTOMER', 'STAFF') },
    RETURNED: {},
    CANCELLED: {},
    EXPIRED: {},
  };

export const RESERVATION_STATES = Object.keys(RESERVATION_STEPS) as ReservationState[];

/** What the shop still has to do with a reservation, or wait for: its stock is sold and it is not over. */
export const OPEN_STATES: readonly ReservationState[] = ['CONFIRMED', 'PREPARING', 'READY', 'HANDED_OVER'];

/** The states to which this actor can move a reservation in this state. */
export function allowedSteps(from: ReservationState, isReturnable: boolean, actor: Actor): ReservationState[] {
  const steps = RESERVATION_STEPS[from];
  return RESERVATION_STATES.filter((to) => steps[to]?.[isReturnable ? 'returnable' : 'counted'].includes(actor));
}

/** Whether nothing more is to come of it; the order is over when that holds for all its lines. */
export function isFinished(state: ReservationState, isReturnable: boolean): boolean {
  switch (state) {
    case 'HANDED_OVER':
      return !isReturnable;
    case 'RETURNED':
    case 'CANCELLED':
    case 'EXPIRED':
      return true;
    case 'HELD':
    case 'CONFIRMED':
    case 'PREPARING':
    case 'READY':
      return false;
  }
}
