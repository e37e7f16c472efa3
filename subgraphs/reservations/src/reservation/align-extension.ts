import { z } from 'zod';
import type { Uuid } from '@yoyaku/platform/ids';
import { type Schedule, timer, type Timer } from '@yoyaku/platform/timers/timer';
import type { ReservationsKit } from '../kit.ts';
import type { OrderLineRow } from '../order/order.entity.ts';
import { moveEnd } from './move-end.ts';
import { reservationStateAt } from './reservation.entity.ts';
import { OPEN_STATES } from './reservation.state.ts';
import { lockOrder } from './reservation.store.ts';

export const ALIGN_EXTENSION = 'align-extension';

/** Longer than any call to catalog takes, its retries included. */
const PATIENCE_MILLISECONDS = 60_000;

const attempted = z.object({
  shopId: z.uuid(),
  orderId: z.uuid(),
  lineId: z.uuid(),
  /** Ours when the attempt began, and what catalog was asked for. */
  presentEnd: z.iso.datetime(),
  wantedEnd: z.iso.datetime(),
});

/** The timer of one attempt to move an end. */
export function alignTimer(
  now: Date,
  attempt: Uuid,
  { shopId, orderId, lineId, periodEnd }: OrderLineRow & { readonly periodEnd: Date },
  wanted: Date,
): Schedule {
  const payload = {
    shopId,
    orderId,
    lineId,
    presentEnd: periodEnd.toISOString(),
    wantedEnd: wanted.toISOString(),
  };
  return { timer: ALIGN_EXTENSION, key: attempt, runAt: new Date(now.getTime() + PATIENCE_MILLISECONDS), payload };
}

/**
 * An attempt to move an end broke off, and nobody knows whether catalog has moved it. The caller was told of an error, so
 * catalog takes our end again; only where it no longer can (what was given up is somebody else's now) we take its own.
 */
export const alignTimers = (kit: ReservationsKit): Timer[] => [
  timer({ name: ALIGN_EXTENSION, payload: attempted, run: (payload) => align(kit, payload) }),
];

async function align(kit: ReservationsKit, attempt: z.infer<typeof attempted>): Promise<void> {
  const { shopId, orderId, lineId, presentEnd, wantedEnd } = attempt;
  await kit.database.transaction(ALIGN_EXTENSION, async (transaction) => {
    const now = kit.clock.now();
    const locked = await lockOrder(transaction, { tenant: shopId, key: orderId });
    const line = locked?.lines.find((each) => each.lineId === lineId);
    // Whoever has moved or closed it since has told catalog.
    if (!locked || line?.periodEnd?.toISOString() !== presentEnd) return;
    if (!OPEN_STATES.includes(reservationStateAt(now, { order: locked.order, line }))) return;

    const { outcome } = await kit.catalog.extend({ shopId, orderId, lineId, end: presentEnd });
    if (outcome === 'EXTENDED' || outcome === 'GONE') return;
    const refused = await moveEnd(kit, { transaction, now, locked, line }, new Date(wantedEnd));
    if (refused) throw new Error(`catalog keeps neither end of line ${lineId}: ${refused.message}`);
  });
}
