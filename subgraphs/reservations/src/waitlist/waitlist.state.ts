/** Waitlist entry: somebody waits for what cannot be had. Its life is the table below; nothing else moves it. */
export type WaitlistState = 'WAITING' | 'OFFERED' | 'PURCHASED' | 'OFFER_EXPIRED' | 'CANCELLED';

/** From each state, the states that can follow. OFFERED: the stock is held for it. */
export const WAITLIST_TRANSITIONS: Readonly<Record<WaitlistState, readonly WaitlistState[]>> = {
  WAITING: ['OFFERED', 'CANCELLED'],
  OFFERED: ['PURCHASED', 'OFFER_EXPIRED', 'CANCELLED'],
  PURCHASED: [],
  OFFER_EXPIRED: [],
  CANCELLED: [],
};

/** The state an entry is in, whatever its timer has got round to writing down: expiry is judged when reading. */
export function waitlistStateAt(
  now: Date,
  { state, offerExpiresAt }: { readonly state: WaitlistState; readonly offerExpiresAt: Date | null },
): WaitlistState {
  return state === 'OFFERED' && offerExpiresAt && offerExpiresAt <= now ? 'OFFER_EXPIRED' : state;
}
