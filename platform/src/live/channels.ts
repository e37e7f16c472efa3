/** A wake-up: "look again". It carries no data, since what is true stands in the database. */
export interface LiveMessage {
  /** e.g. 'order', 'shop-orders', 'stock', 'dashboard'. */
  readonly channel: string;
  /** Whose: the id within the channel. */
  readonly key: string;
}

/** Wake-ups between the processes of one subgraph: Redis PubSub when there is Redis, else within this process. */
export interface LiveChannels {
  publish(messages: readonly LiveMessage[]): Promise<void>;
  /**
   * Yields once for every wake-up of any of these, several unseen ones as one; and once after a lost connection has
   * come back, since anything may have happened meanwhile. Subscribed when the promise resolves.
   */
  subscribe(messages: readonly LiveMessage[]): Promise<AsyncIterableIterator<void>>;
  close(): Promise<void>;
}
