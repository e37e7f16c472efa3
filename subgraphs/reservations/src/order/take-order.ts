import type { Transaction } from '@yoyaku/platform/database/database';
import { idempotencyKeyReused, invalidInput } from '@yoyaku/platform/failures';
import type { IdempotentRequest } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import { addMoney, type Money, MoneyError, multiplyMoney } from '@yoyaku/platform/money';
import type { PaymentPolicy, Shop } from '@yoyaku/platform/tenancy/shop-directory';
import type { HeldLine } from '../catalog/catalog.answers.ts';
import type { HoldRequest, WantedLine } from '../catalog/catalog.client.ts';
import type { ReservationsKit } from '../kit.ts';
import { orderRefusal, type RefusalFailure } from './hold-refusal.ts';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import { findOrders } from './order.store.ts';
import { MOST_POINTS, payWithPoints, pointsOf, type TooFewPoints } from './pay-with-points.ts';
import type { PaymentMethod } from './payment-method.input.ts';
import { insertOrder, type NewOrder } from './place-order.store.ts';

/** An order, and its lines where they are at hand. */
export interface PlacedOrder {
  readonly order: OrderRow;
  readonly lines: OrderLineRow[] | null;
}

/**
 * What must be true as well, and changes, in the transaction that writes an order: answers why there can be no order, or
 * null. Those who share an order id share its hold, so what one is refused here all are.
 */
export type Claim<Refused> = (transaction: Transaction) => Promise<Refused | null>;

/** Why an order is not taken, apart from its {@link Claim}. */
export type NotTaken = RefusalFailure | ReturnType<typeof idempotencyKeyReused | typeof invalidInput> | TooFewPoints;

/** An order that can be taken as far as this subgraph knows. */
export interface OrderRequest<Refused> {
  readonly shop: Shop;
  readonly accountId: Uuid;
  /** Always the same for the same request, so that a retry finds its own hold. */
  readonly orderId: Uuid;
  readonly request: IdempotentRequest;
  readonly lines: readonly WantedLine[];
  readonly remark: string | null;
  /** The table at which it is ordered, if any. */
  readonly tableSessionId: Uuid | null;
  /** With what it is to be paid, if that was said; not used where it costs nothing. */
  readonly paymentMethod: PaymentMethod | null;
  /** Its stock is held for the customer whether it is taken or not. */
  readonly isOffered?: boolean;
  readonly claim?: Claim<Refused>;
}

/**
 * Holds an order's stock, writes the order down, and confirms it where no payment is asked for: by its shop's policy, or
 * since it costs nothing.
 * @returns the order; why catalog refuses it; or null, and nothing was written, when there is a record under its key.
 * @throws SERVICE_UNAVAILABLE when catalog does not answer; nothing is written then.
 */
export async function takeOrder<Refused = never>(
  kit: ReservationsKit,
  order: OrderRequest<Refused>,
): Promise<PlacedOrder | NotTaken | Refused | null> {
  const { shop, accountId, orderId, request, lines: wanted, remark, tableSessionId, paymentMethod, claim } = order;
  const { shopId } = shop;
  const placedAt = kit.clock.now();
  const hold: HoldRequest = {
    shopId,
    orderId,
    accountId,
    ...(tableSessionId !== null && { atTable: true }),
    expiresAt: new Date(placedAt.getTime() + shop.holdTtlSeconds * 1000).toISOString(),
    lines: wanted,
  };
  const answer = await kit.catalog.hold(hold);
  if (answer.outcome === 'REFUSED') return orderRefusal({ shopId, lines: wanted, now: placedAt }, answer.refusals);
  // Another call under this key, perhaps still on its way, asked for other lines.
  if (answer.outcome === 'MISMATCH') return idempotencyKeyReused();

  let placed: { readonly order: OrderRow; readonly lines: OrderLineRow[] };
  try {
    const lines = orderLines(shop, hold, answer.lines);
    const sum = sumOf(lines, shop);
    const row: OrderRow = {
      shopId,
      orderId,
      accountId,
      state: 'PENDING',
      paymentPolicy: policyOf(shop, sum.total),
      tableSessionId,
      ...sum,
      remark,
      placedAt,
      // As long as the stock is promised, and no longer.
      expiresAt: new Date(answer.expiresAt),
      confirmedAt: null,
      completedAt: null,
      cancelledAt: null,
      cancelReason: null,
      cancelledBy: null,
      paymentId: null,
      paymentProblem: null,
      version: 1,
    };
    placed = { order: row, lines };
    const unpaid = await payWithPoints(kit.points, row);
    if (unpaid) {
      if (order.isOffered !== true) await giveUp(kit, hold, null);
      return unpaid;
    }
    const newOrder = { request, paymentMethod: row.paymentPolicy === 'PREPAY' ? paymentMethod : null, ...placed };
    const written = claim ? await writeClaimed(kit, newOrder, claim) : await kit.newOrders.add(newOrder);
    if (written === false) return null;
    if (written !== true) {
      await giveUp(kit, hold, shop);
      return written.refused;
    }
  } catch (error) {
    // Somebody else may be about to write an order that is claimed.
    if (!claim || error instanceof MoneyError) await giveUp(kit, hold, shop);
    if (error instanceof MoneyError) return invalidInput('lines', 'The total is too large to be kept exactly.');
    throw error;
  }
  return { ...placed, order: await confirmedIfFree(kit, placed.order) };
}

/** Writes an order down if it can be claimed: whether it was, or why it could not be. */
async function writeClaimed<Refused>(
  { database, clock }: ReservationsKit,
  order: NewOrder,
  claim: Claim<Refused>,
): Promise<boolean | { readonly refused: Refused }> {
  try {
    await database.transaction('place a claimed order', async (transaction) => {
      const refused = await claim(transaction);
      if (refused !== null) throw new NotWritten({ refused });
      if (!(await insertOrder(transaction, clock, order))) throw new NotWritten(false);
    });
    return true;
  } catch (error) {
    if (error instanceof NotWritten) return error.outcome as false | { readonly refused: Refused };
    throw error;
  }
}

class NotWritten extends Error {
  readonly outcome: unknown;

  constructor(outcome: unknown) {
    super('not written');
    this.outcome = outcome;
  }
}

/** Whether all that an order waits for is to be confirmed. */
export const waitsForNoPayment = ({ paymentPolicy, state }: OrderRow): boolean =>
  paymentPolicy === 'NONE' && state === 'PENDING';

/**
 * The order, confirmed where it waits for no payment. Where that does not succeed it stays PENDING, and its timer tries
 * again.
 */
export async function confirmedIfFree(kit: ReservationsKit, order: OrderRow): Promise<OrderRow> {
  if (!waitsForNoPayment(order)) return order;
  const { shopId, orderId } = order;
  try {
    return (await kit.confirmations.add({ shopId, orderId })) ?? order;
  } catch (error) {
    kit.logger.warn({ err: error, orderId }, 'an order could not be confirmed at once; its timer does it');
    return order;
  }
}

/** The lines in the order given, at the prices that the hold promises. @throws MoneyError */
function orderLines(shop: Shop, hold: HoldRequest, held: readonly HeldLine[]): OrderLineRow[] {
  const { shopId, orderId } = hold;
  const priced = new Map(held.map((line) => [line.lineId, line]));
  return hold.lines.map(({ lineId, variantId, quantity }, place) => {
    const line = priced.get(lineId);
    if (!line) throw new Error(`catalog held order ${orderId} without its line ${lineId}`);
    const { amount: total, currency } = multiplyMoney(line.unitPrice, quantity);
    const { productId, performanceId, startsAt, unitPrice, period, returnable, units } = line;
    return {
      shopId,
      orderId,
      lineId,
      place,
      variantId,
      productId,
      performanceId,
      quantity,
      currency,
      unitPrice: unitPrice.amount,
      total,
      points: pointsOf(shop, quantity),
      periodStart: period && new Date(period.start),
      periodEnd: period && new Date(period.end),
      performanceStart: performanceId !== null && startsAt !== null ? new Date(startsAt) : null,
      returnable,
      units: units.length > 0 ? units : null,
      ...UNMOVED,
    };
  });
}

/** The life of a line that has taken no step of its own. */
const UNMOVED = {
  reservationState: null,
  reservationVersion: 1,
  handedOverAt: null,
  endedAt: null,
  cancelledAt: null,
  endingSoonAt: null,
  overdueAt: null,
  atRisk: false,
} satisfies Partial<OrderLineRow>;

/** Nobody can pay nothing: an order that costs no money waits for none. */
const policyOf = ({ paymentPolicy }: Shop, total: number): PaymentPolicy =>
  paymentPolicy === 'PREPAY' && total === 0 ? 'NONE' : paymentPolicy;

/** @throws MoneyError when the sum is too large. */
function sumOf(
  lines: readonly OrderLineRow[],
  { currency, paymentPolicy }: Shop,
): Pick<OrderRow, 'total' | 'currency' | 'points'> {
  const nothing: Money = { amount: 0, currency };
  const sum = lines.reduce((total, line) => addMoney(total, { amount: line.total, currency: line.currency }), nothing);
  const points = paymentPolicy === 'POINTS' ? lines.reduce((total, line) => total + (line.points ?? 0), 0) : null;
  if (points !== null && points > MOST_POINTS) throw new MoneyError(`${points} points are more than can be paid`);
  return { total: sum.amount, currency, points };
}

/**
 * After a failure, gives stock and points back at once instead of when the hold lapses. Only where the order is surely not
 * there: a lost connection may have committed, and another call under the same key shares the hold.
 */
async function giveUp(
  { database, catalog, points, logger }: ReservationsKit,
  { shopId, orderId }: HoldRequest,
  paid: Pick<Shop, 'paymentPolicy'> | null,
): Promise<void> {
  try {
    const found = await findOrders(database, [{ tenant: shopId, key: orderId }]);
    if (found.length > 0) return;
    await catalog.release([{ shopId, orderId }]);
    if (paid?.paymentPolicy === 'POINTS') await points.giveBack({ shopId, orderId });
  } catch (error) {
    logger.warn({ err: error, orderId }, 'a hold could not be given up; it lapses by itself');
  }
}
