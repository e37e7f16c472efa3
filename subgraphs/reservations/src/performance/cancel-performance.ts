// Performance: one dated occurrence of a product, kept by catalog. When its shop calls it off, so is all that was ordered
// of it, and waited for. Catalog gives the stock back and payments the money, by the events of the orders.
import { z } from 'zod';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import { type Schedule, timer, type Timer } from '@yoyaku/platform/timers/timer';
import type { ReservationsKit } from '../kit.ts';
import type { OrderRow } from '../order/order.entity.ts';
import { confirmedIfFree } from '../order/take-order.ts';
import { cancelLinesWithin } from '../reservation/cancel-reservations.ts';
import { reservationStateAt } from '../reservation/reservation.entity.ts';
import { allowedSteps } from '../reservation/reservation.state.ts';
import type { LockedOrder } from '../reservation/reservation.store.ts';
import { cancelWaiting } from '../waitlist/cancel-waiting.ts';
import { cancelWhole, FIRST_ORDER, lockUnfinished, ordersOfPerformance } from './cancel-performance.store.ts';

const TIMER = 'cancel-performance';
const REASON = 'PERFORMANCE_CANCELLED';
const BATCH = 500;

/**
 * After the first look, when to look again. An order may be written, or paid for, some time after its stock was promised,
 * and that promise may be older than the cancellation; later ones catalog refuses.
 */
const LOOKS_AGAIN_SECONDS = [10, 60, 600, 3600];

const cancelledPerformance = z.object({ performanceId: z.uuid() });
const payload = z.object({ shopId: z.uuid(), performanceId: z.uuid(), look: z.number().int().min(0) });

type Look = z.infer<typeof payload>;

const lookAt = ({ shopId, performanceId, look }: Look, runAt: Date): Schedule => ({
  timer: TIMER,
  key: performanceId,
  runAt,
  payload: { shopId, performanceId, look },
});

/** Performances that were called off have their orders looked through at once. */
export const firstLooks = (events: readonly RecordedEvent[], now: Date): Schedule[] =>
  events.map(({ shopId, data }) => lookAt({ shopId, ...cancelledPerformance.parse(data), look: 0 }, now));

/** Calls off all that is ordered of a performance, and looks again later. Whatever is called off already stays as it is. */
export function cancelPerformanceTimer(kit: ReservationsKit): Timer {
  return timer({
    name: TIMER,
    payload,
    async run({ shopId, performanceId, look }) {
      const performance = { tenant: shopId, key: performanceId };
      // Offers first: one that is accepted just before has its order found.
      await cancelWaiting(kit, performance, REASON);
      await cancelOrdersOf(kit, performance);
      const seconds = LOOKS_AGAIN_SECONDS[look];
      if (seconds === undefined) return;
      const next = lookAt(
        { shopId, performanceId, look: look + 1 },
        new Date(kit.clock.now().getTime() + seconds * 1000),
      );
      await kit.database.transaction('look again at a performance called off', (transaction) =>
        scheduleTimers(transaction, [next]),
      );
    },
  });
}

async function cancelOrdersOf(kit: ReservationsKit, performance: TenantKey): Promise<void> {
  let page: readonly Uuid[];
  let after = FIRST_ORDER;
  do {
    page = await ordersOfPerformance(kit.database, performance, after, BATCH);
    const found = page;
    if (found.length > 0) {
      const left = await kit.database.transaction('cancel orders of a performance', (transaction) =>
        cancelBatch(kit, transaction, performance, found),
      );
      // What is left of some may be free.
      await Promise.all(left.map((order) => confirmedIfFree(kit, order)));
    }
    after = page.at(-1) ?? after;
  } while (page.length === BATCH);
}

/**
 * Orders of which nothing is left go as a whole; of the others, the lines. What was handed over already stays. Gives the
 * orders of which something is left.
 */
async function cancelBatch(
  kit: ReservationsKit,
  transaction: Transaction,
  performance: TenantKey,
  orderIds: readonly Uuid[],
): Promise<OrderRow[]> {
  const now = kit.clock.now();
  const judged = (await lockUnfinished(transaction, performance.tenant, orderIds, now)).map((locked) => ({
    locked,
    ...judge(locked, performance.key, now),
  }));
  const affected = judged.filter(({ going }) => going.length > 0);
  const whole = affected.filter(({ stays }) => !stays).map(({ locked }) => locked.order.orderId);
  await cancelWhole(transaction, performance.tenant, whole, { reason: REASON, now });
  const left: OrderRow[] = [];
  for (const { locked, going, stays } of affected) {
    const lines = { locked, going, by: 'SHOP', reason: REASON, now } as const;
    if (stays) left.push(await cancelLinesWithin(kit, transaction, lines));
  }
  return left;
}

/** Which lines of an order go with a performance, and whether anything stays. */
function judge({ order, lines }: LockedOrder, performanceId: Uuid, now: Date) {
  const judged = lines.map((line) => ({ line, state: reservationStateAt(now, { order, line }) }));
  const mayGo = judged.filter(
    ({ line, state }) =>
      line.performanceId === performanceId && allowedSteps(state, line.returnable, 'SYSTEM').includes('CANCELLED'),
  );
  const going = mayGo.map(({ line }) => line);
  return { going, stays: judged.some(({ line, state }) => state !== 'CANCELLED' && !going.includes(line)) };
}
