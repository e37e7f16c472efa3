import { idempotencyKeyReused, type invalidInput, notFound } from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { CancelOrderInput } from '../__generated__/resolver-types.ts';
import { orderIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { markCancelled } from './cancel-order.store.ts';
import { keyProblem, textProblem, trimmed } from './free-text.ts';
import type { OrderRow } from './order.entity.ts';
import { refusedTransition, orderVersionConflict } from './order.failures.ts';
import type { OrderLoaders } from './order.loaders.ts';
import { stateAt } from './order.state.ts';
import { findOrders } from './order.store.ts';

type Refused = ReturnType<typeof notFound | typeof orderVersionConflict | typeof refusedTransition>;
type Failure = Refused | ReturnType<typeof idempotencyKeyReused | typeof invalidInput>;

/** Calls an order off for its customer or the shop's staff. Stock and money go back by its event. */
export async function cancelOrder(
  kit: ReservationsKit,
  loaders: OrderLoaders,
  accountId: Uuid,
  input: CancelOrderInput,
): Promise<OrderRow | Failure> {
  const { orderId, reason, expectedVersion, idempotencyKey } = input;
  const problem = textProblem('reason', reason) ?? keyProblem(idempotencyKey);
  if (problem) return problem;
  const key = orderIds.decode(orderId);
  const order = key && (await loaders.visibleOrder.load(key));
  if (!order) return notFound('order', orderId);
  loaders.visibleOrder.clear(key);

  const body = { orderId, reason, expectedVersion };
  const request = idempotencyKey ? { accountId, key: idempotencyKey, operation: 'cancelOrder', body } : null;
  const outcome = await runOnce<Refused | null>(kit.database, 'cancelOrder', request, async (transaction) => {
    const now = kit.clock.now();
    const attempt = await markCancelled(transaction, {
      order: key,
      by: order.accountId === accountId ? 'CUSTOMER' : 'SHOP',
      reason: trimmed(reason),
      expectedVersion: expectedVersion ?? null,
      now,
    });
    if (!attempt) return new Refusal(notFound('order', orderId));
    if (attempt.changed) return null;
    if (expectedVersion !== null && expectedVersion !== undefined && expectedVersion !== attempt.version) {
      return new Refusal(orderVersionConflict(attempt.version));
    }
    return new Refusal(refusedTransition(stateAt(now, attempt), 'CANCELLED'));
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  return outcome.result ?? (await present(kit, key));
}

async function present({ database }: ReservationsKit, key: TenantKey): Promise<OrderRow> {
  const [order] = await findOrders(database, [key]);
  if (!order) throw new Error(`order ${key.key} is gone`);
  return order;
}
