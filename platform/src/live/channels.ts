/** A wake-up: "look again". It carries no data, since what is true stands in the database. */
export interface LiveMessage {
  /** e.g. 'order', 'shop-orders', 'stock', 'dashboard'. */
  readonly channel: string;
  /** Whose: the id within the channel. */
  readonly key: string;
}

/** Wake-ups between the processes of one subgraph: Redis PubSub when there is Redis, else within this process. */
export interface LiveChannels {
  /** One that appears several times is sent once. */
  publish(messages: readonly LiveMessage[]): Promise<void>;
  /**
   * Yields once for every wake-up of any of these, several unseen ones as one; once after a lost connection has
   * come back, since anything may have happened meanwhile; and, if `idleMilliseconds` is given, whenever nothing has
   * happened for so long. Subscribed when the promise resolves; `return()` unsubscribes, even while `next()` waits.
   */
  subscribe(messages: readonly LiveMessage[], idleMilliseconds?: number): Promise<AsyncIterableIterator<void>>;
  close(): Promise<void>;
}
