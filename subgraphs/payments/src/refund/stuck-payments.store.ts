import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import { PAYMENT_COLUMNS, type PaymentRow } from '../payment/payment.entity.ts';

/** The payments of a shop whose step keeps failing, those that have waited longest first. */
export async function findStuckPayments(
  runner: SqlRunner,
  shopId: Uuid,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<PaymentRow[]> {
  return runner.query<PaymentRow>(
    `SELECT ${PAYMENT_COLUMNS} FROM payment p
      WHERE shop_id = $1 AND stuck_since IS NOT NULL
        AND ($2::timestamptz IS NULL OR (stuck_since, payment_id) > ($2, $3::uuid))
      ORDER BY stuck_since, payment_id
      LIMIT $4`,
    [shopId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** How many payments are stuck, of all shops. */
export async function countStuckPayments(runner: SqlRunner): Promise<number> {
  const [row] = await runner.query<{ readonly stuck: number }>(
    'SELECT count(*)::integer AS stuck FROM payment WHERE stuck_since IS NOT NULL',
  );
  return row?.stuck ?? 0;
}
