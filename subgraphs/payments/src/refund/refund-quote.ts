import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import { orderIds } from '../ids.ts';
import type { OrderDirectory } from '../order/order-directory.ts';
import type { PaymentRow } from '../payment/payment.entity.ts';
import { owedOf } from '../payment/payment.state.ts';
import { findPaymentsOfOrders } from '../payment/payment.store.ts';
import { findQuotedOrder, type QuotedOrder } from './refund-quote.store.ts';
import { refundOf, shareHoldsUntil } from './refund-tiers.ts';

export interface RefundQuoteKit {
  readonly database: Database;
  readonly shops: ShopDirectory;
  readonly orders: OrderDirectory;
  readonly clock: Clock;
}

/** What would go back if a customer called an order off at a moment. Money in minor units. */
export interface Quote {
  readonly currency: string;
  /** What was paid for the lines and has not been given back. */
  readonly total: number;
  readonly refund: number;
  /** Null where orders are not paid with points. */
  readonly points: number | null;
  readonly lines: readonly QuotedLine[];
  /** The last moment at which it is right; null when time alone will not change it. */
  readonly validUntil: Date | null;
}

export interface QuotedLine {
  readonly shopId: Uuid;
  readonly lineId: Uuid;
  readonly currency: string;
  readonly percent: number;
  readonly refund: number;
  readonly points: number | null;
}

/**
 * Null when there is no such order for the account, or nothing of it can be called off any more.
 * @throws SERVICE_UNAVAILABLE when the order is not known here and reservations does not answer.
 */
export async function refundQuote(
  { database, shops, orders, clock }: RefundQuoteKit,
  accountId: Uuid,
  orderId: string,
): Promise<Quote | null> {
  const key = orderIds.decode(orderId);
  if (!key) return null;
  const known = await findQuotedOrder(database, key);
  const order = known ?? ((await orders.fetch(key.tenant, key.key)) ? await findQuotedOrder(database, key) : null);
  if (!order) return null;
  if (order.accountId !== accountId && (await shops.role(order.shopId, accountId)) === null) return null;
  const [payment] = await findPaymentsOfOrders(database, [key]);
  return quoteOf(order, payment ?? null, clock.now());
}

/** What calling the order off at `at` would give back. @param payment the order's live payment, or its latest */
export function quoteOf(order: QuotedOrder, payment: PaymentRow | null, at: Date): Quote | null {
  const { shopId, currency, expiresAt, points } = order;
  const isConfirmed = order.state === 'CONFIRMED';
  const isPending = order.state === 'PENDING' && (expiresAt === null || expiresAt > at);
  if (!isConfirmed && !isPending) return null;
  const lines = order.lines.filter(({ cancelled }) => !cancelled);
  // What was never confirmed goes back in full.
  const tiers = isConfirmed ? order.tiers : [];
  const left = unreturned(payment);
  const paid = lines.map((line) => (left > 0 ? line : { ...line, total: 0 }));
  const refunds = refundOf({ tiers, lines: paid, cancelledAt: at });
  const inPoints = lines.map((line) => ({ ...line, total: points?.[line.lineId] ?? 0 }));
  const pointRefunds = points && refundOf({ tiers, lines: inPoints, cancelledAt: at });
  const holds = lines.flatMap(({ startsAt }) => shareHoldsUntil(tiers, startsAt, at)?.getTime() ?? []);
  return {
    currency,
    total: Math.min(left, sumOf(paid.map(({ total }) => total))),
    refund: Math.min(left, sumOf(refunds.map(({ refund }) => refund))),
    points: pointRefunds && sumOf(pointRefunds.map(({ refund }) => refund)),
    lines: refunds.map(({ lineId, percent, refund: share }, index) => {
      // Of a line's share some may have gone back by hand.
      const refund = Math.min(left, share);
      return { shopId, lineId, currency, percent, refund, points: pointRefunds?.[index]?.refund ?? null };
    }),
    validUntil: holds.length === 0 ? null : new Date(Math.min(...holds)),
  };
}

/** How much of what is set aside or taken is not on its way back. */
function unreturned(payment: PaymentRow | null): number {
  if (payment?.state !== 'AUTHORIZED' && payment?.state !== 'CAPTURED') return 0;
  return payment.amount - owedOf(payment);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
