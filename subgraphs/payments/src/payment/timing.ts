/** How patient the subgraph is, in milliseconds. */
export interface Timing {
  /** How long the provider may take to answer. */
  readonly providerTimeout: number;
  /** How long after asking for a payment its answer is looked up, should nobody have recorded it. */
  readonly askAfter: number;
  /** How long a payment belongs to whoever claimed it; longer than all calls of one step together. */
  readonly lease: number;
  /** A payment the provider does not know after so long will never arrive there: beyond any of its queues. */
  readonly neverReceivedAfter: number;
  /** First pause after a step that could not be done; it doubles every time … */
  readonly firstPause: number;
  /** … up to this. */
  readonly longestPause: number;
  /** When to try again after the provider could not be reached … */
  readonly retryAfter: number;
  /** … and how far apart the later tries of a payment that waits for it are at most. */
  readonly longestWait: number;
  /** How long after that the request of a top-up can be repeated that could not be passed on: nobody else tries it. */
  readonly topUpWaits: number;
}

export const TIMING: Timing = {
  providerTimeout: 4_000,
  askAfter: 6_000,
  lease: 30_000,
  neverReceivedAfter: 120_000,
  firstPause: 1_000,
  longestPause: 300_000,
  retryAfter: 5_000,
  longestWait: 20_000,
  topUpWaits: 600_000,
};

/** The moment `milliseconds` after another. */
export function after(start: Date, milliseconds: number): Date {
  return new Date(start.getTime() + milliseconds);
}
