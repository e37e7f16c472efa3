/** What a card does when it is charged. A real provider knows it from the bank; here the token says it. */
export type Card =
  | { readonly does: 'AUTHORIZE'; readonly slow?: true }
  | { readonly does: 'DECLINE'; readonly reason: string }
  /** Answered PROCESSING; the outcome follows by webhook. */
  | { readonly does: 'DELAY'; readonly declines?: string };

/** The test cards, by token. Any other token is unknown to the provider. */
export const CARDS: Readonly<Record<string, Card>> = {
  tok_visa: { does: 'AUTHORIZE' },
  tok_slow: { does: 'AUTHORIZE', slow: true },
  tok_declined: { does: 'DECLINE', reason: 'card_declined' },
  tok_insufficient_funds: { does: 'DECLINE', reason: 'insufficient_funds' },
  tok_expired_card: { does: 'DECLINE', reason: 'expired_card' },
  tok_delayed: { does: 'DELAY' },
  tok_delayed_declined: { does: 'DELAY', declines: 'card_declined' },
};
