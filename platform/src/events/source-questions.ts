import type { Logger } from '../logging.ts';
import type { RecordedEvent } from './event.ts';
import { type BackOff, usualBackOff } from './steady-loop.ts';

export interface SourceQuestionsOptions {
  /** For the log, e.g. 'dashboard asking for reservations events'. */
  readonly name: string;
  readonly logger: Logger;
  /** Reads the source's events after a position, in order. */
  readonly read: (after: number, limit: number) => Promise<readonly RecordedEvent[]>;
  /** Told what has been answered to the question for events after a position. */
  readonly answered: (events: readonly RecordedEvent[], after: number) => void;
  /** Told when it is time to ask again after a failure. */
  readonly again: () => void;
  readonly backOff?: BackOff;
  /** A source that has not answered yet may still be starting: for so long that is no trouble; 30,000 by default. */
  readonly startMilliseconds?: number;
}

/** Between questions to a source that may still be starting. */
const START_PAUSE_MILLISECONDS = 250;
/** A source that is started anew, or that stops a little before us, fails a few times: from which time on it is trouble. */
const TROUBLE = 4;

/**
 * Asks a source for events beside everything else, so that an answer that fails or tarries keeps nobody from what comes
 * over the bus. One question at a time; after a failure the next one has to wait.
 */
export class SourceQuestions {
  readonly #options: SourceQuestionsOptions;
  readonly #troubleFrom: number;
  #asking: Promise<void> | null = null;
  #pause: NodeJS.Timeout | null = null;
  #answeredOnce = false;
  #failures = 0;
  #inTrouble = false;
  #closed = false;

  constructor(options: SourceQuestionsOptions) {
    this.#options = options;
    this.#troubleFrom = performance.now() + (options.startMilliseconds ?? 30_000);
  }

  /** Asks, unless a question is under way or has to wait; false then. */
  ask(after: number, limit: number): boolean {
    if (this.#asking || this.#pause || this.#closed) return false;
    this.#asking = this.#ask(after, limit);
    return true;
  }

  /** Lets the next question be asked at once. */
  hurry(): void {
    clearTimeout(this.#pause ?? undefined);
    this.#pause = null;
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.hurry();
    await this.#asking;
  }

  async #ask(after: number, limit: number): Promise<void> {
    const { name, logger, read, answered } = this.#options;
    try {
      const events = await read(after, limit);
      this.#asking = null;
      if (this.#inTrouble) logger.info({ failures: this.#failures }, `${name} works again`);
      this.#answeredOnce = true;
      this.#failures = 0;
      this.#inTrouble = false;
      if (!this.#closed) answered(events, after);
    } catch (error) {
      this.#asking = null;
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const { name, logger, again, backOff = usualBackOff } = this.#options;
    this.#failures += 1;
    const starting = !this.#answeredOnce && performance.now() < this.#troubleFrom;
    if (starting && this.#failures === 1) logger.info(`${name} waits for its first answer`);
    if (!starting && this.#failures >= TROUBLE && !this.#inTrouble) {
      this.#inTrouble = true;
      logger.error({ err: error }, `${name} does not work; trying on`);
    }
    const patient = Math.min(backOff.firstMilliseconds * 2 ** (this.#failures - 1), backOff.mostMilliseconds);
    const pause = starting ? Math.min(START_PAUSE_MILLISECONDS, backOff.mostMilliseconds) : patient;
    if (this.#closed) return;
    this.#pause = setTimeout(() => {
      this.#pause = null;
      again();
    }, pause).unref();
  }
}
