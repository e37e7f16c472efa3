import type { Transaction } from '@yoyaku/platform/database/database';
import { idempotencyKeyReused, type invalidInput, notFound, versionConflict } from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import { randomId, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type {
  AddToCartInput,
  ClearCartInput,
  RemoveCartLineInput,
  UpdateCartLineInput,
} from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { cartIds, cartLineIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem } from '../order/free-text.ts';
import { type ClosedTable, lockOpenSession, tableAsGuest } from '../table/order-at-table.ts';
import { touchSession } from '../table/table-session.store.ts';
import { wakeTable } from '../table/table.live.ts';
import { type CartLineFailure, cartProblem, changedLine, readCartLine, sameLine } from './cart-line.input.ts';
import type { CartLineRow, CartRow } from './cart.entity.ts';
import {
  deleteCartLines,
  findAccountCart,
  findCartLines,
  findCarts,
  findTableCarts,
  lockCart,
  openAccountCart,
  touchCart,
  writeCartLine,
} from './cart.store.ts';

type Refused =
  ReturnType<typeof notFound | typeof invalidInput | typeof versionConflict> | ClosedTable | CartLineFailure;
/** Why a cart stays as it is. */
export type CartFailure<More = never> =
  ReturnType<typeof notFound | typeof invalidInput | typeof idempotencyKeyReused> | ClosedTable | More;
type Conflict = ReturnType<typeof versionConflict>;

/** What an idempotency record of a cart's change remembers. */
interface ChangedCart {
  readonly shopId: Uuid;
  readonly cartId: Uuid;
}

interface Call {
  readonly operation: string;
  readonly input: { readonly idempotencyKey?: string | null | undefined };
  /** The table session, if it is the cart of one. */
  readonly sessionId: Uuid | null;
  readonly shopId: Uuid;
  /** Finds the cart and locks it. */
  lock(transaction: Transaction): Promise<CartRow | Refused>;
  /** Changes it. */
  change(transaction: Transaction, cart: CartRow): Promise<Refused | null>;
}

/** Changes a cart once per key. A table's session is locked before its cart, always. */
async function changeCart(kit: ReservationsKit, accountId: Uuid, call: Call): Promise<CartRow | Refused | CartFailure> {
  const { operation, input, shopId, sessionId } = call;
  const { idempotencyKey, ...body } = input;
  const request = idempotencyKey ? { accountId, key: idempotencyKey, operation, body } : null;
  const outcome = await runOnce<ChangedCart | Refused>(kit.database, operation, request, async (transaction) => {
    const now = kit.clock.now();
    if (sessionId !== null) {
      const session = await lockOpenSession(transaction, { tenant: shopId, key: sessionId });
      if ('__typename' in session) return new Refusal<Refused>(session);
    }
    const cart = await call.lock(transaction);
    if ('__typename' in cart) return new Refusal<Refused>(cart);
    const refused = await call.change(transaction, cart);
    if (refused) return new Refusal<Refused>(refused);
    await touchCart(transaction, cart, now);
    if (sessionId !== null) {
      await touchSession(transaction, { tenant: shopId, key: sessionId }, { now, steps: 0 });
      wakeTable(kit, transaction, sessionId);
    }
    return { shopId, cartId: cart.cartId };
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  const { result } = outcome;
  if ('__typename' in result) return result;
  const [cart] = await findCarts(kit.database, [{ tenant: result.shopId, key: result.cartId }]);
  // What was put in has been ordered meanwhile: its owner goes on with the next cart.
  const next = cart ?? (await nextCart(kit, accountId, shopId, sessionId));
  return next ?? notFound('cart', cartIds.encode(result.shopId, result.cartId));
}

async function nextCart({ database }: ReservationsKit, accountId: Uuid, shopId: Uuid, sessionId: Uuid | null) {
  if (sessionId === null) return findAccountCart(database, shopId, accountId);
  const [cart] = await findTableCarts(database, [{ tenant: shopId, key: sessionId }]);
  return cart ?? null;
}

/** Puts something into the account's cart at a shop, or into that of a table it has joined. */
export async function addToCart(
  kit: ReservationsKit,
  accountId: Uuid,
  input: AddToCartInput,
): Promise<CartRow | CartFailure<CartLineFailure>> {
  const problem = keyProblem(input.idempotencyKey);
  if (problem) return problem;
  const shopId = shopIds.decode(input.shopId);
  const shop = shopId === null ? null : await kit.shops.find(shopId);
  if (shop?.status !== 'ACTIVE') return notFound('shop', input.shopId);
  const wanted = readCartLine(shop, input.line, 'line.');
  if ('__typename' in wanted) return wanted;
  const table =
    typeof input.tableSessionId === 'string'
      ? await tableAsGuest(kit, shop.shopId, accountId, input.tableSessionId)
      : null;
  if (table && '__typename' in table) return table;
  const sessionId = table?.sessionId ?? null;
  const changed = await changeCart(kit, accountId, {
    operation: 'addToCart',
    input,
    shopId: shop.shopId,
    sessionId,
    async lock(transaction) {
      if (sessionId === null) return openAccountCart(transaction, shop.shopId, accountId, kit.clock.now());
      const [cart] = await findTableCarts(transaction, [{ tenant: shop.shopId, key: sessionId }]);
      return cart ?? notFound('cart', input.tableSessionId ?? '');
    },
    async change(transaction, cart) {
      const { cartId } = cart;
      const lines = await findCartLines(transaction, [{ tenant: shop.shopId, key: cartId }]);
      const same = sameLine(lines, wanted, accountId);
      const line: CartLineRow = same
        ? { ...same, quantity: same.quantity + wanted.quantity }
        : {
            ...wanted,
            shopId: shop.shopId,
            cartId,
            lineId: randomId(),
            place: (lines.at(-1)?.place ?? -1) + 1,
            addedBy: accountId,
          };
      const tooMuch = cartProblem([...lines.filter((each) => each !== same), line], 'line.');
      if (!tooMuch) await writeCartLine(transaction, line);
      return tooMuch;
    },
  });
  return changed as Exclude<typeof changed, Conflict>;
}

/** Changes a line of a cart; what the input leaves out stays. */
export function updateCartLine(
  kit: ReservationsKit,
  context: Context,
  accountId: Uuid,
  input: UpdateCartLineInput,
): Promise<CartRow | CartFailure<CartLineFailure | Conflict>> {
  return changeKnownCart(kit, context, accountId, 'updateCartLine', input, async (transaction, cart) => {
    const lines = await linesOf(transaction, cart);
    const line = lineOf(cart, lines, input.lineId);
    if ('__typename' in line) return line;
    const shop = await kit.shops.find(cart.shopId);
    if (!shop) return notFound('cart', input.cartId);
    const wanted = readCartLine(shop, changedLine(line, input), '');
    if ('__typename' in wanted) return wanted;
    const changed: CartLineRow = { ...line, ...wanted };
    const problem = cartProblem([...lines.filter((each) => each !== line), changed], '');
    if (!problem) await writeCartLine(transaction, changed);
    return problem;
  });
}

/** Takes a line out of a cart. */
export async function removeCartLine(
  kit: ReservationsKit,
  context: Context,
  accountId: Uuid,
  input: RemoveCartLineInput,
): Promise<CartRow | CartFailure<Conflict>> {
  const changed = await changeKnownCart(kit, context, accountId, 'removeCartLine', input, async (transaction, cart) => {
    const line = lineOf(cart, await linesOf(transaction, cart), input.lineId);
    if ('__typename' in line) return line;
    await deleteCartLines(transaction, cart, line.lineId);
    return null;
  });
  return changed as CartRow | CartFailure<Conflict>;
}

/** Takes everything out of a cart. */
export async function clearCart(
  kit: ReservationsKit,
  context: Context,
  accountId: Uuid,
  input: ClearCartInput,
): Promise<CartRow | CartFailure<Conflict>> {
  const changed = await changeKnownCart(kit, context, accountId, 'clearCart', input, async (transaction, cart) => {
    await deleteCartLines(transaction, cart, null);
    return null;
  });
  return changed as CartRow | CartFailure<Conflict>;
}

/** A cart that the account may change: its own, or that of a table it has joined. Null for all others. */
export async function changeableCart(
  { loaders }: Pick<Context, 'loaders'>,
  accountId: Uuid,
  id: string,
): Promise<CartRow | null> {
  const key = cartIds.decode(id);
  const cart = key && (await loaders.visibleCart.load(key));
  if (!cart) return null;
  if (cart.tableSessionId === null) return cart;
  const guests = await loaders.guests.load({ tenant: cart.shopId, key: cart.tableSessionId });
  return guests.some((guest) => guest.accountId === accountId) ? cart : null;
}

interface KnownCart {
  readonly cartId: string;
  readonly expectedVersion?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

async function changeKnownCart(
  kit: ReservationsKit,
  { loaders }: Context,
  accountId: Uuid,
  operation: string,
  input: KnownCart,
  change: Call['change'],
): Promise<CartRow | CartFailure<CartLineFailure | Conflict>> {
  const problem = keyProblem(input.idempotencyKey);
  if (problem) return problem;
  const cart = await changeableCart({ loaders }, accountId, input.cartId);
  if (!cart) return notFound('cart', input.cartId);
  const key: TenantKey = { tenant: cart.shopId, key: cart.cartId };
  return changeCart(kit, accountId, {
    operation,
    input,
    shopId: cart.shopId,
    sessionId: cart.tableSessionId,
    async lock(transaction) {
      const locked = await lockCart(transaction, key);
      if (!locked) return notFound('cart', input.cartId);
      const { expectedVersion } = input;
      const stale = typeof expectedVersion === 'number' && expectedVersion !== locked.version;
      return stale ? versionConflict('cart', locked.version) : locked;
    },
    change,
  });
}

const linesOf = (transaction: Transaction, { shopId, cartId }: CartRow) =>
  findCartLines(transaction, [{ tenant: shopId, key: cartId }]);

function lineOf({ shopId }: CartRow, lines: readonly CartLineRow[], id: string) {
  const key = cartLineIds.decode(id);
  const line = key?.tenant === shopId ? lines.find(({ lineId }) => lineId === key.key) : undefined;
  return line ?? notFound('cart line', id);
}
