import DataLoader from 'dataloader';
import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { ReservationsKit } from '../kit.ts';
import type { OrderLoaders } from '../order/order.loaders.ts';
import {
  findGuests,
  findOpenSessions,
  findSessions,
  type SessionOrders,
  sumSessionOrders,
} from './table-session.store.ts';
import type { TableGuestRow, TableRow, TableSessionRow } from './table.entity.ts';
import { findTables } from './table.store.ts';

/** Batches look-ups of one operation, or of one event of a subscription. */
export interface TableLoaders {
  /** A table, whoever asks; null when there is none. */
  readonly table: DataLoader<TenantKey, TableRow | null, string>;
  /** A table session that the viewer may see: as a guest, or as one who works there. */
  readonly visibleSession: DataLoader<TenantKey, TableSessionRow | null, string>;
  /** The session that is going on at a table, if the viewer may see it. */
  readonly openSession: DataLoader<TenantKey, TableSessionRow | null, string>;
  readonly guests: DataLoader<TenantKey, TableGuestRow[], string>;
  readonly sessionOrders: DataLoader<TenantKey, SessionOrders, string>;
}

const keyOf = ({ tenant, key }: TenantKey) => tenant + key;
const sessionKeyOf = ({ shopId, sessionId }: { readonly shopId: Uuid; readonly sessionId: Uuid }) => shopId + sessionId;
const tableKeyOf = ({ shopId, tableId }: { readonly shopId: Uuid; readonly tableId: Uuid }) => shopId + tableId;

export function tableLoaders(
  { database, clock }: Pick<ReservationsKit, 'database' | 'clock'>,
  viewer: Viewer,
  role: OrderLoaders['role'],
): TableLoaders {
  const guests = new DataLoader<TenantKey, TableGuestRow[], string>(
    async (keys) => {
      const found = Map.groupBy(await findGuests(database, keys), sessionKeyOf);
      return keys.map((key) => found.get(keyOf(key)) ?? []);
    },
    { cacheKeyFn: keyOf },
  );

  async function visible(session: TableSessionRow | undefined): Promise<TableSessionRow | null> {
    if (!session || viewer.kind !== 'ACCOUNT') return null;
    const joined = await guests.load({ tenant: session.shopId, key: session.sessionId });
    if (joined.some(({ accountId }) => accountId === viewer.accountId)) return session;
    return (await role.load(session.shopId)) === null ? null : session;
  }

  const sessions = (
    find: typeof findSessions,
    rowKey: (session: TableSessionRow) => string,
  ): DataLoader<TenantKey, TableSessionRow | null, string> =>
    new DataLoader(
      async (keys) => {
        const found = new Map((await find(database, keys)).map((session) => [rowKey(session), session]));
        return Promise.all(keys.map((key) => visible(found.get(keyOf(key)))));
      },
      { cacheKeyFn: keyOf },
    );

  return {
    table: new DataLoader(
      async (keys) => {
        const found = new Map((await findTables(database, keys)).map((table) => [tableKeyOf(table), table]));
        return keys.map((key) => found.get(keyOf(key)) ?? null);
      },
      { cacheKeyFn: keyOf },
    ),
    visibleSession: sessions(findSessions, sessionKeyOf),
    openSession: sessions(findOpenSessions, tableKeyOf),
    guests,
    sessionOrders: new DataLoader(
      async (keys) => {
        const found = new Map(
          (await sumSessionOrders(database, keys, clock.now())).map((sums) => [sessionKeyOf(sums), sums]),
        );
        return keys.map((key) => found.get(keyOf(key)) ?? new Error('a table session was not summed up'));
      },
      { cacheKeyFn: keyOf },
    ),
  };
}
