import { type Fault } from './rounds.ts';
import { type Place, strikeIn } from './strike.ts';
import type { FaultSystem, SagaSubgraph } from './system.ts';
import { SAGA } from './system.ts';

const DATABASES = SAGA.map((name) => `${name} database` as const);

/** PostgreSQL ends the sessions of one subgraph, one of chance or all of them. */
export function sessionsEnded(): Fault {
  const strike: Fault['strike'] = async (system, wave, chance) => {
    const victim = chance.pick(SAGA);
    const most = chance.pick([1, 2, 100]);
    let at = 0;
    let ended: Promise<unknown> = Promise.resolve();
    const places: readonly Place[] = ['answers', 'provider', 'catalog', ...DATABASES];
    const when = await strikeIn(system, wave, chance, places, () => {
      at = performance.now();
      ended = endSessions(system, victim, most, chance.next());
      return 'PASS';
    });
    await ended;
    return { when: `${most} sessions of ${victim} ended at ${when}`, at };
  };
  return { strike };
}

/** Those at work come first. */
async function endSessions(system: FaultSystem, name: SagaSubgraph, most: number, seed: number): Promise<void> {
  await system.database(name).query(
    `WITH chance AS MATERIALIZED (SELECT setseed($2))
     SELECT pg_terminate_backend(pid) FROM chance, LATERAL (
       SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'test'
        ORDER BY state = 'active' DESC, random() LIMIT $1) victim`,
    [most, seed],
  );
}

/** The connection is lost while it commits: before the server hears of it, or before its answer comes back. */
export function commitsLost(): Fault {
  const strike: Fault['strike'] = async (system, wave, chance) => {
    const place = chance.pick(DATABASES);
    let at = 0;
    const when = await strikeIn(system, wave, chance, [place], (passing) => {
      at = performance.now();
      // A request that goes on is committed, with nobody there to be told.
      return passing === 'ANSWER' ? 'CUT_BEFORE' : chance.pick(['CUT_BEFORE', 'CUT_AFTER', 'CUT_AFTER'] as const);
    });
    return { when, at };
  };
  return { strike };
}
