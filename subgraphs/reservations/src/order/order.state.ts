/** Order: what a customer asked a shop for. Its life is the table below; nothing else moves it. */
export type OrderState = 'PENDING' | 'CONFIRMED' | 'COMPLETED' | 'CANCELLED' | 'EXPIRED';

/** From each state, the states that can follow. */
export const ORDER_TRANSITIONS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  PENDING: ['CONFIRMED', 'CANCELLED', 'EXPIRED'],
  CONFIRMED: ['COMPLETED', 'CANCELLED'],
  COMPLETED: [],
  CANCELLED: [],
  // Only by money that comes late, as long as its stock can be had again.
  EXPIRED: ['CONFIRMED'],
};

export const ORDER_STATES = Object.keys(ORDER_TRANSITIONS) as OrderState[];

/** The states from which this one can be reached: the condition of the UPDATE that goes there. */
export function statesBefore(to: OrderState): OrderState[] {
  return ORDER_STATES.filter((from) => ORDER_TRANSITIONS[from].includes(to));
}

/** The state an order is in, whatever the sweeper has got round to writing down: expiry is judged when reading. */
export function stateAt(now: Date, order: { readonly state: OrderState; readonly expiresAt: Date }): OrderState {
  return order.state === 'PENDING' && order.expiresAt <= now ? 'EXPIRED' : order.state;
}

/** Rows in a written state whose expiry lies in (expiresAfter, expiresUntil]. */
export interface WrittenAs {
  readonly state: OrderState;
  readonly expiresAfter: string;
  readonly expiresUntil: string;
}

/** Where the orders stand that {@link stateAt} finds in this state: PENDING rows are PENDING until their time is up. */
export function writtenAs(state: OrderState | null, now: Date): readonly WrittenAs[] {
  const whenever = { expiresAfter: '-infinity', expiresUntil: 'infinity' };
  const lapsed = { state: 'PENDING', expiresAfter: '-infinity', expiresUntil: now.toISOString() } as const;
  switch (state) {
    case null:
      return ORDER_STATES.map((each) => ({ state: each, ...whenever }));
    case 'PENDING':
      return [{ state, expiresAfter: lapsed.expiresUntil, expiresUntil: 'infinity' }];
    case 'EXPIRED':
      return [{ state, ...whenever }, lapsed];
    case 'CONFIRMED':
    case 'COMPLETED':
    case 'CANCELLED':
      return [{ state, ...whenever }];
  }
}
