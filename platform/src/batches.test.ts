import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { Batches } from './batches.ts';

/** A runner that holds each batch until it is let go. */
function heldRunner() {
  const batches: number[][] = [];
  const gates: PromiseWithResolvers<undefined>[] = [];
  const run = async (items: readonly number[]) => {
    batches.push([...items]);
    const gate = Promise.withResolvers<undefined>();
    gates.push(gate);
    await gate.promise;
    return items.map((item) => item * 10);
  };
  /** Lets the batch of this number go, as soon as it has begun. */
  const letGo = async (number: number) => {
    while (gates.length <= number) await setImmediate();
    gates[number]?.resolve(undefined);
  };
  return { batches, run, letGo };
}

describe('batches', () => {
  test('take along what came while the one before was under way, and answer each its own', async () => {
    const { batches, run, letGo } = heldRunner();
    const gathered = new Batches<number, number>({ run, keyOf: String, most: 100 });
    const first = gathered.add(1);
    while (batches.length === 0) await setImmediate();
    const others = [2, 3, 4].map((item) => gathered.add(item));
    await letGo(0);
    expect(await first).toBe(10);
    await letGo(1);
    expect(await Promise.all(others)).toEqual([20, 30, 40]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  test('never hold two items of one key, nor more than the most', async () => {
    const { batches, run, letGo } = heldRunner();
    const gathered = new Batches<number, number>({ run, keyOf: (item) => String(item % 10), most: 2 });
    const all = Promise.all([1, 11, 2, 3].map((item) => gathered.add(item)));
    await letGo(0);
    await letGo(1);
    expect(await all).toEqual([10, 110, 20, 30]);
    expect(batches).toEqual([
      [1, 2],
      [11, 3],
    ]);
  });

  test('of different lanes do not wait for one another', async () => {
    const { batches, run, letGo } = heldRunner();
    const gathered = new Batches<number, number>({
      run,
      keyOf: String,
      most: 100,
      laneOf: (item) => (item % 2 === 0 ? 'even' : 'odd'),
    });
    const all = Promise.all([1, 2, 3, 4].map((item) => gathered.add(item)));
    while (batches.length < 2) await setImmediate();
    expect(batches).toEqual([
      [1, 3],
      [2, 4],
    ]);
    await letGo(1);
    await letGo(0);
    expect(await all).toEqual([10, 20, 30, 40]);
  });

  test('let a bad item hurt only itself', async () => {
    const gathered = new Batches<number, number>({
      run: (items) =>
        items.includes(2) ? Promise.reject(new Error('two is bad')) : Promise.resolve(items.map((item) => item * 10)),
      keyOf: String,
      most: 100,
    });
    const results = await Promise.allSettled([1, 2, 3].map((item) => gathered.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await gathered.add(4)).toBe(40);
  });
});
