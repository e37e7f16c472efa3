import type { Transaction } from '../database/database.ts';
import type { RecordedEvent } from './event.ts';

/** A follower of one source's events. */
export interface Consumer {
  /** The subgraph whose events it takes, e.g. 'reservations'. */
  readonly source: string;
  /** Where that subgraph answers, for whatever the bus has lost. */
  readonly sourceUrl: string;
  /** Only these types are handed over; the others are passed over. */
  readonly types: readonly string[];
  /**
   * Takes a run of events in position order, in one transaction with the inbox's watermark: each takes effect exactly
   * once. Throw to have the whole run tried again, with back-off. Calls to other services come first, and must be
   * idempotent.
   */
  handle(transaction: Transaction, events: readonly RecordedEvent[]): Promise<void>;
}
