import { z } from 'zod';
import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import { timer, type Timer } from '@yoyaku/platform/timers/timer';
import type { ReservationsKit } from '../kit.ts';
import type { ReservationKey } from './reservation.entity.ts';
import { changeLines, lockOrder, tellOrder } from './reservation.store.ts';
import { JUDGE_RISK, riskTimer } from './reservation.timers.ts';

/** How long until it is judged again while something is overdue: reservations come within its reach, and new ones in. */
const AGAIN_MILLISECONDS = 3_600_000;

type Kit = Pick<ReservationsKit, 'database' | 'clock' | 'catalog'>;

/**
 * At risk: a reservation that begins within a day, and for which what is overdue leaves too little. Catalog tells which;
 * we mark them, so that staff can act before its customer comes. Never is one silently broken.
 */
export const riskTimers = (kit: Kit): Timer[] => [
  timer({ name: JUDGE_RISK, payload: z.object({ shopId: z.uuid() }), run: ({ shopId }) => judgeRisk(kit, shopId) }),
];

async function judgeRisk({ database, clock, catalog }: Kit, shopId: Uuid): Promise<void> {
  await database.transaction(JUDGE_RISK, async (transaction) => {
    // One at a time for each shop, so that the last answer of catalog is the last one written.
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${JUDGE_RISK}:${shopId}`]);
    const marked = await findMarked(transaction, shopId);
    const atRisk = (await catalog.atRisk(shopId)).map(({ orderId, lineId }) => ({ shopId, orderId, lineId }));
    const ids = new Set(atRisk.map(({ lineId }) => lineId));
    const before = new Set(marked.map(({ lineId }) => lineId));
    await mark(transaction, clock.now(), [
      ...atRisk.filter(({ lineId }) => !before.has(lineId)).map((key) => ({ ...key, atRisk: true })),
      ...marked.filter(({ lineId }) => !ids.has(lineId)).map((key) => ({ ...key, atRisk: false })),
    ]);
    if (await hasOverdue(transaction, shopId, clock.now())) {
      const again = new Date(clock.now().getTime() + AGAIN_MILLISECONDS);
      await scheduleTimers(transaction, [riskTimer(shopId, again)]);
    }
  });
}

type Mark = ReservationKey & { readonly atRisk: boolean };

/** Orders are locked in sorted order, as everybody does who locks several. */
async function mark(transaction: Transaction, now: Date, marks: readonly Mark[]): Promise<void> {
  for (const { shopId, orderId, lineId, atRisk } of marks.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1))) {
    const locked = await lockOrder(transaction, { tenant: shopId, key: orderId });
    const line = locked?.lines.find((each) => each.lineId === lineId);
    // Handed over or called off meanwhile, it is not at risk whatever catalog said.
    const waits = locked?.order.state === 'CONFIRMED' && WAITING.includes(line?.reservationState ?? 'CONFIRMED');
    if (!locked || !line || line.atRisk === atRisk || (atRisk && !waits)) continue;
    await changeLines(transaction, locked, [lineId], { atRisk });
    await tellOrder(transaction, locked, { type: 'ReservationAtRisk', extras: { lineId, atRisk } }, now);
  }
}

const WAITING: readonly string[] = ['CONFIRMED', 'PREPARING', 'READY'];

function findMarked(runner: SqlRunner, shopId: Uuid): Promise<ReservationKey[]> {
  return runner.query<ReservationKey>(
    `SELECT shop_id AS "shopId", order_id AS "orderId", line_id AS "lineId" FROM order_line
     WHERE shop_id = $1 AND at_risk`,
    [shopId],
  );
}

async function hasOverdue(runner: SqlRunner, shopId: Uuid, now: Date): Promise<boolean> {
  const some = await runner.query(
    `SELECT FROM order_line
     WHERE shop_id = $1 AND period_end <= $2 AND reservation_state = 'HANDED_OVER' AND returnable LIMIT 1`,
    [shopId, now],
  );
  return some.length > 0;
}
