import { hasSqlState, SqlState } from '@yoyaku/platform/database/sql-state';
import type { SqlRunner } from '@yoyaku/platform/database/database';

/**
 * Whether it names a zone of the IANA database, in its own spelling (Area/City) or UTC. The runtime itself would take
 * offsets (+09:00), abbreviations and any case, which other readers of the zone may not.
 */
export function isTimezone(name: string): boolean {
  if (name === 'UTC') return true;
  if (!/^[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_-]+){1,2}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether PostgreSQL has the zone too, whose list is another: opening hours are judged there. Not for use within a
 * transaction, which a refusal would end.
 */
export async function isTimezoneOfDatabase(runner: SqlRunner, name: string): Promise<boolean> {
  try {
    await runner.query(`SELECT timestamptz '2000-01-01 00:00Z' AT TIME ZONE $1`, [name]);
    return true;
  } catch (error) {
    if (hasSqlState(error, SqlState.invalidParameterValue)) return false;
    throw error;
  }
}
