import type { Consumer } from '@yoyaku/platform/events/consumer';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { ReservationsKit } from '../kit.ts';
import { firstLooks } from '../performance/cancel-performance.ts';
import { offersOfFreed } from '../waitlist/offer-waitlist.ts';

/**
 * Follows catalog: what is ordered of a performance that was called off is called off, and stock that was freed is offered
 * to those who wait for it. Timers do both, at once, and being told again does no harm.
 */
export function catalogConsumer({ environment, clock }: ReservationsKit): Consumer {
  return {
    source: 'catalog',
    sourceUrl: environment.CATALOG_URL,
    types: ['PerformanceCancelled', 'StockFreed'],
    async handle(transaction, events) {
      const now = clock.now();
      const freed = events.filter(({ type }) => type === 'StockFreed');
      const cancelled = events.filter(({ type }) => type === 'PerformanceCancelled');
      await scheduleTimers(transaction, [
        ...firstLooks(cancelled, now),
        ...(await offersOfFreed(transaction, freed, now)),
      ]);
    },
  };
}
