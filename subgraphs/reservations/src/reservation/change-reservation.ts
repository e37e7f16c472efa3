import type { Transaction } from '@yoyaku/platform/database/database';
import { idempotencyKeyReused, notFound } from '@yoyaku/platform/failures';
import { type IdempotentRequest, Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { PartKey, Uuid } from '@yoyaku/platform/ids';
import { reservationIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem } from '../order/free-text.ts';
import type { OrderLineRow, OrderParty } from '../order/order.entity.ts';
import type { OrderLoaders } from '../order/order.loaders.ts';
import type { ReservationRow } from './reservation.entity.ts';
import { reservationVersionConflict } from './reservation.failures.ts';
import type { Actor } from './reservation.state.ts';
import { findReservation, type LockedOrder, lockOrder } from './reservation.store.ts';

/** What every mutation of one reservation says. */
export interface ReservationInput {
  readonly reservationId: string;
  readonly expectedVersion?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** Whoever asks, and what for: an operation whose input is remembered under its key. */
export interface Asked<Input extends ReservationInput> {
  readonly loaders: OrderLoaders;
  readonly accountId: Uuid;
  readonly operation: string;
  readonly input: Input;
}

/** A reservation under its order's lock, of the version that the caller has seen. */
export interface Changing {
  readonly transaction: Transaction;
  readonly now: Date;
  readonly locked: LockedOrder;
  readonly line: OrderLineRow;
  readonly actor: Actor;
  readonly by: OrderParty;
}

type Unchangeable = ReturnType<
  typeof notFound | typeof idempotencyKeyReused | typeof reservationVersionConflict | NonNullable<typeof keyProblem>
>;

/**
 * Changes one reservation, once per key: finds it for whoever may see it, locks its order, and lets `work` write or
 * refuse. A refusal leaves no trace. Gives the reservation as it is now.
 */
export async function changeReservation<Input extends ReservationInput, Refused extends object>(
  kit: ReservationsKit,
  asked: Asked<Input>,
  work: (changing: Changing) => Promise<Refused | null>,
): Promise<ReservationRow | Refused | NonNullable<Unchangeable>> {
  const { loaders, accountId, operation, input } = asked;
  const { idempotencyKey, ...body } = input;
  const problem = keyProblem(idempotencyKey);
  if (problem) return problem;
  const visible = await visibleReservation(loaders, input.reservationId);
  if (!visible) return notFound('reservation', input.reservationId);
  const { key, customer } = visible;
  const staff = (await loaders.role.load(key.tenant)) !== null;

  const request: IdempotentRequest | null = idempotencyKey ? { accountId, key: idempotencyKey, operation, body } : null;
  type Result = Refused | ReturnType<typeof notFound | typeof reservationVersionConflict> | null;
  const outcome = await runOnce<Result>(kit.database, operation, request, async (transaction) => {
    const locked = await lockOrder(transaction, { tenant: key.tenant, key: key.whole });
    const line = locked?.lines.find(({ lineId }) => lineId === key.key);
    if (!locked || !line) return new Refusal<Result>(notFound('reservation', input.reservationId));
    const { expectedVersion } = input;
    if (typeof expectedVersion === 'number' && expectedVersion !== line.reservationVersion) {
      return new Refusal<Result>(reservationVersionConflict(line.reservationVersion));
    }
    const by = customer === accountId ? 'CUSTOMER' : 'SHOP';
    const actor = staff ? 'STAFF' : 'CUSTOMER';
    const refused = await work({ transaction, now: kit.clock.now(), locked, line, actor, by });
    return refused && new Refusal<Result>(refused);
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  return outcome.result ?? (await present(kit, loaders, key));
}

/** The key of a reservation that the viewer may see, with its customer. */
export async function visibleReservation(
  loaders: OrderLoaders,
  reservationId: string,
): Promise<{ readonly key: PartKey; readonly customer: Uuid } | null> {
  const key = reservationIds.decode(reservationId);
  const order = key && (await loaders.visibleOrder.load({ tenant: key.tenant, key: key.whole }));
  return order ? { key, customer: order.accountId } : null;
}

/** What was loaded before is no longer so. */
async function present({ database }: ReservationsKit, loaders: OrderLoaders, key: PartKey): Promise<ReservationRow> {
  const orderKey = { tenant: key.tenant, key: key.whole };
  loaders.visibleOrder.clear(orderKey);
  loaders.lines.clear(orderKey);
  const reservation = await findReservation(database, key);
  if (!reservation) throw new Error(`reservation ${key.key} is gone`);
  return reservation;
}
