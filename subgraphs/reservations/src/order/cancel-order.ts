import { idempotencyKeyReused, type invalidInput, notFound } from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import type { CancelOrderInput } from '../__generated__/resolver-types.ts';
import { orderIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { reservationStateAt } from '../reservation/reservation.entity.ts';
import { refusedStep } from '../reservation/reservation.failures.ts';
import { type Actor, allowedSteps } from '../reservation/reservation.state.ts';
import { type LockedOrder, lockOrder } from '../reservation/reservation.store.ts';
import { cancelWithin } from './cancel-order.store.ts';
import { keyProblem, textProblem, trimmed } from './free-text.ts';
import type { OrderRow } from './order.entity.ts';
import { refusedTransition, orderVersionConflict } from './order.failures.ts';
import type { OrderLoaders } from './order.loaders.ts';
import { presentOrder } from './order.service.ts';
import { ORDER_TRANSITIONS, stateAt } from './order.state.ts';

type Refused = ReturnType<
  typeof notFound | typeof orderVersionConflict | typeof refusedTransition | typeof refusedStep
>;
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
  const visible = key && (await loaders.visibleOrder.load(key));
  if (!visible) return notFound('order', orderId);
  const actor: Actor = (await loaders.role.load(key.tenant)) === null ? 'CUSTOMER' : 'STAFF';

  const body = { orderId, reason, expectedVersion };
  const request = idempotencyKey ? { accountId, key: idempotencyKey, operation: 'cancelOrder', body } : null;
  const outcome = await runOnce<Refused | null>(kit.database, 'cancelOrder', request, async (transaction) => {
    const now = kit.clock.now();
    const locked = await lockOrder(transaction, key);
    if (!locked) return new Refusal<Refused>(notFound('order', orderId));
    const { version } = locked.order;
    if (typeof expectedVersion === 'number' && expectedVersion !== version) {
      return new Refusal<Refused>(orderVersionConflict(version));
    }
    const refused = uncancellable(locked, actor, now);
    if (refused) return new Refusal<Refused>(refused);
    const by = visible.accountId === accountId ? 'CUSTOMER' : 'SHOP';
    await cancelWithin(kit, transaction, locked, { by, reason: trimmed(reason), now });
    return null;
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  return outcome.result ?? (await presentOrder(kit, loaders, key));
}

/** Why this actor cannot call off an order: its own state, or that of a line that is past being called off. */
export function uncancellable(
  { order, lines }: LockedOrder,
  actor: Actor,
  now: Date,
): ReturnType<typeof refusedTransition | typeof refusedStep> | null {
  const state = stateAt(now, order);
  if (!ORDER_TRANSITIONS[state].includes('CANCELLED')) return refusedTransition(state, 'CANCELLED');
  for (const line of lines) {
    const own = reservationStateAt(now, { order, line });
    const may = own === 'CANCELLED' || allowedSteps(own, line.returnable, actor).includes('CANCELLED');
    if (!may) return refusedStep(own, 'CANCELLED', line, actor);
  }
  return null;
}
