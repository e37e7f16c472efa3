import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';
import type { TableCloseReason, TableSessionRow } from './table.entity.ts';

/** What every event of a table session tells: the session after the fact. Ids are bare UUIDs, times RFC 3339 UTC. @public */
export interface TableData {
  readonly tableSessionId: Uuid;
  readonly tableId: Uuid;
  readonly openedAt: string;
}

/** What each event adds to {@link TableData}. @public */
export interface TableEventExtras {
  readonly TableOpened: { readonly openedBy: Uuid };
  readonly TableJoined: { readonly accountId: Uuid };
  readonly TableClosed: { readonly closedAt: string; readonly reason: TableCloseReason };
}

/** An event of a session as it is after the fact; the session is the aggregate. */
export function tableEvent<Type extends keyof TableEventExtras>(
  type: Type,
  { shopId, sessionId, tableId, openedAt, version }: TableSessionRow,
  extras: TableEventExtras[Type],
): NewEvent {
  const data = { tableSessionId: sessionId, tableId, openedAt: openedAt.toISOString(), ...extras };
  return { type, shopId, aggregateId: sessionId, version, data };
}
