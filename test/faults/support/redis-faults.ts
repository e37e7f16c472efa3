import { setTimeout } from 'node:timers/promises';
import type { Fault } from './rounds.ts';
import { strikeIn } from './strike.ts';

/** Kill -9 of Redis, which comes up again after a while, empty. */
export function redisKilled(): Fault {
  return {
    async strike(system, wave, chance) {
      let at = 0;
      let gone: Promise<void> = Promise.resolve();
      const places = ['answers', 'provider', 'catalog', 'reservations database', 'payments database'] as const;
      const when = await strikeIn(system, wave, chance, places, () => {
        at = performance.now();
        gone = system.redis.kill();
        return 'PASS';
      });
      await gone;
      await setTimeout(chance.between(0, 600));
      await system.redis.restart();
      return { when, at };
    },
  };
}
