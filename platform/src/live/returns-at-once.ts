/**
 * An async generator whose `return()` takes effect at once. A plain one queues it until whatever it waits for has
 * happened, so that a client who leaves while nothing happens would never be let go; here the generator is given a
 * signal to stop waiting on. `signal`, if given, ends it as well.
 */
export function returnsAtOnce<Value>(
  make: (signal: AbortSignal) => AsyncGenerator<Value, void, void>,
  signal?: AbortSignal,
): AsyncIterableIterator<Value> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const generator = make(controller.signal);
  const iterator: AsyncIterableIterator<Value> = {
    next: () => generator.next(),
    return() {
      signal?.removeEventListener('abort', stop);
      stop();
      return generator.return();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
