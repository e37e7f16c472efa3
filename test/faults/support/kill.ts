import type { Fault } from './rounds.ts';
import { type Place, strikeIn } from './strike.ts';
import type { SagaSubgraph } from './system.ts';

/**
 * Kill -9, and a new start at once, as docker-compose.yml has it. What is passing at that moment is lost: a request before
 * or after it has reached the other side, or an answer that was on its way.
 */
export function killed(name: SagaSubgraph, places: readonly Place[]): Fault {
  const strike: Fault['strike'] = async (system, wave, chance) => {
    const program = system.programs[name];
    let at = 0;
    const when = await strikeIn(system, wave, chance, places, (passing) => {
      program.kill();
      at = performance.now();
      return passing === 'ANSWER' ? 'CUT_BEFORE' : chance.pick(['CUT_BEFORE', 'CUT_AFTER'] as const);
    });
    await program.restart();
    return { when, at, start: performance.now() - at };
  };
  return { strike };
}
