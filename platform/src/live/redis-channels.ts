import { RedisPubSub } from 'graphql-redis-subscriptions';
import { z } from 'zod';
import type { Logger } from '../logging.ts';
import { connectRedis } from '../redis/connection.ts';
import type { LiveChannels, LiveMessage } from './channels.ts';
import { InProcessChannels, triggers } from './in-process-channels.ts';

export interface RedisChannelsOptions {
  readonly url: string;
  /** The subgraph; wake-ups go to its own processes only. */
  readonly name: string;
  readonly logger: Logger;
  /** Keeps apart whoever shares a Redis; 'yoyaku' by default. */
  readonly prefix?: string;
}

const names = z.array(z.string());

/**
 * Wake-ups between processes over Redis PubSub. All of a subgraph's go through one Redis channel, a whole batch in one
 * message, and are told apart in the process: that spares a message a wake-up and a round trip a subscriber, and
 * whoever subscribes while Redis is away is served all the same, and woken when it is back.
 */
export class RedisChannels implements LiveChannels {
  readonly #local = new InProcessChannels();
  readonly #publisher;
  readonly #subscriber;
  readonly #pubSub: RedisPubSub;
  readonly #channel: string;
  #listening = false;

  constructor({ url, name, logger, prefix = 'yoyaku' }: RedisChannelsOptions) {
    this.#channel = `${prefix}:live:${name}`;
    this.#publisher = connectRedis(url, `live-publisher-${name}`, logger, { maxRetriesPerRequest: 1 });
    // We subscribe anew ourselves, to know when it is done.
    this.#subscriber = connectRedis(url, `live-subscriber-${name}`, logger, { autoResubscribe: false });
    this.#pubSub = new RedisPubSub({ publisher: this.#publisher, subscriber: this.#subscriber });
    this.#subscriber.on('ready', () => {
      // A failure means that the connection is lost again: the next 'ready' comes, or we are closed.
      this.#listen().catch(() => undefined);
    });
  }

  /** @throws when Redis is away; the wake-ups are lost then, and everybody is woken when it is back. */
  async publish(messages: readonly LiveMessage[]): Promise<void> {
    if (messages.length > 0) await this.#pubSub.publish(this.#channel, triggers(messages));
  }

  subscribe(messages: readonly LiveMessage[], idleMilliseconds?: number): Promise<AsyncIterableIterator<void>> {
    return this.#local.subscribe(messages, idleMilliseconds);
  }

  /** How many iterators and listeners there are in this process; both 0 when everybody has left. */
  count(): ReturnType<InProcessChannels['count']> {
    return this.#local.count();
  }

  async close(): Promise<void> {
    await this.#local.close();
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  async #listen(): Promise<void> {
    await this.#subscriber.subscribe(this.#channel);
    if (!this.#listening) {
      this.#listening = true;
      // Twice, since the library leaves a promise of its own unhandled when a first subscription without a second fails.
      await Promise.all([
        this.#pubSub.subscribe(this.#channel, (message: unknown) => this.#local.wake(names.parse(message))),
        this.#pubSub.subscribe(this.#channel, () => undefined),
      ]);
    }
    // Whatever was sent before this moment may have passed us by.
    this.#local.wakeAll();
  }
}
