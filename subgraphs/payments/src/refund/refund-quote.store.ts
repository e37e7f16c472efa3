import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';
import type { PayableLine } from '../order/payable-order.ts';

/** An order as far as its refund is concerned. */
export interface QuotedOrder {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly state: string;
  readonly currency: string;
  readonly expiresAt: Date | null;
  /** What each line has taken from the customer's wallet and not given back; null where nothing is paid with points. */
  readonly points: Readonly<Record<Uuid, number>> | null;
  readonly lines: readonly PayableLine[];
  /** Those the order was placed under. */
  readonly tiers: readonly CancellationTier[];
}

export async function findQuotedOrder(runner: SqlRunner, { tenant, key }: TenantKey): Promise<QuotedOrder | null> {
  const [order] = await runner.query<QuotedOrder>(
    `SELECT o.shop_id AS "shopId", o.order_id AS "orderId", o.account_id AS "accountId", o.state, o.currency,
            o.expires_at AS "expiresAt", o.lines, o.tiers,
            CASE WHEN o.payment_policy = 'POINTS'
                 THEN CASE WHEN d.state = 'DEBITED' THEN d.lines ELSE '{}' END END AS points
       FROM payable_order o LEFT JOIN points_debit d USING (shop_id, order_id)
      WHERE o.shop_id = $1 AND o.order_id = $2`,
    [tenant, key],
  );
  return order ?? null;
}
