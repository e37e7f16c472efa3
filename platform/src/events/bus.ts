import type { RecordedEvent } from './event.ts';

/**
 * Carries events from the relay of their source to its followers, quickly. It is transport, never the truth: it may
 * lose whatever it holds, since followers ask the source for what they miss and the relay refills it from the outbox.
 */
export interface EventBus {
  /** How many events of a source it holds; older ones are forgotten. */
  readonly capacity: number;
  /** Position of the newest event it holds of this source; 0 for none. */
  head(source: string): Promise<number>;
  /**
   * Appends events that follow `after`, if `after` is still the head (compare and set: of several relays one succeeds,
   * and no event is there twice or out of order). Returns the head as it is then, the last event's position on success.
   */
  publish(source: string, after: number, events: readonly RecordedEvent[]): Promise<number>;
  /** Forgets all events of a source. */
  clear(source: string): Promise<void>;
  /** Delivers what it holds after this position and then what comes, in order; holes are possible. */
  follow(source: string, after: number, deliver: (events: readonly RecordedEvent[]) => void): Following;
  close(): Promise<void>;
}

export interface Following {
  /** Nothing is delivered afterwards. */
  close(): Promise<void>;
}
