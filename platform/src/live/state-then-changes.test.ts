import { beforeEach, describe, expect, test } from '@jest/globals';
import { InProcessChannels } from './in-process-channels.ts';
import { type StateOptions, stateThenChanges } from './state-then-changes.ts';

interface State {
  readonly version: number;
  readonly colour: string;
}

const message = { channel: 'thing', key: '1' };
let live: InProcessChannels;
/** What stands in the database. */
let stored: State;
let reads: number;

beforeEach(() => {
  live = new InProcessChannels();
  stored = { version: 1, colour: 'red' };
  reads = 0;
});

function watch(options: Partial<StateOptions<State>> = {}): AsyncIterableIterator<State> {
  return stateThenChanges<State>({
    live,
    wakeUps: [message],
    read: () => {
      reads += 1;
      return Promise.resolve(stored);
    },
    version: ({ version }) => version,
    recheckMilliseconds: 60_000,
    ...options,
  });
}

async function change(colour: string): Promise<void> {
  stored = { version: stored.version + 1, colour };
  await live.publish([message]);
}

const colour = async (states: AsyncIterator<State>) =>
  ((await states.next()) as IteratorYieldResult<State>).value.colour;

describe('the state, then its changes', () => {
  test('tells the present state, then each change', async () => {
    const states = watch();
    expect(await colour(states)).toBe('red');
    for (const next of ['green', 'blue']) {
      const coming = colour(states);
      await change(next);
      expect(await coming).toBe(next);
    }
    await states.return?.();
  });

  test('misses no change that happens while the state is being read', async () => {
    const states = watch({
      read: async () => {
        const before = stored;
        if (reads++ === 0) await change('green');
        return before;
      },
    });
    expect(await colour(states)).toBe('red');
    expect(await colour(states)).toBe('green');
    await states.return?.();
  });

  test('tells changes that nobody has taken as one, and always the last', async () => {
    const states = watch();
    await states.next();
    for (const next of ['green', 'blue', 'white']) await change(next);
    expect(await colour(states)).toBe('white');
    await states.return?.();
  });

  test('tells nothing twice', async () => {
    const states = watch();
    await states.next();
    const coming = colour(states);
    while (reads < 3) {
      await live.publish([message]);
      await Promise.resolve();
    }
    await change('green');
    expect(await coming).toBe('green');
    await states.return?.();
  });

  test('finds by itself a change whose wake-up was lost', async () => {
    const states = watch({ recheckMilliseconds: 1 });
    await states.next();
    stored = { version: 2, colour: 'green' };
    expect(await colour(states)).toBe('green');
    await states.return?.();
  });

  test.each(['return()', 'the signal'])('lets go at once by %s while nothing happens', async (how) => {
    const controller = new AbortController();
    const states = watch({ signal: controller.signal });
    await states.next();
    expect(live.count().subscribers).toBe(1);
    const coming = states.next();
    if (how === 'return()') await states.return?.();
    else controller.abort();
    expect(await coming).toEqual({ value: undefined, done: true });
    expect(live.count()).toEqual({ subscribers: 0, listeners: 0 });
  });

  test('does not even subscribe when it is left before it has begun, or begun when it is over', async () => {
    const left = watch();
    await left.return?.();
    expect(await left.next()).toEqual({ value: undefined, done: true });
    const over = watch({ signal: AbortSignal.abort() });
    expect(await over.next()).toEqual({ value: undefined, done: true });
    expect([reads, live.count()]).toEqual([0, { subscribers: 0, listeners: 0 }]);
  });

  test('lets go when reading fails, and passes the error on', async () => {
    const states = watch({ read: () => Promise.reject(new Error('the database is away')) });
    await expect(states.next()).rejects.toThrow('the database is away');
    expect(live.count()).toEqual({ subscribers: 0, listeners: 0 });
  });

  test('leaves nothing behind after many have come and gone', async () => {
    for (let count = 0; count < 500; count++) {
      const states = watch();
      await states.next();
      await states.return?.();
    }
    expect(live.count()).toEqual({ subscribers: 0, listeners: 0 });
  });
});
