import type { SqlRunner } from '../database/database.ts';
import type { Logger } from '../logging.ts';
import type { EventBus } from './bus.ts';
import type { RecordedEvent } from './event.ts';
import { lastPosition, readEvents } from './feed.ts';

export interface PublisherOptions {
  readonly source: string;
  readonly database: SqlRunner;
  readonly bus: EventBus;
  readonly logger: Logger;
  /** Called with the events that this publisher, and not another process's, has brought to the bus. */
  published(events: readonly RecordedEvent[]): Promise<void>;
}

const BATCH = 500;
const MOST_IN_HAND = 5_000;

/** Brings to the bus whatever stands in the outbox above the bus's own head. */
export class Publisher {
  readonly #options: PublisherOptions;
  /** Events just sequenced in this process, which saves reading them back. */
  #inHand: RecordedEvent[] = [];
  /** What the bus held when it was last heard of. */
  #head: number | null = null;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  take(events: readonly RecordedEvent[]): void {
    this.#inHand.push(...events);
    // While the bus is away they wait in the outbox. The last one tells that there are some.
    if (this.#inHand.length > MOST_IN_HAND) this.#inHand.splice(0, this.#inHand.length - 1);
  }

  /** @param everything look also for what other processes have left behind and for what the bus has lost. */
  async publish(everything: boolean): Promise<void> {
    const { bus, source } = this.#options;
    if (everything || this.#head === null) this.#head = await bus.head(source);
    for (;;) {
      const events = await this.#above(this.#head, everything);
      const last = events.at(-1)?.position;
      if (last === undefined) return;
      this.#head = await bus.publish(source, this.#head, events);
      if (this.#head === last) await this.#options.published(events);
    }
  }

  async #above(head: number, everything: boolean): Promise<readonly RecordedEvent[]> {
    const { source, database, bus, logger } = this.#options;
    this.#inHand = this.#inHand.filter(({ position }) => position > head);
    if (this.#inHand[0]?.position === head + 1) {
      const hole = this.#inHand.findIndex(({ position }, index) => position !== head + 1 + index);
      return this.#inHand.slice(0, Math.min(hole === -1 ? BATCH : hole, BATCH));
    }
    if (this.#inHand.length === 0 && !everything) return [];
    const last = await lastPosition(database);
    if (last < head) {
      logger.warn({ source, head, last }, 'the event bus holds events of another database; they are thrown away');
      await bus.clear(source);
      this.#head = 0;
      return this.#above(0, everything);
    }
    return last === head ? [] : readEvents(database, source, Math.max(head, last - bus.capacity), BATCH);
  }
}
