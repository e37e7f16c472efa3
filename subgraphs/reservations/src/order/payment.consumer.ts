import type { Consumer } from '@yoyaku/platform/events/consumer';
import type { ReservationsKit } from '../kit.ts';
import { prolongHolds } from './prolong-holds.ts';
import { settlePayments } from './settle-payments.ts';

/**
 * Follows payments: an authorised payment confirms its order if the stock is there, and else is to be given back; one that
 * is delayed, since the provider cannot be reached, has the stock held longer.
 */
export function paymentConsumer(kit: ReservationsKit): Consumer {
  return {
    source: 'payments',
    sourceUrl: kit.environment.PAYMENTS_URL,
    types: ['PaymentAuthorized', 'PaymentDelayed'],
    async handle(transaction, events) {
      const delayed = events.filter(({ type }) => type === 'PaymentDelayed');
      if (delayed.length > 0) await prolongHolds(kit, transaction, delayed);
      const authorized = events.filter(({ type }) => type === 'PaymentAuthorized');
      if (authorized.length > 0) await settlePayments(kit, transaction, authorized);
    },
  };
}
