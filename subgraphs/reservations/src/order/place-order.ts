import { idempotencyKeyReused, invalidInput, notFound } from '@yoyaku/platform/failures';
import type { IdempotentRequest } from '@yoyaku/platform/idempotency';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import { addMoney, type Money, MoneyError, multiplyMoney } from '@yoyaku/platform/money';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { PlaceOrderInput } from '../__generated__/resolver-types.ts';
import type { HeldLine, HoldRefusal } from '../catalog/catalog.answers.ts';
import type { HoldRequest, WantedLine } from '../catalog/catalog.client.ts';
import { variantIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem, textProblem, trimmed } from './free-text.ts';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import { insufficientStock, productDiscontinued, productNotFound } from './order.failures.ts';
import { findOrders } from './order.store.ts';

const MOST_LINES = 100;
export const LARGEST_QUANTITY = 10_000;

/** An order, and its lines where they are at hand. */
export interface PlacedOrder {
  readonly order: OrderRow;
  readonly lines: OrderLineRow[] | null;
}

type Failure = ReturnType<
  | typeof notFound
  | typeof invalidInput
  | typeof productNotFound
  | typeof productDiscontinued
  | typeof insufficientStock
  | typeof idempotencyKeyReused
>;

/**
 * Places an order: holds its stock at catalog, then writes it down. The order's id is derived from
 * account and key, so that no retry can make a second one; after a crash between the two steps the retry takes the same
 * hold again, or the hold lapses.
 * @throws SERVICE_UNAVAILABLE when catalog does not answer; nothing is written then.
 */
export async function placeOrder(
  kit: ReservationsKit,
  accountId: Uuid,
  input: PlaceOrderInput,
): Promise<PlacedOrder | Failure> {
  const problem = inputProblem(input);
  if (problem) return problem;

  const { idempotencyKey, ...body } = input;
  const key = idempotencyKey ?? randomId();
  const request: IdempotentRequest = { accountId, key, operation: 'placeOrder', body };
  const earlier = idempotencyKey ? await replay(kit, request) : null;
  if (earlier) return earlier;

  const shopId = shopIds.decode(input.shopId);
  const shop = shopId && (await kit.shops.find(shopId));
  if (!shop) return notFound('shop', input.shopId);

  const placedAt = kit.clock.now();
  const wanted = new Date(placedAt.getTime() + shop.holdTtlSeconds * 1000);
  const hold = holdRequest(shop.shopId, deriveId('placeOrder', accountId, key), accountId, wanted, input);
  if ('__typename' in hold) return hold;
  const answer = await kit.catalog.hold(hold);
  if (answer.outcome === 'REFUSED') return refusal(shop.shopId, answer.refusals);
  // Another call under this key, perhaps still on its way, asked for other lines.
  if (answer.outcome === 'MISMATCH') return idempotencyKeyReused();

  try {
    const lines = orderLines(hold, answer.lines);
    const order: OrderRow = {
      shopId: shop.shopId,
      orderId: hold.orderId,
      accountId,
      state: 'PENDING',
      paymentPolicy: shop.paymentPolicy,
      tableSessionId: null,
      ...sumOf(lines, shop.currency),
      remark: trimmed(input.remark),
      placedAt,
      // As long as the stock is promised, and no longer.
      expiresAt: new Date(answer.expiresAt),
      confirmedAt: null,
      completedAt: null,
      cancelledAt: null,
      cancelReason: null,
      cancelledBy: null,
      paymentId: null,
      version: 1,
    };
    if (await kit.newOrders.add({ request, order, lines })) return { order, lines };
  } catch (error) {
    await giveUpHold(kit, hold);
    if (error instanceof MoneyError) return invalidInput('lines', 'The total is too large to be kept exactly.');
    throw error;
  }
  // Another call under this key was faster; the hold is its own.
  const theirs = await replay(kit, request);
  if (!theirs) throw new Error(`order ${hold.orderId} exists without its idempotency record`);
  return theirs;
}

function inputProblem(input: PlaceOrderInput): ReturnType<typeof invalidInput> | null {
  const { lines, remark, idempotencyKey } = input;
  if (lines.length === 0) return invalidInput('lines', 'An order needs at least one line.');
  if (lines.length > MOST_LINES) return invalidInput('lines', `An order has at most ${MOST_LINES} lines.`);
  for (const [place, { quantity }] of lines.entries()) {
    if (quantity < 1 || quantity > LARGEST_QUANTITY) {
      return invalidInput(`lines.${place}.quantity`, `A quantity is from 1 to ${LARGEST_QUANTITY}, not ${quantity}.`);
    }
  }
  return textProblem('remark', remark) ?? keyProblem(idempotencyKey);
}

/** What an earlier call under this key has led to, or null. */
async function replay(kit: ReservationsKit, request: IdempotentRequest): Promise<PlacedOrder | Failure | null> {
  const earlier = await kit.placed.add(request);
  if (!earlier) return null;
  if (earlier.outcome === 'REUSED') return idempotencyKeyReused();
  const { shopId, orderId } = earlier.result;
  const [order] = await findOrders(kit.database, [{ tenant: shopId, key: orderId }]);
  if (!order) throw new Error(`the idempotency record of order ${orderId} outlives it`);
  return { order, lines: null };
}

function holdRequest(
  shopId: Uuid,
  orderId: Uuid,
  accountId: Uuid,
  expiresAt: Date,
  input: PlaceOrderInput,
): HoldRequest | ReturnType<typeof productNotFound> {
  const lines: WantedLine[] = [];
  for (const { variantId, quantity } of input.lines) {
    const variant = variantIds.decode(variantId);
    // Another shop's variant does not exist in this one.
    if (variant?.tenant !== shopId) return productNotFound(variantId);
    lines.push({ lineId: deriveId('orderLine', orderId, `${lines.length}`), variantId: variant.key, quantity });
  }
  return { shopId, orderId, accountId, expiresAt: expiresAt.toISOString(), lines };
}

function refusal(shopId: Uuid, [first]: readonly HoldRefusal[]): Failure {
  if (!first) throw new Error('catalog refused a hold without a reason');
  const variantId = variantIds.encode(shopId, first.variantId);
  switch (first.reason) {
    case 'PRODUCT_NOT_FOUND':
      return productNotFound(variantId);
    case 'PRODUCT_DISCONTINUED':
      return productDiscontinued(variantId);
    case 'INSUFFICIENT_STOCK':
      return insufficientStock(variantId, first.requested, first.available);
    default:
      throw new Error(`catalog refused a hold: ${first.reason}`);
  }
}

/** The lines in the order given, at the prices that the hold promises. @throws MoneyError */
function orderLines(hold: HoldRequest, held: readonly HeldLine[]): OrderLineRow[] {
  const { shopId, orderId } = hold;
  const priced = new Map(held.map((line) => [line.lineId, line]));
  return hold.lines.map(({ lineId, variantId, quantity }, place) => {
    const line = priced.get(lineId);
    if (!line) throw new Error(`catalog held order ${orderId} without its line ${lineId}`);
    const { amount: total, currency } = multiplyMoney(line.unitPrice, quantity);
    const { productId, performanceId, unitPrice, period, returnable, units } = line;
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
      periodStart: period && new Date(period.start),
      periodEnd: period && new Date(period.end),
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

/** @throws MoneyError when the sum is too large. */
function sumOf(lines: readonly OrderLineRow[], currency: string): { total: number; currency: string } {
  const nothing: Money = { amount: 0, currency };
  const sum = lines.reduce((total, line) => addMoney(total, { amount: line.total, currency: line.currency }), nothing);
  return { total: sum.amount, currency };
}

/**
 * After a failure, gives the stock back at once instead of when the hold lapses. Only where the order is surely not
 * there: a lost connection may have committed, and another call under the same key shares the hold.
 */
async function giveUpHold(
  { database, catalog, logger }: ReservationsKit,
  { shopId, orderId }: HoldRequest,
): Promise<void> {
  try {
    const found = await findOrders(database, [{ tenant: shopId, key: orderId }]);
    if (found.length === 0) await catalog.release([{ shopId, orderId }]);
  } catch (error) {
    logger.warn({ err: error, orderId }, 'a hold could not be given up; it lapses by itself');
  }
}
