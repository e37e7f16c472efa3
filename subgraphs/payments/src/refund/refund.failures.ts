import { formatMoney } from '@yoyaku/platform/money';
import type { PaymentRow } from '../payment/payment.entity.ts';
import { owedOf } from '../payment/payment.state.ts';

export const paymentNotRefundable = ({ purpose, state }: PaymentRow) =>
  ({
    __typename: 'PaymentNotRefundable',
    code: 'PAYMENT_NOT_REFUNDABLE',
    message:
      purpose === 'TOP_UP'
        ? 'What points were bought with is not given back.'
        : `Only what is CAPTURED can be given back; this payment is ${state}.`,
    retryable: purpose !== 'TOP_UP' && state !== 'FAILED' && state !== 'VOIDED',
    paymentState: state,
  }) as const;

export const refundTooLarge = (payment: PaymentRow) => {
  const { currency, capturedAmount } = payment;
  const refundable = formatMoney({ amount: Math.max(0, capturedAmount - owedOf(payment)), currency });
  return {
    __typename: 'RefundTooLarge',
    code: 'REFUND_TOO_LARGE',
    message: `No more than ${refundable.amount} ${currency} of this payment can be given back.`,
    retryable: false,
    refundable,
  } as const;
};
