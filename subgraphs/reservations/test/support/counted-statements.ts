import { jest } from '@jest/globals';
import type { Database } from '@yoyaku/platform/database/database';

/** How many statements an action sends, without those of the relay and of consumers, who look in now and then. */
export async function countedStatements(database: Database, action: () => Promise<unknown>): Promise<number> {
  const spy = jest.spyOn(database, 'query');
  try {
    await action();
    return spy.mock.calls.filter(([text]) => !/\b(outbox_head|inbox)\b/.test(text)).length;
  } finally {
    spy.mockRestore();
  }
}
