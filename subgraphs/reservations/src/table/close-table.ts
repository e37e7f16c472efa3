import { z } from 'zod';
import type { Transaction } from '@yoyaku/platform/database/database';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import {
  idempotencyKeyReused,
  type invalidInput,
  invalidStateTransition,
  notFound,
  versionConflict,
} from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import { type Schedule, timer, type Timer } from '@yoyaku/platform/timers/timer';
import type { CloseTableInput } from '../__generated__/resolver-types.ts';
import { findTableCarts, deleteCartLines, lockCart, touchCart } from '../cart/cart.store.ts';
import type { Context } from '../context.ts';
import { tableSessionIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem } from '../order/free-text.ts';
import { findSessions, lockSession, markClosed, sumSessionOrders } from './table-session.store.ts';
import type { TableCloseReason, TableSessionRow } from './table.entity.ts';
import { tableEvent } from './table.events.ts';

const TIMER = 'close-idle-table';
const payload = z.object({ shopId: z.uuid(), sessionId: z.uuid() });

type Refused = ReturnType<typeof notFound | typeof versionConflict | typeof invalidStateTransition>;
type Failure = Refused | ReturnType<typeof invalidInput | typeof idempotencyKeyReused>;

const idleUntil = (lastChange: Date, { tableIdleMinutes }: Shop) =>
  new Date(lastChange.getTime() + tableIdleMinutes * 60_000);

/** The timer that looks whether anything is still going on at a table. */
export const idleClosing = (session: TableSessionRow, shop: Shop): Schedule =>
  closing(session, idleUntil(session.lastChangeAt, shop));

const closing = ({ shopId, sessionId }: Pick<TableSessionRow, 'shopId' | 'sessionId'>, runAt: Date): Schedule => ({
  timer: TIMER,
  key: sessionId,
  runAt,
  payload: { shopId, sessionId },
});

/** Closes a table for the shop's staff: its cart is emptied, what was ordered goes on. */
export async function closeTable(
  kit: ReservationsKit,
  { loaders }: Context,
  accountId: Uuid,
  input: CloseTableInput,
): Promise<TableSessionRow | Failure> {
  const { tableSessionId, expectedVersion, idempotencyKey } = input;
  const problem = keyProblem(idempotencyKey);
  if (problem) return problem;
  const key = tableSessionIds.decode(tableSessionId);
  if (!key || !(await loaders.role.load(key.tenant))) return notFound('table session', tableSessionId);
  const body = { tableSessionId, expectedVersion };
  const request = idempotencyKey ? { accountId, key: idempotencyKey, operation: 'closeTable', body } : null;
  const outcome = await runOnce<Refused | null>(kit.database, 'closeTable', request, async (transaction) => {
    const session = await lockSession(transaction, key);
    if (!session) return new Refusal<Refused>(notFound('table session', tableSessionId));
    if (typeof expectedVersion === 'number' && expectedVersion !== session.version) {
      return new Refusal<Refused>(versionConflict('table session', session.version));
    }
    if (session.state === 'CLOSED') {
      return new Refusal<Refused>(invalidStateTransition('table', 'CLOSED', 'CLOSED', []));
    }
    await close(kit, transaction, key, 'STAFF');
    return null;
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  if (outcome.result) return outcome.result;
  loaders.visibleSession.clear(key);
  const [session] = await findSessions(kit.database, [key]);
  if (!session) throw new Error(`table session ${key.key} is gone`);
  return session;
}

/** Closes a session that is open and locked. */
async function close(
  { clock }: Pick<ReservationsKit, 'clock'>,
  transaction: Transaction,
  key: TenantKey,
  reason: TableCloseReason,
): Promise<void> {
  const now = clock.now();
  const session = await markClosed(transaction, key, reason, now);
  const [found] = await findTableCarts(transaction, [key]);
  const cart = found && (await lockCart(transaction, { tenant: found.shopId, key: found.cartId }));
  if (cart) {
    await deleteCartLines(transaction, cart, null);
    await touchCart(transaction, cart, now);
  }
  await appendEvents(transaction, clock, [tableEvent('TableClosed', session, { closedAt: now.toISOString(), reason })]);
}

/** Closes a table at which nothing has happened for as long as the shop says; looks again when something has. */
export function closeIdleTableTimer(kit: ReservationsKit): Timer {
  return timer({
    name: TIMER,
    payload,
    async run({ shopId, sessionId }) {
      const key = { tenant: shopId, key: sessionId };
      const shop = await kit.shops.find(shopId);
      if (!shop) throw new Error(`nothing is known of shop ${shopId}`);
      await kit.database.transaction('close idle table', async (transaction) => {
        const session = await lockSession(transaction, key);
        if (session?.state !== 'OPEN') return;
        const now = kit.clock.now();
        const due = idleUntil(await lastChange(transaction, session, now), shop);
        if (due <= now) return close(kit, transaction, key, 'IDLE');
        // What is left of the time, from now on by the database's clock.
        await scheduleTimers(transaction, [closing(session, due)]);
      });
    },
  });
}

/** When anything last happened at a table, the steps of its orders included. */
async function lastChange(transaction: Transaction, session: TableSessionRow, now: Date): Promise<Date> {
  const { shopId, sessionId, lastChangeAt } = session;
  const [orders] = await sumSessionOrders(transaction, [{ tenant: shopId, key: sessionId }], now);
  const lastStepAt = orders?.lastStepAt ?? null;
  return lastStepAt && lastStepAt > lastChangeAt ? lastStepAt : lastChangeAt;
}
