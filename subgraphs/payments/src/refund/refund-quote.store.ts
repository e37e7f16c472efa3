import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { CancellationTier, PaymentPolicy } from '@yoyaku/platform/tenancy/shop-directory';
import type { PayableLine } from '../order/payable-order.ts';

/** An order as far as its refund is concerned. */
export interface QuotedOrder {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly state: string;
  readonly currency: string;
  readonly expiresAt: Date | null;
  readonly paymentPolicy: PaymentPolicy;
  /** What the lines that are not called off cost in points, where orders are paid with points. */
  readonly points: number | null;
  readonly lines: readonly PayableLine[];
  /** Those the order was placed under. */
  readonly tiers: readonly CancellationTier[];
}

export async function findQuotedOrder(runner: SqlRunner, { tenant, key }: TenantKey): Promise<QuotedOrder | null> {
  const [order] = await runner.query<QuotedOrder>(
    `SELECT shop_id AS "shopId", order_id AS "orderId", account_id AS "accountId", state, currency,
            expires_at AS "expiresAt", payment_policy AS "paymentPolicy", points, lines, tiers
       FROM payable_order WHERE shop_id = $1 AND order_id = $2`,
    [tenant, key],
  );
  return order ?? null;
}
