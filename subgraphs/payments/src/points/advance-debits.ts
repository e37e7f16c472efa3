import { Batches } from '@yoyaku/platform/batches';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import type { LockedDebits } from './points-debit.ts';
import { type DebitedOrder, lockDebits, lockKnownDebits, writeDebits } from './points.store.ts';

// Before an order is written down its points are debited, so that whoever cannot pay hears of it at once. The order's own
// event comes afterwards and is what counts; a debit whose order never comes is given back (orphaned-debits.ts).

/** What an order that is about to be written asks for. */
export interface AdvanceDebit extends DebitedOrder {
  readonly points: number;
  /** When reservations is to be asked for the order, should it not have come by then. */
  readonly lookAt: Date;
}

/** KNOWN: the order has come, and its event has decided already. */
export type AdvanceOutcome =
  | { readonly outcome: 'DEBITED' | 'KNOWN' }
  | { readonly outcome: 'INSUFFICIENT'; readonly balance: number; readonly required: number };

const MOST_TOGETHER = 64;

/** Debits orders in advance. Those that come while a transaction is running share the next one. */
export function advanceDebits(database: Database, clock: Clock): Batches<AdvanceDebit, AdvanceOutcome> {
  return new Batches({
    run: (asked) =>
      database.transaction('debit points', async (transaction) => {
        const now = clock.now();
        const locked = await lockDebits(transaction, asked, now);
        const outcomes = asked.map((each) => debitInAdvance(locked, each));
        await writeDebits(transaction, locked, now);
        return outcomes;
      }),
    keyOf: ({ orderId }) => orderId,
    most: MOST_TOGETHER,
  });
}

function debitInAdvance(locked: LockedDebits, asked: AdvanceDebit): AdvanceOutcome {
  const { shopId, accountId, points, lookAt } = asked;
  const order = locked.of(asked);
  if (order.told || order.state === 'OVER') return { outcome: 'KNOWN' };
  if (!locked.redebit(asked, accountId, points)) {
    if (order.debits === 0) locked.forget(order);
    else locked.change(order, { state: 'RETURNED', lookAt: null });
    return { outcome: 'INSUFFICIENT', balance: locked.balance(shopId, accountId), required: points };
  }
  locked.change(order, { lookAt });
  return { outcome: 'DEBITED' };
}

/** Gives back what was debited for orders that were not written after all. What reservations has told of stays. */
export async function returnDebits(
  database: Database,
  clock: Clock,
  orders: readonly Pick<DebitedOrder, 'shopId' | 'orderId'>[],
  isOurs: (lookAt: Date | null) => boolean = () => true,
): Promise<void> {
  if (orders.length === 0) return;
  await database.transaction('return points', async (transaction) => {
    const locked = await lockKnownDebits(transaction, orders);
    for (const debit of locked.all) {
      if (debit.state !== 'DEBITED' || debit.told || !isOurs(debit.lookAt)) continue;
      locked.reverse(debit, debit.points - debit.givenBack);
      locked.change(debit, { state: 'RETURNED', lookAt: null });
    }
    await writeDebits(transaction, locked, clock.now());
  });
}
