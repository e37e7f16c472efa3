import { Gauge } from 'prom-client';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logging.ts';
import type { EventBus, Following } from './bus.ts';
import type { Consumer } from './consumer.ts';
import type { RecordedEvent } from './event.ts';
import { Inbox } from './inbox.ts';
import { SourceQuestions } from './source-questions.ts';
import { type BackOff, SteadyLoop } from './steady-loop.ts';

export interface ConsumerRunnerOptions {
  /** Names the watermark: constant for ever, one per consumer of the same source in this database. */
  readonly name: string;
  readonly consumer: Consumer;
  readonly database: Database;
  /** null: events are asked of the source only, at every interval. */
  readonly bus: EventBus | null;
  /** Reads the source's events after a position, in order: GET {sourceUrl}/internal/events. */
  readSource(after: number, limit: number): Promise<readonly RecordedEvent[]>;
  readonly logger: Logger;
  /** Asks the source after so long without events: 5,000 by default, 500 without a bus. */
  readonly askMilliseconds?: number;
  readonly backOff?: BackOff;
  /** For so long it is no trouble that the source has not answered yet: 30,000 by default. */
  readonly startMilliseconds?: number;
}

const lag = new Gauge({
  name: 'yoyaku_consumer_lag_events',
  help: 'Events of the source, as far as known, that the consumer has not taken yet.',
  labelNames: ['consumer', 'source'],
});

const MOST_PER_RUN = 200;
const MOST_QUEUED = 5_000;
/** The watermark may trail behind events that are of no interest by so many; they are only passed over again. */
const MOST_UNSAVED = 1_000;

/**
 * Has a consumer take its source's events, each exactly once and in order: in runs, each in one transaction with the
 * watermark. They come over the bus; what is missing there is asked of the source itself, meanwhile or afterwards.
 */
export class ConsumerRunner {
  readonly #options: ConsumerRunnerOptions;
  readonly #inbox: Inbox;
  readonly #types: ReadonlySet<string>;
  readonly #loop: SteadyLoop;
  readonly #questions: SourceQuestions;
  #following: Following | null = null;
  #queue: RecordedEvent[] = [];
  /** The watermark in the database, as last seen; null before it is read. */
  #saved: number | null = null;
  /** All up to here have been taken, or are of no interest. */
  #position = 0;
  /** The newest position heard of. */
  #known = 0;
  #askSource = true;
  /** The source keeps no events up to here. */
  #pruned = 0;
  /** After a run has failed its events are taken one by one up to here, so that the good ones are kept. */
  #carefulUntil = 0;
  #waiting: { readonly position: number; readonly done: PromiseWithResolvers<undefined> }[] = [];
  #closed = false;

  constructor(options: ConsumerRunnerOptions) {
    const { name, consumer, bus, logger, backOff } = options;
    this.#options = options;
    this.#inbox = new Inbox(name, consumer.source);
    this.#types = new Set(consumer.types);
    const { startMilliseconds } = options;
    this.#questions = new SourceQuestions({
      name: `${name} asking for ${consumer.source} events`,
      logger,
      read: (after, limit) => options.readSource(after, limit),
      answered: (events, after) => this.#answered(events, after),
      again: () => this.#ask(),
      ...(backOff && { backOff }),
      ...(startMilliseconds !== undefined && { startMilliseconds }),
    });
    this.#loop = new SteadyLoop({
      name: `${name} taking ${consumer.source} events`,
      logger,
      idleMilliseconds: options.askMilliseconds ?? (bus ? 5_000 : 500),
      ...(backOff && { backOff }),
      turn: (idle) => this.#turn(idle),
    });
  }

  /** All events up to here have had their effect. */
  get position(): number {
    return this.#position;
  }

  /** Resolves when all events up to this position have had their effect. @throws when closed before. */
  async caughtUpTo(position: number): Promise<void> {
    if (this.#position >= position) return;
    if (this.#closed) throw new Error('the consumer is closed');
    const done = Promise.withResolvers<undefined>();
    this.#waiting.push({ position, done });
    await done.promise;
  }

  /** Ask the source now. */
  wake(): void {
    this.#questions.hurry();
    this.#ask();
  }

  /** Finishes the run in hand; the rest waits for the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#following?.close();
    await this.#questions.close();
    await this.#loop.close();
    // Failing costs a second look at events of no interest at the next start.
    await this.#save().catch(() => undefined);
    for (const { done } of this.#waiting.splice(0)) done.reject(new Error('the consumer is closed'));
  }

  async #turn(idle: boolean): Promise<void> {
    const { consumer, database, bus } = this.#options;
    if (this.#saved === null) this.#moved(await this.#inbox.position(database));
    this.#following ??= bus?.follow(consumer.source, this.#position, (events) => this.#deliver(events)) ?? null;
    if (idle) {
      await this.#save();
      this.#askSource = true;
    }
    while (!this.#closed) {
      const run = this.#nextRun();
      const last = run.at(-1)?.position;
      if (last === undefined) return;
      await this.#take(run, last);
    }
  }

  #deliver(events: readonly RecordedEvent[]): void {
    this.#hearOf(events.at(-1)?.position ?? 0);
    // What finds no room is missed at its turn, and then asked of the source.
    if (this.#queue.length + events.length <= MOST_QUEUED) this.#queue.push(...events);
    this.#loop.wake();
  }

  #ask(): void {
    this.#askSource = true;
    this.#loop.wake();
  }

  #answered(events: readonly RecordedEvent[], after: number): void {
    if (events.length === MOST_PER_RUN) this.#askSource = true;
    const first = events[0]?.position ?? after + 1;
    if (first > after + 1) this.#pruned = first - 1;
    this.#hearOf(events.at(-1)?.position ?? 0);
    this.#queue = [...events, ...this.#queue];
    // No answer can fill a hole that this one has not: that waits for the next wish to ask.
    if (events.length > 0 || this.#askSource) this.#loop.wake();
  }

  /** The events that come next, as far as they are here; the source is asked for what is missing. */
  #nextRun(): readonly RecordedEvent[] {
    this.#queue = this.#queue.filter(({ position }) => position > this.#position);
    if (this.#pruned > this.#position && this.#queue[0]?.position !== this.#position + 1) this.#skipPruned();
    const next = this.#position + 1;
    if (this.#queue[0]?.position === next) {
      const most = next <= this.#carefulUntil ? 1 : MOST_PER_RUN;
      const hole = this.#queue.findIndex(({ position }, index) => position !== next + index);
      return this.#queue.slice(0, Math.min(hole === -1 ? most : hole, most));
    }
    if (this.#queue.length === 0 && !this.#askSource) return [];
    if (this.#questions.ask(this.#position, MOST_PER_RUN)) this.#askSource = false;
    return [];
  }

  #skipPruned(): void {
    const { consumer, name, logger } = this.#options;
    const to = Math.min(this.#pruned, (this.#queue[0]?.position ?? Infinity) - 1);
    const from = this.#position + 1;
    logger.error({ consumer: name, source: consumer.source, from, to }, 'events are lost for ever');
    this.#reached(to);
  }

  async #take(run: readonly RecordedEvent[], last: number): Promise<void> {
    const { consumer, database, name } = this.#options;
    const wanted = run.filter(({ type }) => this.#types.has(type));
    if (wanted.length === 0) {
      this.#reached(last);
      if (last - (this.#saved ?? 0) > MOST_UNSAVED) await this.#save();
      return;
    }
    try {
      const taken = await database.transaction(`consume ${name}`, async (transaction) => {
        const ours = await this.#inbox.advance(transaction, this.#saved ?? 0, last);
        if (ours) await consumer.handle(transaction, wanted);
        return ours;
      });
      // Another process of this consumer was faster: go on from where it is.
      this.#moved(taken ? last : await this.#inbox.position(database));
    } catch (error) {
      if (run.length === 1) throw error;
      this.#carefulUntil = last;
    }
  }

  /** Writes down how far events of no interest have been passed over. */
  async #save(): Promise<void> {
    const { database } = this.#options;
    if (this.#saved === null || this.#saved >= this.#position) return;
    const ours = await this.#inbox.advance(database, this.#saved, this.#position);
    this.#moved(ours ? this.#position : await this.#inbox.position(database));
  }

  #moved(saved: number): void {
    this.#saved = saved;
    this.#reached(Math.max(saved, this.#position));
  }

  #reached(position: number): void {
    this.#position = position;
    this.#hearOf(position);
    const reached = this.#waiting.filter((waiting) => waiting.position <= position);
    this.#waiting = this.#waiting.filter((waiting) => waiting.position > position);
    for (const { done } of reached) done.resolve(undefined);
  }

  #hearOf(position: number): void {
    this.#known = Math.max(this.#known, position);
    const { consumer, name } = this.#options;
    lag.set({ consumer: name, source: consumer.source }, this.#known - this.#position);
  }
}
