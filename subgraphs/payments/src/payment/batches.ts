/**
 * Gathers items while the previous batch is being worked on, so that under load many of them share one statement and
 * one commit, and a lone one waits for nobody.
 */
export class Batches<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #keyOf: (item: Item) => string;
  readonly #most: number;
  #waiting: { item: Item; settle: PromiseWithResolvers<Result> }[] = [];
  #running = false;

  /**
   * @param run answers in the items' order; with an error, each item is run anew alone, so that a bad one hurts only itself
   * @param keyOf two items of one key never share a batch
   * @param most items in a batch
   */
  constructor(
    run: (items: readonly Item[]) => Promise<readonly Result[]>,
    keyOf: (item: Item) => string,
    most: number,
  ) {
    this.#run = run;
    this.#keyOf = keyOf;
    this.#most = most;
  }

  add(item: Item): Promise<Result> {
    const settle = Promise.withResolvers<Result>();
    this.#waiting.push({ item, settle });
    if (!this.#running) void this.#work();
    return settle.promise;
  }

  async #work(): Promise<void> {
    this.#running = true;
    // Whoever is added in this very turn of the event loop comes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#next();
      try {
        const results = await this.#run(batch.map(({ item }) => item));
        batch.forEach(({ settle }, index) => {
          settle.resolve(results[index] as Result);
        });
      } catch (error) {
        await this.#alone(batch, error);
      }
    }
    this.#running = false;
  }

  #next(): { item: Item; settle: PromiseWithResolvers<Result> }[] {
    const keys = new Set<string>();
    const taken = new Set<unknown>();
    for (const entry of this.#waiting) {
      if (taken.size === this.#most) break;
      const key = this.#keyOf(entry.item);
      if (keys.has(key)) continue;
      keys.add(key);
      taken.add(entry);
    }
    const batch = this.#waiting.filter((entry) => taken.has(entry));
    this.#waiting = this.#waiting.filter((entry) => !taken.has(entry));
    return batch;
  }

  async #alone(batch: { item: Item; settle: PromiseWithResolvers<Result> }[], error: unknown): Promise<void> {
    if (batch.length === 1) {
      batch[0]?.settle.reject(error);
      return;
    }
    for (const { item, settle } of batch) {
      try {
        settle.resolve((await this.#run([item]))[0] as Result);
      } catch (own) {
        settle.reject(own);
      }
    }
  }
}
