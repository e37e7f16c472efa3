import pg from 'pg';
import type { ComposeRun } from '../test/compose/compose-run.ts';
import { signTokens } from '../test/support/tokens.ts';

/** Access tokens of so many accounts. */
export async function tokensOf(run: ComposeRun, accounts: number): Promise<readonly string[]> {
  const users = new pg.Client(run.variable('users', 'DATABASE_URL'));
  await users.connect();
  const people = await signTokens(users, accounts);
  await users.end();
  return people.map(({ token }) => token);
}
