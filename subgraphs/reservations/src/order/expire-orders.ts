import { z } from 'zod';
import { wakeRelay } from '@yoyaku/platform/events/outbox';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Job } from '@yoyaku/platform/jobs/job';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import { type Schedule, timer, type Timer } from '@yoyaku/platform/timers/timer';
import type { ReservationsKit } from '../kit.ts';
import { expireDue, expireThese, findUnconfirmed, shopsWithDue, somethingIsDue } from './expire-orders.store.ts';
import type { OrderRow } from './order.entity.ts';

// When the time of orders is up. Whoever reads judges that by the clock; what stands here tells those who follow.

const TIMER = 'expire-orders';
const BATCH = 500;

/** All orders of a shop whose time is up within the same seconds share one timer. */
const BUCKET_MILLISECONDS = 5_000;
/** After so long an order that waits for no payment should have been confirmed by the request that placed it. */
const CONFIRMED_WITHIN_MILLISECONDS = 10_000;

const payload = z.object({ shopId: z.uuid(), due: z.iso.datetime() });

const plus = (moment: Date, milliseconds: number) => new Date(moment.getTime() + milliseconds);
const lastUnconfirmed = (now: Date) => plus(now, -CONFIRMED_WITHIN_MILLISECONDS);

/** The timer of an order: when its time is up, or when it should have been confirmed long ago. */
export function expiryOf({ shopId, paymentPolicy, placedAt, expiresAt }: OrderRow): Schedule {
  const up = paymentPolicy === 'NONE' ? plus(placedAt, CONFIRMED_WITHIN_MILLISECONDS) : expiresAt;
  const due = bucketAfter(up);
  return expiry(shopId, due, due);
}

/** The timer of an order that waits for no payment since this moment: it makes up for a crash before it is confirmed. */
export const confirmationOf = (order: OrderRow, freeSince: Date): Schedule =>
  expiryOf({ ...order, placedAt: freeSince });

/** When the bucket of a moment is over: the moment itself or up to {@link BUCKET_MILLISECONDS} later. */
const bucketAfter = (moment: Date) => new Date(Math.ceil(moment.getTime() / BUCKET_MILLISECONDS) * BUCKET_MILLISECONDS);

const expiry = (shopId: Uuid, due: Date, runAt: Date): Schedule => ({
  timer: TIMER,
  key: `${shopId}:${due.getTime() / BUCKET_MILLISECONDS}`,
  runAt,
  payload: { shopId, due: due.toISOString() },
});

/**
 * Writes down which orders of a shop were not paid in time, and confirms those that wait for no payment and were left
 * PENDING by a crash.
 */
export function expireOrdersTimer(kit: ReservationsKit): Timer {
  const schedule = (next: Schedule) =>
    kit.database.transaction('look again for orders to expire', (transaction) => scheduleTimers(transaction, [next]));
  return timer({
    name: TIMER,
    payload,
    async run({ shopId, due: told }) {
      const due = new Date(told);
      const now = kit.clock.now();
      // The database's clock is ahead of ours by as much.
      if (now < due) return schedule(expiry(shopId, due, plus(due, due.getTime() - now.getTime())));
      await settleDue(kit, shopId);
      const later = kit.clock.now();
      // Somebody was changing it.
      if (await somethingIsDue(kit.database, shopId, later, lastUnconfirmed(later))) {
        const next = bucketAfter(plus(later, 1));
        await schedule(expiry(shopId, next, next));
      }
    },
  });
}

/**
 * The same for all shops, seldom: a timer that failed for hours, or was scheduled just as its forerunner ended, leaves
 * nothing behind for ever.
 */
export function expireOrdersJob(kit: ReservationsKit): Job {
  return {
    name: 'expireOrders',
    everyMilliseconds: 60_000,
    async run() {
      for (const shopId of await shopsWithDue(kit.database, kit.clock.now())) await settleDue(kit, shopId);
    },
  };
}

async function settleDue(kit: ReservationsKit, shopId: Uuid): Promise<void> {
  const { database, clock } = kit;
  for (let expired = BATCH; expired === BATCH;) {
    expired = await expireDue(database, shopId, clock.now(), BATCH);
    if (expired > 0) wakeRelay(database);
  }
  for (let found = BATCH; found === BATCH;) found = await confirmLeft(kit, shopId);
}

/** Those whose stock is gone expire. Answers how many there were, at most a batch. */
async function confirmLeft({ database, clock, confirmations }: ReservationsKit, shopId: Uuid): Promise<number> {
  const left = await findUnconfirmed(database, shopId, lastUnconfirmed(clock.now()), BATCH);
  const confirmed = await Promise.all(left.map((order) => confirmations.add(order)));
  const gone = left.filter((_, index) => confirmed[index] === null);
  if (gone.length > 0) {
    await expireThese(database, gone, clock.now());
    wakeRelay(database);
  }
  return left.length;
}
