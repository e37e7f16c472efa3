import { EventEmitter } from 'node:events';
import { PubSub } from 'graphql-subscriptions';
import type { LiveChannels, LiveMessage } from './channels.ts';
import { WakeUps } from './wake-ups.ts';

/** Wake-ups within one process. */
export class InProcessChannels implements LiveChannels {
  // Any number of clients may watch the same thing.
  readonly #listeners = new EventEmitter().setMaxListeners(0);
  readonly #pubSub = new PubSub({ eventEmitter: this.#listeners });
  readonly #subscribers = new Set<WakeUps>();

  publish(messages: readonly LiveMessage[]): Promise<void> {
    this.wake(triggers(messages));
    return Promise.resolve();
  }

  /** Wakes the subscribers of these {@link triggers}. */
  wake(names: readonly string[]): void {
    for (const name of names) void this.#pubSub.publish(name, undefined);
  }

  wakeAll(): void {
    for (const subscriber of this.#subscribers) subscriber.wake();
  }

  async subscribe(messages: readonly LiveMessage[], idleMilliseconds?: number): Promise<AsyncIterableIterator<void>> {
    const subscriber = new WakeUps(idleMilliseconds, () => {
      this.#subscribers.delete(subscriber);
      void listening.then((ids) => ids.forEach((id) => this.#pubSub.unsubscribe(id)));
    });
    this.#subscribers.add(subscriber);
    const listening = Promise.all(
      triggers(messages).map((name) => this.#pubSub.subscribe(name, () => subscriber.wake())),
    );
    await listening;
    return subscriber;
  }

  /** How many iterators and listeners there are; both 0 when everybody has left. */
  count(): { readonly subscribers: number; readonly listeners: number } {
    const listeners = this.#listeners.eventNames().map((name) => this.#listeners.listenerCount(name));
    return { subscribers: this.#subscribers.size, listeners: listeners.reduce((sum, count) => sum + count, 0) };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#subscribers].map((subscriber) => subscriber.return()));
  }
}

/** The names under which messages are sent, each once. */
export function triggers(messages: readonly LiveMessage[]): string[] {
  return [...new Set(messages.map(({ channel, key }) => `${channel}:${key}`))];
}
