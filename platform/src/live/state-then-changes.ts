import type { LiveChannels, LiveMessage } from './channels.ts';
import { lookAgain, type LookingOptions } from './look-again.ts';

export interface StateOptions<State> extends LookingOptions {
  readonly live: LiveChannels;
  /** What wakes whoever watches this state. */
  readonly wakeUps: readonly LiveMessage[];
  /** Reads the state as it is now. What it throws ends the subscription. */
  read(): Promise<State>;
  /** Equal for equal states: nothing is yielded twice in a row. */
  version(state: State): string | number;
}

/**
 * The state as it is now, and then as it is after each change. Changes that come faster than they are taken are seen as
 * one; the last one is always seen. `return()` unsubscribes at once.
 */
export function stateThenChanges<State>(options: StateOptions<State>): AsyncIterableIterator<State> {
  let seen: string | number | null = null;
  async function* look(): AsyncGenerator<State, void, void> {
    const state = await options.read();
    const version = options.version(state);
    if (version !== seen) {
      seen = version;
      yield state;
    }
  }
  return lookAgain(options.live, options.wakeUps, look, options);
}
