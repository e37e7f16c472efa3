import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { notFound } from '@yoyaku/platform/failures';
import { formatMoney } from '@yoyaku/platform/money';
import type {
  MutationResolvers,
  PaymentEventResolvers,
  PaymentResolvers,
  QueryResolvers,
  SubscriptionResolvers,
} from '../__generated__/resolver-types.ts';
import { orderIds, paymentIds } from '../ids.ts';
import { type LiveKit, paymentChanged } from './payment.live.ts';
import { payOrderResult } from './pay-order-result.ts';
import { willGoBack } from './payment.state.ts';
import { type RetryKit, retryPayment } from './retry-payment.ts';

export const paymentResolvers: PaymentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.payment.load(id),
  id: ({ shopId, paymentId }) => paymentIds.encode(shopId, paymentId),
  order: ({ shopId, orderId }) => (orderId === null ? null : { id: orderIds.encode(shopId, orderId) }),
  amount: ({ amount, currency }) => formatMoney({ amount, currency }),
  captured: ({ capturedAmount, currency }) => formatMoney({ amount: capturedAmount, currency }),
  refunded: ({ refundedAmount, currency }) => formatMoney({ amount: refundedAmount, currency }),
  refundOwed: (payment) => formatMoney({ amount: willGoBack(payment), currency: payment.currency }),
  refunds: (payment, _, { loaders }) => loaders.refunds.load(payment),
  history: (payment, _, { loaders }) => loaders.history.load(payment),
};

export const paymentEventResolvers: PaymentEventResolvers = {
  captured: ({ capturedAmount, currency }) => formatMoney({ amount: capturedAmount, currency }),
  refunded: ({ refundedAmount, currency }) => formatMoney({ amount: refundedAmount, currency }),
};

export const paymentQueries: QueryResolvers = {
  payment: (_, { id }, { viewer, loaders }) => {
    requireAccount(viewer);
    return loaders.payment.load(id);
  },
};

export function paymentMutations(kit: RetryKit): MutationResolvers {
  const { payOrder } = kit;
  return {
    retryPayment: async (_, { input }, { viewer }) => {
      const { paymentId, method = null, idempotencyKey = null } = input;
      const outcome = await retryPayment(kit, requireAccount(viewer), { paymentId, method, idempotencyKey });
      return outcome.outcome === 'NOT_FOUND' ? notFound('payment', paymentId) : payOrderResult(outcome, paymentId);
    },
    payOrder: async (_, { input }, { viewer }) => {
      const { orderId, method, idempotencyKey = null } = input;
      const outcome = await payOrder.pay(requireAccount(viewer), {
        orderId,
        method,
        idempotencyKey,
      });
      return payOrderResult(outcome, orderId);
    },
  };
}

export function paymentSubscriptions(kit: LiveKit): SubscriptionResolvers {
  return {
    paymentChanged: { subscribe: (_, { orderId }, { viewer }) => paymentChanged(kit, viewer, orderId) },
  };
}
