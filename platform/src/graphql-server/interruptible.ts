/**
 * Maps a source's values, and never keeps its consumer waiting for them: `return()` answers at once, even while
 * `next()` is pending. A plain async generator queues the one behind the other, so that nobody could complete a
 * subscription on which nothing happens.
 */
export function interruptible<Value, Mapped>(
  source: AsyncIterable<Value>,
  map: (value: Value) => Mapped | Promise<Mapped>,
): AsyncGenerator<Mapped, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  const end: IteratorReturnResult<void> = { done: true, value: undefined };
  const interrupted = Promise.withResolvers<typeof end>();
  let over = false;
  // Asked, since it changes while we wait.
  const isOver = () => over;

  async function next(): Promise<IteratorResult<Mapped, void>> {
    if (over) return end;
    const result = await Promise.race([iterator.next(), interrupted.promise]);
    if (result.done === true) {
      over = true;
      return end;
    }
    const value = await map(result.value);
    return isOver() ? end : { done: false, value };
  }

  function stop(): void {
    if (over) return;
    over = true;
    interrupted.resolve(end);
    // Whether the source tidies up now or at its next value is its own affair; nobody is left to hear of a failure.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }

  const generator: AsyncGenerator<Mapped, void, void> = {
    next,
    return() {
      stop();
      return Promise.resolve(end);
    },
    throw(error: unknown) {
      stop();
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    },
    [Symbol.asyncIterator]: () => generator,
    [Symbol.asyncDispose]() {
      stop();
      return Promise.resolve();
    },
  };
  return generator;
}
