import { setImmediate, setTimeout } from 'node:timers/promises';

export interface BatchesOptions<Item, Result> {
  /** Answers in the items' order. With an error each item is run anew alone, so that a bad one hurts only itself. */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** Two items of one key never share a batch: the later one must find what the first one did. */
  keyOf(item: Item): string;
  /** Items in a batch. */
  readonly most: number;
  /** Items of different lanes share no batch and do not wait for one another; all are of one lane by default. */
  laneOf?(item: Item): string;
}

/** Items gather for so long while a lane is busy: fewer, larger batches cost less. The first goes at once. */
const REST_MILLISECONDS = 4;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly settle: PromiseWithResolvers<Result>;
}

/**
 * Gathers items while the batch before is being worked on, so that under load many of them share one statement and one
 * commit, and a lone one waits for nobody.
 */
export class Batches<Item, Result> {
  readonly #options: BatchesOptions<Item, Result>;
  /** The lanes with a batch under way, and who waits there for the next one. */
  readonly #lanes = new Map<string, Waiting<Item, Result>[]>();

  constructor(options: BatchesOptions<Item, Result>) {
    this.#options = options;
  }

  add(item: Item): Promise<Result> {
    const waiting = { item, settle: Promise.withResolvers<Result>() };
    const name = this.#options.laneOf?.(item) ?? '';
    const lane = this.#lanes.get(name);
    if (lane) lane.push(waiting);
    else void this.#work(name, [waiting]);
    return waiting.settle.promise;
  }

  async #work(name: string, lane: Waiting<Item, Result>[]): Promise<void> {
    this.#lanes.set(name, lane);
    // Whoever comes in the very same turn of the event loop goes along.
    await setImmediate();
    while (lane.length > 0) {
      await this.#attempt(this.#next(lane));
      if (lane.length > 0) await setTimeout(REST_MILLISECONDS);
    }
    this.#lanes.delete(name);
  }

  #next(lane: Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    const keys = new Set<string>();
    const batch: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const waiting of lane) {
      const key = this.#options.keyOf(waiting.item);
      if (batch.length === this.#options.most || keys.has(key)) left.push(waiting);
      else batch.push(waiting);
      keys.add(key);
    }
    lane.splice(0, lane.length, ...left);
    return batch;
  }

  async #attempt(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#options.run(batch.map(({ item }) => item));
      for (const [index, { settle }] of batch.entries()) settle.resolve(results[index] as Result);
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1) only?.settle.reject(error);
      else await Promise.all(batch.map((waiting) => this.#attempt([waiting])));
    }
  }
}
