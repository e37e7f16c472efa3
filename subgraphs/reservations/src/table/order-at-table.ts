import type { Transaction } from '@yoyaku/platform/database/database';
import { invalidStateTransition, notFound } from '@yoyaku/platform/failures';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import { tableSessionIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { findGuests, findSessions, lockSession, touchSession } from './table-session.store.ts';
import type { TableSessionRow } from './table.entity.ts';
import { wakeTable } from './table.live.ts';

/** Nobody goes on at a table that is closed. */
export const closedTable = () => invalidStateTransition('table', 'CLOSED', 'OPEN', []);

export type ClosedTable = ReturnType<typeof closedTable>;

/** An open table session by its API id, for one of its guests. */
export async function tableAsGuest(
  { database }: Pick<ReservationsKit, 'database'>,
  shopId: Uuid,
  accountId: Uuid,
  id: string,
): Promise<TableSessionRow | ReturnType<typeof notFound> | ClosedTable> {
  const key = tableSessionIds.decode(id);
  if (key?.tenant !== shopId) return notFound('table session', id);
  const guests = await findGuests(database, [key]);
  const [session] = await findSessions(database, [key]);
  if (!session || !guests.some((guest) => guest.accountId === accountId)) return notFound('table session', id);
  return session.state === 'OPEN' ? session : closedTable();
}

/** Locks a table session until the transaction ends; refused when it is closed. It is never deleted. */
export async function lockOpenSession(
  transaction: Transaction,
  key: TenantKey,
): Promise<ClosedTable | TableSessionRow> {
  const session = await lockSession(transaction, key);
  return session?.state === 'OPEN' ? session : closedTable();
}

/** The part of a table in the transaction that writes an order of one of its guests: it must be open, and it changes. */
export async function orderedAt(
  { clock, live, logger }: Pick<ReservationsKit, 'clock' | 'live' | 'logger'>,
  transaction: Transaction,
  { shopId, sessionId }: Pick<TableSessionRow, 'shopId' | 'sessionId'>,
): Promise<ClosedTable | null> {
  const key = { tenant: shopId, key: sessionId };
  const session = await lockOpenSession(transaction, key);
  if ('__typename' in session) return session;
  await touchSession(transaction, key, { now: clock.now(), steps: 1 });
  wakeTable({ live, logger }, transaction, sessionId);
  return null;
}
