import type { Transaction } from '@yoyaku/platform/database/database';
import { idempotencyKeyReused, invalidInput, notFound } from '@yoyaku/platform/failures';
import { type IdempotentRequest, Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { CancelReservationsInput } from '../__generated__/resolver-types.ts';
import { lineIds, orderIds, reservationIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { cancelWithin } from '../order/cancel-order.store.ts';
import { confirmationOf } from '../order/expire-orders.ts';
import { keyProblem, textProblem, trimmed } from '../order/free-text.ts';
import type { OrderLineRow, OrderParty, OrderRow } from '../order/order.entity.ts';
import { orderVersionConflict } from '../order/order.failures.ts';
import type { OrderLoaders } from '../order/order.loaders.ts';
import { presentOrder } from '../order/order.service.ts';
import { confirmedIfFree, waitsForNoPayment } from '../order/take-order.ts';
import { brokenRule } from './main-items.ts';
import { reservationStateAt } from './reservation.entity.ts';
import { refusedStep } from './reservation.failures.ts';
import { type Actor, allowedSteps } from './reservation.state.ts';
import { changeLines, completeIfFinished, type LockedOrder, lockOrder, tellOrder } from './reservation.store.ts';
import { askForRisk, dropTimers } from './reservation.timers.ts';

const MOST_LINES = 100;

type Refused =
  | ReturnType<typeof notFound | typeof orderVersionConflict | typeof refusedStep>
  | NonNullable<Awaited<ReturnType<typeof brokenRule>>>;
type Failure = Refused | ReturnType<typeof idempotencyKeyReused | typeof invalidInput>;

/**
 * Calls off some lines of an order. Their stock goes back by the event, once: catalog hears of each line in exactly one
 * OrderLinesCancelled or OrderCancelled, since whoever writes one has locked the order. The last lines are the order.
 * An unpaid order of which only what is free is left is confirmed.
 */
export async function cancelReservations(
  kit: ReservationsKit,
  loaders: OrderLoaders,
  accountId: Uuid,
  input: CancelReservationsInput,
): Promise<OrderRow | Failure> {
  const { orderId, reason, expectedVersion, idempotencyKey, ...named } = input;
  const problem = textProblem('reason', reason) ?? keyProblem(idempotencyKey) ?? namesProblem(named);
  if (problem) return problem;
  const key = orderIds.decode(orderId);
  const visible = key && (await loaders.visibleOrder.load(key));
  if (!visible) return notFound('order', orderId);
  const staff = (await loaders.role.load(key.tenant)) !== null;
  const wanted = namedLines(key, named);
  if ('__typename' in wanted) return wanted;

  const request: IdempotentRequest | null = idempotencyKey
    ? { accountId, key: idempotencyKey, operation: 'cancelReservations', body: { ...input, idempotencyKey: null } }
    : null;
  const outcome = await runOnce<Refused | null>(kit.database, 'cancelReservations', request, async (transaction) => {
    const locked = await lockOrder(transaction, key);
    if (!locked) return new Refusal<Refused>(notFound('order', orderId));
    const { version } = locked.order;
    if (typeof expectedVersion === 'number' && expectedVersion !== version) {
      return new Refusal<Refused>(orderVersionConflict(version));
    }
    const refused = await cancelLines(kit, transaction, {
      locked,
      wanted,
      actor: staff ? 'STAFF' : 'CUSTOMER',
      by: visible.accountId === accountId ? 'CUSTOMER' : 'SHOP',
      reason: trimmed(reason),
    });
    return refused && new Refusal<Refused>(refused);
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  return outcome.result ?? confirmedIfFree(kit, await presentOrder(kit, loaders, key));
}

type Named = Pick<CancelReservationsInput, 'lineIds' | 'reservationIds'>;

const idsOf = ({ reservationIds: given, lineIds: lines }: Named) => [...(given ?? []), ...(lines ?? [])];

function namesProblem(named: Named): ReturnType<typeof invalidInput> | null {
  const count = idsOf(named).length;
  if (count === 0) return invalidInput('reservationIds', 'At least one line must be named.');
  return count > MOST_LINES ? invalidInput('reservationIds', `At most ${MOST_LINES} lines may be named.`) : null;
}

/** A line of the order, with the id by which it was named. */
type Wanted = ReadonlyMap<Uuid, string>;

function namedLines(order: TenantKey, named: Named): Wanted | ReturnType<typeof notFound> {
  const wanted = new Map<Uuid, string>();
  for (const id of named.reservationIds ?? []) {
    const key = reservationIds.decode(id);
    if (key?.tenant !== order.tenant || key.whole !== order.key) return notFound('reservation', id);
    wanted.set(key.key, id);
  }
  for (const id of named.lineIds ?? []) {
    const key = lineIds.decode(id);
    if (key?.tenant !== order.tenant) return notFound('order line', id);
    wanted.set(key.key, id);
  }
  return wanted;
}

interface LineCancellation {
  readonly locked: LockedOrder;
  readonly wanted: Wanted;
  readonly actor: Actor;
  readonly by: OrderParty;
  readonly reason: string | null;
}

async function cancelLines(
  kit: ReservationsKit,
  transaction: Transaction,
  { locked, wanted, actor, by, reason }: LineCancellation,
): Promise<Refused | null> {
  const { order, lines } = locked;
  const now = kit.clock.now();
  const going = lines.filter(({ lineId }) => wanted.has(lineId));
  for (const [lineId, id] of wanted) {
    if (!going.some((line) => line.lineId === lineId)) {
      return notFound(lineIds.decode(id) ? 'order line' : 'reservation', id);
    }
  }
  const stateOf = (line: OrderLineRow) => reservationStateAt(now, { order, line });
  for (const line of going) {
    const state = stateOf(line);
    if (!allowedSteps(state, line.returnable, actor).includes('CANCELLED')) {
      return refusedStep(state, 'CANCELLED', line, actor);
    }
  }
  const staying = lines.filter((line) => !going.includes(line) && stateOf(line) !== 'CANCELLED');
  if (staying.length === 0) {
    await cancelWithin(kit, transaction, locked, { by, reason, now });
    return null;
  }
  const broken = await brokenRule(kit, order, staying, going);
  if (broken) return broken;

  await cancelLinesWithin(kit, transaction, { locked, going, by, reason, now });
  return null;
}

/** Lines of a locked order that may be called off; others of the order stay. */
interface GoingLines extends Pick<LineCancellation, 'locked' | 'by' | 'reason'> {
  readonly going: readonly OrderLineRow[];
  readonly now: Date;
}

/**
 * Calls off lines that have been judged, with the event that has their stock given back. Gives the order as it is then: one
 * that waits for no payment any more has its timer, and is to be confirmed after the commit.
 */
export async function cancelLinesWithin(
  kit: Pick<ReservationsKit, 'clock'>,
  transaction: Transaction,
  { locked, going, by, reason, now }: GoingLines,
): Promise<OrderRow> {
  const { order } = locked;
  const ids = going.map(({ lineId }) => lineId);
  const changed = await changeLines(transaction, locked, ids, { state: 'CANCELLED', cancelledAt: now, atRisk: false });
  const amount = { amount: going.reduce((sum, { total }) => sum + total, 0), currency: order.currency };
  const extras = { lineIds: ids, amount, reason, by, previousState: order.state };
  const told = await tellOrder(transaction, { order }, { type: 'OrderLinesCancelled', extras }, now);
  await dropTimers(transaction, going);
  await askForRisk(kit, transaction, order.shopId, false);
  if (waitsForNoPayment(told)) await scheduleTimers(transaction, [confirmationOf(told, now)]);
  return completeIfFinished(transaction, { order: told, lines: changed }, now);
}
