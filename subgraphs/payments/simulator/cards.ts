/** What a card does when it is charged. A real provider knows it from the bank; here the token says it. */
export interface Card {
  /** Answered PROCESSING, and settled by the bank after a while, by the customer, or at once. */
  readonly settles: 'AT_ONCE' | 'LATER' | 'BY_CUSTOMER';
  /** Why the bank declines it; absent: it does not. */
  readonly declines?: string;
  /** The answer comes late; never, though the card is charged; or the connection is cut before anything is done. */
  readonly answer?: 'SLOW' | 'NEVER' | 'CUT';
  /** How the outcome is called back; once, at the time it is known, unless told otherwise. */
  readonly calls?: 'LATE' | 'TEN_TIMES' | 'SHUFFLED' | 'NEVER';
}

/** The test cards, by token. Any other token is unknown to the provider. */
export const CARDS: Readonly<Record<string, Card>> = {
  tok_visa: { settles: 'AT_ONCE' },
  tok_slow: { settles: 'AT_ONCE', answer: 'SLOW' },
  tok_declined: { settles: 'AT_ONCE', declines: 'card_declined' },
  tok_insufficient_funds: { settles: 'AT_ONCE', declines: 'insufficient_funds' },
  tok_expired_card: { settles: 'AT_ONCE', declines: 'expired_card' },
  tok_needs_action: { settles: 'BY_CUSTOMER' },
  tok_delayed: { settles: 'LATER' },
  tok_delayed_declined: { settles: 'LATER', declines: 'card_declined' },
  tok_authorizes_then_times_out: { settles: 'AT_ONCE', answer: 'NEVER' },
  tok_provider_down: { settles: 'AT_ONCE', answer: 'CUT' },
  tok_callback_late: { settles: 'LATER', calls: 'LATE' },
  tok_callback_ten_times: { settles: 'LATER', calls: 'TEN_TIMES' },
  tok_callback_shuffled: { settles: 'LATER', calls: 'SHUFFLED' },
  tok_callback_never: { settles: 'LATER', calls: 'NEVER' },
};

/** The card of a token; null for one that nobody has. */
export function cardOf(token: string): Card | null {
  return Object.hasOwn(CARDS, token) ? (CARDS[token] ?? null) : null;
}
