import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';

// Table: where guests sit. Session: from its opening to its closing. Guest: who has joined a session.

export interface TableRow {
  readonly shopId: Uuid;
  readonly tableId: Uuid;
  readonly name: string;
  /** The secret part of what the QR code holds. */
  readonly code: Uuid;
  readonly archivedAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
}

export type TableSessionState = 'OPEN' | 'CLOSED';
export type TableCloseReason = 'STAFF' | 'IDLE';

export interface TableSessionRow {
  readonly shopId: Uuid;
  readonly sessionId: Uuid;
  readonly tableId: Uuid;
  readonly state: TableSessionState;
  readonly openedBy: Uuid;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closeReason: TableCloseReason | null;
  /** When somebody joined, ordered or changed the cart. */
  readonly lastChangeAt: Date;
  readonly version: number;
}

export interface TableGuestRow {
  readonly shopId: Uuid;
  readonly sessionId: Uuid;
  readonly accountId: Uuid;
  readonly joinedAt: Date;
}

export type TablePage = Connection<TableRow>;
export type TablePageEdge = TablePage['edges'][number];
export type TableSessionPage = Connection<TableSessionRow>;
export type TableSessionPageEdge = TableSessionPage['edges'][number];
