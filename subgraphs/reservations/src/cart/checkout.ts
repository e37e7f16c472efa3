import type { idempotencyKeyReused } from '@yoyaku/platform/failures';
import { invalidInput, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { IdempotentRequest } from '@yoyaku/platform/idempotency';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import type { CheckoutInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { cartIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem, textProblem, trimmed } from '../order/free-text.ts';
import { findOrders } from '../order/order.store.ts';
import { readPaymentMethod, uncalledForPayment } from '../order/payment-method.input.ts';
import { replay } from '../order/place-order.ts';
import { type Claim, type NotTaken, type PlacedOrder, takeOrder } from '../order/take-order.ts';
import { type ClosedTable, orderedAt } from '../table/order-at-table.ts';
import { changeableCart } from './change-cart.ts';
import { type CartRow, wantedOf } from './cart.entity.ts';
import { deleteCart, findCartLines, insertTableCart, lockCart } from './cart.store.ts';

type Conflict = ReturnType<typeof versionConflict>;
type Failure =
  ReturnType<typeof notFound | typeof invalidInput | typeof idempotencyKeyReused> | Conflict | ClosedTable | NotTaken;

/**
 * Makes an order of a cart. The order's id is derived from the cart and its version: all who check it out as it is ask for
 * one and the same hold, and whoever writes the order first takes the cart away from the others. After a crash between
 * the two steps the cart is there, and its checkout takes that hold again.
 * @throws SERVICE_UNAVAILABLE when catalog does not answer; nothing is written then.
 */
export async function checkout(
  kit: ReservationsKit,
  context: Context,
  accountId: Uuid,
  input: CheckoutInput,
): Promise<PlacedOrder | Failure> {
  const { cartId, expectedVersion, remark, payment, idempotencyKey } = input;
  const problem = textProblem('remark', remark) ?? keyProblem(idempotencyKey);
  if (problem) return problem;
  const paymentMethod = readPaymentMethod(payment);
  if (paymentMethod && '__typename' in paymentMethod) return paymentMethod;
  const body = { cartId, expectedVersion, remark, payment };
  const request: IdempotentRequest = { accountId, key: idempotencyKey ?? randomId(), operation: 'checkout', body };
  const earlier = idempotencyKey ? await replay(kit, request) : null;
  if (earlier) return earlier;

  const cart = await changeableCart(context, accountId, cartId);
  // Somebody may have checked it out since: then it was this very caller, under this key, or another one.
  if (!cart) return (await replay(kit, request)) ?? (await goneCart(kit, context, accountId, input));
  const { shopId, tableSessionId, version } = cart;
  if (typeof expectedVersion === 'number' && expectedVersion !== version) return versionConflict('cart', version);
  const shop = await kit.shops.find(shopId);
  if (shop?.status !== 'ACTIVE') return notFound('cart', cartId);
  const uncalledFor = uncalledForPayment(shop.paymentPolicy, paymentMethod);
  if (uncalledFor) return uncalledFor;
  const lines = await findCartLines(kit.database, [{ tenant: shopId, key: cart.cartId }]);

  const orderId = orderIdOf(cart);
  const taken =
    lines.length === 0
      ? await emptyCart(kit, cart)
      : await takeOrder<Conflict | ClosedTable>(kit, {
          shop,
          accountId,
          orderId,
          request,
          lines: lines.map((line) => wantedOf(line, deriveId('orderLine', orderId, line.lineId))),
          remark: trimmed(remark),
          tableSessionId,
          paymentMethod,
          claim: claimOf(kit, cart),
        });
  const claimed = taken && !('__typename' in taken && LOST.has(taken.__typename));
  if (claimed) return taken;
  // Another call under this key was faster.
  const theirs = (await replay(kit, request)) ?? taken;
  if (!theirs) throw new Error(`order ${orderId} exists without its idempotency record`);
  return theirs;
}

/** What a call answers that came too late; if the one before it had the same key, its order is the answer. */
const LOST: ReadonlySet<string> = new Set(['VersionConflict', 'InvalidStateTransition', 'InvalidInput']);

/** The order that is made of a cart as it is at a version. */
const orderIdOf = ({ cartId, version }: Pick<CartRow, 'cartId' | 'version'>) =>
  deriveId('checkout', cartId, `${version}`);

/** Its lines were read after it: if it is gone or changed by now, that is why there are none. */
async function emptyCart({ database }: ReservationsKit, cart: CartRow) {
  const [same] = await findOrders(database, [{ tenant: cart.shopId, key: orderIdOf(cart) }]);
  return same ? versionConflict('cart', cart.version + 1) : invalidInput('cartId', 'The cart is empty.');
}

/** Takes the cart away in the transaction that writes its order; a table goes on with an empty one. */
function claimOf(kit: ReservationsKit, cart: CartRow): Claim<Conflict | ClosedTable> {
  const { shopId, cartId, tableSessionId, version } = cart;
  return async (transaction) => {
    const session = tableSessionId === null ? null : { shopId, sessionId: tableSessionId };
    const closed = session && (await orderedAt(kit, transaction, session));
    if (closed) return closed;
    const present = await lockCart(transaction, { tenant: shopId, key: cartId });
    if (present?.version !== version) return versionConflict('cart', present?.version ?? version + 1);
    await deleteCart(transaction, cart);
    if (tableSessionId !== null) {
      await insertTableCart(transaction, { tenant: shopId, key: tableSessionId }, version + 1, kit.clock.now());
    }
    return null;
  };
}

/** Of a cart that is not there: whether it has become an order that its caller had a part in, or never was. */
async function goneCart(
  kit: ReservationsKit,
  { loaders }: Context,
  accountId: Uuid,
  { cartId: id, expectedVersion }: CheckoutInput,
): Promise<Conflict | ReturnType<typeof notFound>> {
  const key = cartIds.decode(id);
  if (!key || typeof expectedVersion !== 'number') return notFound('cart', id);
  const orderId = orderIdOf({ cartId: key.key, version: expectedVersion });
  const [order] = await findOrders(kit.database, [{ tenant: key.tenant, key: orderId }]);
  if (!order) return notFound('cart', id);
  const { shopId, tableSessionId } = order;
  const guests = tableSessionId === null ? [] : await loaders.guests.load({ tenant: shopId, key: tableSessionId });
  const theirs = order.accountId === accountId || guests.some((guest) => guest.accountId === accountId);
  return theirs ? versionConflict('cart', expectedVersion + 1) : notFound('cart', id);
}
