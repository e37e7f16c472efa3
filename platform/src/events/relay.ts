import { setTimeout } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import type { LiveChannels, LiveMessage } from '../live/channels.ts';
import type { Logger } from '../logging.ts';
import type { EventBus } from './bus.ts';
import type { RecordedEvent } from './event.ts';
import { lastPosition } from './feed.ts';
import { onAppended } from './outbox.ts';
import { Publisher } from './publisher.ts';
import { sequence } from './sequencer.ts';
import { type BackOff, SteadyLoop } from './steady-loop.ts';

export interface RelayOptions {
  /** The subgraph, as others know it. */
  readonly source: string;
  readonly database: Database;
  /** null: whoever follows asks over HTTP. */
  readonly bus: EventBus | null;
  readonly live: LiveChannels;
  readonly logger: Logger;
  /** The live channels that an event wakes. */
  wakes?(event: RecordedEvent): readonly LiveMessage[];
  /** How often to look for what a stopped process has left unsequenced or unpublished; 2,000 by default. */
  readonly pollMilliseconds?: number;
  readonly backOff?: BackOff;
}

const BATCH = 500;
/** Commits gather for so long while the relay is busy: fewer, larger batches cost less. The first goes at once. */
const REST_MILLISECONDS = 20;
/** A turn of another process is short. */
const BUSY_MILLISECONDS = 5;
const MOST_TRIES_FOR_THE_TURN = 200;

/**
 * Moves committed events on: gives them positions, brings them to the bus, wakes the live channels. Every process of a
 * subgraph runs one; they take turns. Two loops, so that events have their positions (and feeds go on) while the bus is
 * away.
 */
export class Relay {
  readonly #options: RelayOptions;
  readonly #sequencer: SteadyLoop;
  readonly #publisher: SteadyLoop | null;
  readonly #toBus: Publisher | null;

  constructor(options: RelayOptions) {
    const { source, bus, logger, pollMilliseconds = 2_000, backOff } = options;
    this.#options = options;
    const loop = { logger, idleMilliseconds: pollMilliseconds, ...(backOff && { backOff }) };
    const toBus = bus && new Publisher({ ...options, bus, published: (events) => this.#wakeLive(events) });
    this.#toBus = toBus;
    this.#publisher =
      toBus && new SteadyLoop({ ...loop, name: `publishing ${source} events`, turn: (idle) => toBus.publish(idle) });
    this.#sequencer = new SteadyLoop({
      ...loop,
      name: `sequencing ${source} events`,
      restMilliseconds: REST_MILLISECONDS,
      turn: () => this.#sequence(),
    });
    onAppended(options.database, () => this.#sequencer.wake());
  }

  /**
   * Resolves with the last position when all that is committed now has its position and is on the bus.
   * @throws when the database or the bus does not answer.
   */
  async flush(): Promise<number> {
    await this.#sequencer.settle();
    await this.#publisher?.settle();
    return lastPosition(this.#options.database);
  }

  /** Finishes what is in hand. Events left unsequenced wait for the next process. */
  async close(): Promise<void> {
    await this.#sequencer.close();
    await this.#publisher?.close();
  }

  async #sequence(): Promise<void> {
    for (let more = true; more;) {
      const events = await this.#sequenceInTurn();
      more = events.length === BATCH;
      if (events.length === 0) continue;
      if (this.#toBus) {
        this.#toBus.take(events);
        this.#publisher?.wake();
      } else await this.#wakeLive(events);
    }
  }

  async #sequenceInTurn(): Promise<readonly RecordedEvent[]> {
    const { database, source } = this.#options;
    for (let tries = 1; tries <= MOST_TRIES_FOR_THE_TURN; tries++) {
      const events = await sequence(database, source, BATCH);
      if (events !== 'BUSY') return events;
      await setTimeout(BUSY_MILLISECONDS);
    }
    throw new Error('another process has been giving positions for too long');
  }

  async #wakeLive(events: readonly RecordedEvent[]): Promise<void> {
    const { live, logger } = this.#options;
    // A wake-up may be lost: whoever waits looks again when the connection is back, and after a while anyway.
    await live
      .publish(events.flatMap((event) => this.#options.wakes?.(event) ?? []))
      .catch((error: unknown) => logger.debug({ err: error }, 'wake-ups were lost'));
  }
}
