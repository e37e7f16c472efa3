import { idempotencyKeyReused, type invalidInput, notFound } from '@yoyaku/platform/failures';
import type { IdempotentRequest } from '@yoyaku/platform/idempotency';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { PlaceOrderInput } from '../__generated__/resolver-types.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem, textProblem, trimmed } from './free-text.ts';
import { linesProblem, wantedLines } from './order-lines.input.ts';
import { type ClosedTable, orderedAt, tableAsGuest } from '../table/order-at-table.ts';
import { findOrders } from './order.store.ts';
import { readPaymentMethod, uncalledForPayment } from './payment-method.input.ts';
import { confirmedIfFree, type NotTaken, type PlacedOrder, takeOrder } from './take-order.ts';

type Failure =
  | ReturnType<typeof notFound | typeof invalidInput | typeof idempotencyKeyReused>
  | Exclude<ReturnType<typeof wantedLines>, readonly unknown[]>
  | ClosedTable
  | NotTaken;

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
  const paymentMethod = readPaymentMethod(input.payment);
  if (paymentMethod && '__typename' in paymentMethod) return paymentMethod;

  const { idempotencyKey, ...body } = input;
  const key = idempotencyKey ?? randomId();
  const request: IdempotentRequest = { accountId, key, operation: 'placeOrder', body };
  const earlier = idempotencyKey ? await replay(kit, request) : null;
  if (earlier) return earlier;

  const shopId = shopIds.decode(input.shopId);
  const shop = shopId === null ? null : await kit.shops.find(shopId);
  if (shop?.status !== 'ACTIVE') return notFound('shop', input.shopId);
  const uncalledFor = uncalledForPayment(shop.paymentPolicy, paymentMethod);
  if (uncalledFor) return uncalledFor;

  const orderId = deriveId('placeOrder', accountId, key);
  const lines = wantedLines(shop, input.lines, input.period ?? null, (place) =>
    deriveId('orderLine', orderId, `${place}`),
  );
  if ('__typename' in lines) return lines;

  const table = await tableOf(kit, shop.shopId, accountId, input);
  if (table && '__typename' in table) return table;

  const taken = await takeOrder<ClosedTable>(kit, {
    shop,
    accountId,
    orderId,
    request,
    lines,
    remark: trimmed(input.remark),
    tableSessionId: table?.sessionId ?? null,
    paymentMethod,
    ...(table && { claim: (transaction) => orderedAt(kit, transaction, table) }),
  });
  if (taken && !('__typename' in taken && taken.__typename === 'InvalidStateTransition')) return taken;
  // Another call under this key was faster; the hold is its own.
  const theirs = (await replay(kit, request)) ?? taken;
  if (!theirs) throw new Error(`order ${orderId} exists without its idempotency record`);
  return theirs;
}

async function tableOf(kit: ReservationsKit, shopId: Uuid, accountId: Uuid, { tableSessionId }: PlaceOrderInput) {
  return typeof tableSessionId === 'string' ? tableAsGuest(kit, shopId, accountId, tableSessionId) : null;
}

function inputProblem({ lines, remark, idempotencyKey }: PlaceOrderInput): ReturnType<typeof invalidInput> | null {
  return linesProblem(lines) ?? textProblem('remark', remark) ?? keyProblem(idempotencyKey);
}

/** What an earlier call of placeOrder or checkout under this key has led to, or null. */
export async function replay(
  kit: ReservationsKit,
  request: IdempotentRequest,
): Promise<PlacedOrder | ReturnType<typeof idempotencyKeyReused> | null> {
  const earlier = await kit.placed.add(request);
  if (!earlier) return null;
  if (earlier.outcome === 'REUSED') return idempotencyKeyReused();
  const { shopId, orderId } = earlier.result;
  const [order] = await findOrders(kit.database, [{ tenant: shopId, key: orderId }]);
  if (!order) throw new Error(`the idempotency record of order ${orderId} outlives it`);
  return { order: await confirmedIfFree(kit, order), lines: null };
}
