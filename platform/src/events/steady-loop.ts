import { setTimeout } from 'node:timers/promises';
import { WakeUps } from '../live/wake-ups.ts';
import type { Logger } from '../logging.ts';

/** How long to wait after a failed turn: doubled each time, up to a limit. */
export interface BackOff {
  readonly firstMilliseconds: number;
  readonly mostMilliseconds: number;
}

export const usualBackOff: BackOff = { firstMilliseconds: 100, mostMilliseconds: 10_000 };

export interface SteadyLoopOptions {
  /** For the log, e.g. 'the relay of catalog'. */
  readonly name: string;
  readonly logger: Logger;
  /** A turn comes this long after the last one even if nobody asks. */
  readonly idleMilliseconds: number;
  /** The least time from one turn to the next, so that work gathers; 0 by default. */
  readonly restMilliseconds?: number;
  readonly backOff?: BackOff;
  /** One piece of work. `idle`: nobody asked for this turn (as at the start), so look everywhere. */
  turn(idle: boolean): Promise<void>;
}

/**
 * Takes turns for as long as the process lives: at once, when woken, and when idle for a while; never two at a time.
 * A failing turn is tried again with back-off, and logged when the failing begins and when it ends.
 */
export class SteadyLoop {
  readonly #options: SteadyLoopOptions;
  readonly #wakeUps: WakeUps;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #waiting: PromiseWithResolvers<undefined>[] = [];
  #woken = false;
  #failures = 0;

  constructor(options: SteadyLoopOptions) {
    this.#options = options;
    this.#wakeUps = new WakeUps(options.idleMilliseconds);
    this.#wakeUps.wake();
    this.#running = this.#run();
  }

  wake(): void {
    this.#woken = true;
    this.#wakeUps.wake();
  }

  /** Resolves after a turn that began after this call. @throws what that turn throws. */
  async settle(): Promise<void> {
    if (this.#closing.signal.aborted) throw closedError(this.#options.name);
    const done = Promise.withResolvers<undefined>();
    this.#waiting.push(done);
    this.wake();
    await done.promise;
  }

  /** Lets the turn in hand end, takes a last one if somebody has asked for it, and stops. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#wakeUps.return();
    await this.#running;
    for (const done of this.#waiting.splice(0)) done.reject(closedError(this.#options.name));
  }

  async #run(): Promise<void> {
    const { restMilliseconds = 0 } = this.#options;
    while ((await this.#wakeUps.next()).done !== true) {
      await this.#turn();
      await this.#pause(this.#failures > 0 ? this.#backOff() : restMilliseconds);
    }
    if (this.#woken && this.#failures === 0) await this.#turn();
  }

  async #turn(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    const idle = !this.#woken || this.#failures > 0;
    this.#woken = false;
    const { name, logger } = this.#options;
    try {
      await this.#options.turn(idle);
      if (this.#failures > 0) logger.info({ failures: this.#failures }, `${name} works again`);
      this.#failures = 0;
      for (const done of waiting) done.resolve(undefined);
    } catch (error) {
      if (this.#failures === 0) logger.error({ err: error }, `${name} does not work; trying on`);
      this.#failures += 1;
      for (const done of waiting) done.reject(error);
      this.wake();
    }
  }

  #backOff(): number {
    const { firstMilliseconds, mostMilliseconds } = this.#options.backOff ?? usualBackOff;
    return Math.min(firstMilliseconds * 2 ** (this.#failures - 1), mostMilliseconds);
  }

  async #pause(milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    // Closing ends the pause.
    await setTimeout(milliseconds, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
  }
}

const closedError = (name: string) => new Error(`${name} is closed`);
