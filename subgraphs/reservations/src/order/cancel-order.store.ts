import { type Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { TenantKey } from '@yoyaku/platform/ids';
import type { OrderParty, OrderRow } from './order.entity.ts';
import { appendOrderEvents } from './order.events.ts';
import { ORDER_COLUMNS } from './order.store.ts';
import { statesBefore } from './order.state.ts';

/** The order as it is after the attempt, and whether the attempt has changed it. */
export type CancelAttempt = OrderRow & { readonly changed: boolean };

/** Locked before it is judged, so that what is answered is what was judged. */
const CANCEL = `
  WITH current AS (
    SELECT * FROM "order" WHERE shop_id = $1 AND order_id = $2 FOR UPDATE
  ), cancelled AS (
    UPDATE "order" o
    SET state = 'CANCELLED', cancelled_at = $3, cancelled_by = $4, cancel_reason = $5, version = o.version + 1
    FROM current
    WHERE o.shop_id = $1 AND o.order_id = $2
      AND current.state = ANY ($6::text[])
      AND (current.state <> 'PENDING' OR current.expires_at > $3)
      AND ($7::integer IS NULL OR current.version = $7)
    RETURNING o.*, current.state AS previous_state
  ), appended AS (
    ${appendOrderEvents('$3', {
      type: 'OrderCancelled',
      cte: 'cancelled',
      extras: `jsonb_build_object('reason', o.cancel_reason, 'previousState', o.previous_state)`,
    })}
  )
  SELECT ${ORDER_COLUMNS}, true AS changed FROM cancelled o
  UNION ALL
  SELECT ${ORDER_COLUMNS}, false FROM current o WHERE NOT EXISTS (SELECT FROM cancelled)`;

export interface Cancellation {
  readonly order: TenantKey;
  readonly by: OrderParty;
  readonly reason: string | null;
  /** Null: any version will do. */
  readonly expectedVersion: number | null;
  readonly now: Date;
}

/** Calls an order off if its state and version allow, with its event. Null when there is no such order. */
export async function markCancelled(transaction: Transaction, request: Cancellation): Promise<CancelAttempt | null> {
  const { order, by, reason, expectedVersion, now } = request;
  const [attempt] = await transaction.query<CancelAttempt>(CANCEL, [
    order.tenant,
    order.key,
    now,
    by,
    reason,
    statesBefore('CANCELLED'),
    expectedVersion,
  ]);
  if (attempt?.changed) wakeRelayAfterCommit(transaction);
  return attempt ?? null;
}
