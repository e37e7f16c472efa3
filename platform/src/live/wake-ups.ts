/**
 * An iterator of wake-ups: it yields once for any number of {@link wake}s since it was last asked, and also when
 * nothing has happened for the idle time. `return()` takes effect at once, even while a `next()` waits.
 */
export class WakeUps implements AsyncIterableIterator<void> {
  readonly #idleMilliseconds: number | null;
  readonly #onReturn: () => void;
  #awake = false;
  #ended = false;
  #waiting: PromiseWithResolvers<IteratorResult<void>> | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** @param idleMilliseconds null: wait for ever. @param onReturn called once, when the iterator ends. */
  constructor(idleMilliseconds: number | null = null, onReturn: () => void = () => undefined) {
    this.#idleMilliseconds = idleMilliseconds;
    this.#onReturn = onReturn;
  }

  wake(): void {
    if (this.#waiting) this.#settle({ value: undefined, done: false });
    else this.#awake = true;
  }

  next(): Promise<IteratorResult<void>> {
    if (this.#ended) return Promise.resolve({ value: undefined, done: true });
    if (this.#awake) {
      this.#awake = false;
      return Promise.resolve({ value: undefined, done: false });
    }
    this.#waiting ??= Promise.withResolvers();
    if (this.#idleMilliseconds !== null) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.wake(), this.#idleMilliseconds).unref();
    }
    return this.#waiting.promise;
  }

  return(): Promise<IteratorResult<void>> {
    if (!this.#ended) {
      this.#ended = true;
      this.#settle({ value: undefined, done: true });
      this.#onReturn();
    }
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #settle(result: IteratorResult<void>): void {
    clearTimeout(this.#timer);
    this.#waiting?.resolve(result);
    this.#waiting = null;
  }
}
