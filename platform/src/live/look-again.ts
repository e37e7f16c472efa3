import type { LiveChannels, LiveMessage } from './channels.ts';
import { returnsAtOnce } from './returns-at-once.ts';

export interface LookingOptions {
  /** Looks again after this long without a wake-up, so that a lost one does no lasting harm; 15,000 by default. */
  readonly recheckMilliseconds?: number;
  /** Ends the iterator. */
  readonly signal?: AbortSignal;
}

/**
 * Yields what there is to see, whenever it is time to look: as soon as it is subscribed (so that nothing can slip in
 * between), after each wake-up, and when idle for a while. `return()` unsubscribes at once.
 */
export function lookAgain<Value>(
  live: LiveChannels,
  messages: readonly LiveMessage[],
  look: () => AsyncIterable<Value>,
  { recheckMilliseconds = 15_000, signal }: LookingOptions,
): AsyncIterableIterator<Value> {
  return returnsAtOnce((returned) => follow(live, messages, look, recheckMilliseconds, returned), signal);
}

async function* follow<Value>(
  live: LiveChannels,
  messages: readonly LiveMessage[],
  look: () => AsyncIterable<Value>,
  recheckMilliseconds: number,
  returned: AbortSignal,
): AsyncGenerator<Value, void, void> {
  const wakeUps = await live.subscribe(messages, recheckMilliseconds);
  const unsubscribe = () => void wakeUps.return?.();
  returned.addEventListener('abort', unsubscribe);
  try {
    if (returned.aborted) return;
    do yield* look();
    while ((await wakeUps.next()).done !== true);
  } finally {
    unsubscribe();
  }
}
