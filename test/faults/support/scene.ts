import { afterAll, beforeAll, test } from '@jest/globals';
import { type Fault, playRounds } from './rounds.ts';
import { FaultSystem, type SystemOptions } from './system.ts';
import { openShops, type Shops } from './shops.ts';

const LONGEST_MILLISECONDS = 600_000;
const START_MILLISECONDS = 120_000;

export interface FaultScene {
  readonly system: FaultSystem;
  readonly shops: Shops;
  /** A test of one fault, in rounds. */
  rounds(name: string, fault: Fault): void;
}

/** A system for all tests of a file, with shops in it. */
export function faultScene(options: SystemOptions = {}): FaultScene {
  let starting: Promise<FaultSystem> | null = null;
  let system: FaultSystem | null = null;
  let shops: Shops | null = null;
  beforeAll(async () => {
    starting = FaultSystem.start(options);
    system = await starting;
    shops = await openShops(system);
  }, START_MILLISECONDS);
  afterAll(async () => {
    // Also what has come up too late, or nobody would ever stop it.
    await (await starting)?.[Symbol.asyncDispose]();
  }, START_MILLISECONDS);
  const scene = {
    get system(): FaultSystem {
      if (!system) throw new Error('the system does not run yet');
      return system;
    },
    get shops(): Shops {
      if (!shops) throw new Error('there are no shops yet');
      return shops;
    },
    rounds(name: string, fault: Fault): void {
      test(
        name,
        async () => {
          // As it was, except that nobody has all day.
          await scene.system.atProvider('DELETE', '/admin/behaviour');
          await scene.system.atProvider('PATCH', '/admin/behaviour', { delayMilliseconds: 150 });
          await playRounds(scene.system, scene.shops, name, fault);
        },
        LONGEST_MILLISECONDS,
      );
    },
  };
  return scene;
}
