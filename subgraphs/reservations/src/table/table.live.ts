import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Transaction } from '@yoyaku/platform/database/database';
import { RequestError } from '@yoyaku/platform/errors';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { LiveMessage } from '@yoyaku/platform/live/channels';
import { stateThenChanges } from '@yoyaku/platform/live/state-then-changes';
import { tableSessionIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { findTableCarts } from '../cart/cart.store.ts';
import { orderLoaders } from '../order/order.loaders.ts';
import type { TableSessionRow } from './table.entity.ts';
import { type TableLoaders, tableLoaders } from './table.loaders.ts';

/** Wakes those who watch a table session. */
export const tableWakeUp = (sessionId: Uuid): LiveMessage => ({ channel: 'table', key: sessionId });

/** Tells those who watch a table, after the commit, of a change that has no event. A lost one is seen a little later. */
export function wakeTable(
  { live, logger }: Pick<ReservationsKit, 'live' | 'logger'>,
  transaction: Transaction,
  sessionId: Uuid,
): void {
  transaction.afterCommit(() => {
    live.publish([tableWakeUp(sessionId)]).catch((error: unknown) => {
      logger.warn({ err: error, sessionId }, 'those who watch a table could not be woken');
    });
  });
}

interface Watched {
  readonly session: TableSessionRow;
  readonly version: string;
}

/**
 * A table session as it is now, and then after each change of it, its cart, its guests and its orders, for as long as the
 * viewer may see it.
 * @throws UNAUTHENTICATED; NOT_FOUND where there is no such session for the viewer.
 */
export async function tableChanged(
  kit: ReservationsKit,
  viewer: Viewer,
  id: string,
): Promise<AsyncIterable<{ tableChanged: TableSessionRow }>> {
  requireAccount(viewer);
  const key = tableSessionIds.decode(id);
  if (!key) throw noSuchSession();
  // Once before it begins, so that the refusal answers the subscribing itself.
  await watched(kit, viewer, key);
  const versions = new WeakMap<TableSessionRow, string>();
  return stateThenChanges({
    live: kit.live,
    wakeUps: [tableWakeUp(key.key)],
    async read() {
      const { session, version } = await watched(kit, viewer, key);
      versions.set(session, version);
      return { tableChanged: session };
    },
    version: ({ tableChanged: session }) => versions.get(session) ?? '',
  });
}

/** Read anew each time: what may be seen changes as well. */
async function watched(kit: ReservationsKit, viewer: Viewer, key: TenantKey): Promise<Watched> {
  const loaders: TableLoaders = tableLoaders(kit, viewer, orderLoaders(kit, viewer).role);
  const session = await loaders.visibleSession.load(key);
  if (!session) throw noSuchSession();
  const { versions, standing } = await loaders.sessionOrders.load(key);
  const [cart] = await findTableCarts(kit.database, [key]);
  return { session, version: `${session.version} ${cart?.version ?? 0} ${versions} ${standing}` };
}

const noSuchSession = () => new RequestError('NOT_FOUND', 'There is no such table session.');
