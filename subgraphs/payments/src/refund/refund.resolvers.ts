import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { formatMoney } from '@yoyaku/platform/money';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { lineIds } from '../ids.ts';
import type { PaymentRow } from '../payment/payment.entity.ts';
import { nextStep, owedOf } from '../payment/payment.state.ts';
import { refundPayment, type RefundPaymentKit } from './refund-payment.ts';
import { refundQuote, type RefundQuoteKit } from './refund-quote.ts';
import { stuckPayments } from './stuck-payments.ts';

/** Giving back: what would go, what does, by whom, and what does not succeed. */
export function refundResolvers(
  kit: RefundPaymentKit & RefundQuoteKit,
): Pick<
  Resolvers,
  'Query' | 'Mutation' | 'Refund' | 'RefundPaymentResult' | 'RefundQuote' | 'RefundQuoteLine' | 'StuckPayment'
> {
  return {
    Query: {
      refundQuote: (_, { orderId }, { viewer }) => refundQuote(kit, requireAccount(viewer), orderId),
      stuckPayments: (_, { shopId, ...page }, { viewer }) => stuckPayments(kit, viewer, shopId, page),
    },
    Mutation: {
      refundPayment: (_, { input }, { viewer }) => refundPayment(kit, requireAccount(viewer), input),
    },
    Refund: {
      amount: ({ amount, currency }) => formatMoney({ amount, currency }),
    },
    RefundPaymentResult: {
      // Failures carry their type's name; the payment itself is the one that does not.
      __resolveType: (result) => ('__typename' in result ? result.__typename : null) ?? 'Payment',
    },
    RefundQuote: {
      total: ({ total, currency }) => formatMoney({ amount: total, currency }),
      refund: ({ refund, currency }) => formatMoney({ amount: refund, currency }),
    },
    RefundQuoteLine: {
      orderLineId: ({ shopId, lineId }) => lineIds.encode(shopId, lineId),
      refund: ({ refund, currency }) => formatMoney({ amount: refund, currency }),
    },
    StuckPayment: {
      payment: (payment) => payment,
      step: (payment) => nextStep(payment),
      amount: (payment) => formatMoney({ amount: missingAmount(payment), currency: payment.currency }),
      since: ({ stuckSince, updatedAt }) => stuckSince ?? updatedAt,
    },
  };
}

function missingAmount(payment: PaymentRow): number {
  const { amount, refundedAmount } = payment;
  return nextStep(payment) === 'REFUND' ? owedOf(payment) - refundedAmount : amount;
}
