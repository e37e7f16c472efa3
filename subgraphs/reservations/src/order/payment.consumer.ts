import type { Consumer } from '@yoyaku/platform/events/consumer';
import type { ReservationsKit } from '../kit.ts';
import { prolongHolds } from './prolong-holds.ts';
import { settlePayments, SETTLING_EVENTS } from './settle-payments.ts';

/**
 * Follows payments: an authorised payment, or points that were debited, confirm their order if the stock is there, and else
 * are to be given back; without points there is no order. A payment that is delayed, since the provider cannot be reached,
 * has the stock held longer.
 */
export function paymentConsumer(kit: ReservationsKit): Consumer {
  return {
    source: 'payments',
    sourceUrl: kit.environment.PAYMENTS_URL,
    types: [...SETTLING_EVENTS, 'PaymentDelayed'],
    async handle(transaction, events) {
      const delayed = events.filter(({ type }) => type === 'PaymentDelayed');
      if (delayed.length > 0) await prolongHolds(kit, transaction, delayed);
      const settling = events.filter(({ type }) => SETTLING_EVENTS.some((each) => each === type));
      if (settling.length > 0) await settlePayments(kit, transaction, settling);
    },
  };
}
