import type { Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { ReservationsKit } from '../kit.ts';
import { changeLines, type LockedOrder } from '../reservation/reservation.store.ts';
import { askForRisk, dropTimers } from '../reservation/reservation.timers.ts';
import type { OrderParty, OrderRow } from './order.entity.ts';
import { appendOrderEvents } from './order.events.ts';
import { ORDER_COLUMNS } from './order.store.ts';

const CANCEL = `
  WITH before AS (
    SELECT state FROM "order" WHERE shop_id = $1 AND order_id = $2
  ), cancelled AS (
    UPDATE "order" o
    SET state = 'CANCELLED', cancelled_at = $3, cancelled_by = $4, cancel_reason = $5, version = o.version + 1
    FROM before
    WHERE o.shop_id = $1 AND o.order_id = $2
    RETURNING o.*, before.state AS previous_state
  ), appended AS (
    ${appendOrderEvents('$3', {
      type: 'OrderCancelled',
      cte: 'cancelled',
      extras: `jsonb_build_object('reason', o.cancel_reason, 'by', o.cancelled_by, 'previousState', o.previous_state)`,
    })}
  )
  SELECT ${ORDER_COLUMNS} FROM cancelled o`;

export interface Cancellation {
  readonly by: OrderParty;
  readonly reason: string | null;
  readonly now: Date;
}

/**
 * Calls off a locked order of which that has been judged, with all lines that are not called off yet, and its event.
 * Lines that have taken no step of their own follow their order without being written.
 */
export async function cancelWithin(
  kit: Pick<ReservationsKit, 'clock' | 'shops' | 'database'>,
  transaction: Transaction,
  locked: LockedOrder,
  { by, reason, now }: Cancellation,
): Promise<OrderRow> {
  const { shopId, orderId } = locked.order;
  const moved = locked.lines.filter((line) => (line.reservationState ?? 'CANCELLED') !== 'CANCELLED');
  if (moved.length > 0) {
    const ids = moved.map(({ lineId }) => lineId);
    await changeLines(transaction, locked, ids, { state: 'CANCELLED', cancelledAt: now, atRisk: false });
    await dropTimers(transaction, moved);
    await askForRisk(kit, transaction, shopId, false);
  }
  const [order] = await transaction.query<OrderRow>(CANCEL, [shopId, orderId, now, by, reason]);
  if (!order) throw new Error(`order ${orderId} is gone although it was locked`);
  wakeRelayAfterCommit(transaction);
  return order;
}
