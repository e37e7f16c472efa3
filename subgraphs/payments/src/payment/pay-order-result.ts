import { idempotencyKeyReused, invalidInput, notFound } from '@yoyaku/platform/failures';
import type { FailureCode, PayOrderResultResolvers, ResolversTypes } from '../__generated__/resolver-types.ts';
import { paymentIds } from '../ids.ts';
import type { FailureReason } from '../provider/provider.ts';
import type { PayOrderOutcome } from './pay-order.ts';
import type { PaymentRow } from './payment.entity.ts';

type PayOrderResult = Awaited<ResolversTypes['PayOrderResult']>;

const NOT_ACCEPTED = 'The payment was not accepted; try another way to pay.';
const DECLINED: Partial<Record<FailureReason, string>> = {
  APPROVAL_DECLINED: 'The payment was refused on the provider’s page; it can be tried again.',
  APPROVAL_EXPIRED: 'The payment was not approved in time; it can be tried again.',
  NEVER_RECEIVED: 'The provider never received the payment; it can be tried again.',
  ORDER_ENDED: 'The order ended before it could be paid.',
  SUPERSEDED: 'Another payment took the place of this one.',
};

/** What paying came to, as the API says it. @param id of the order or of the payment to try again, as the caller gave it */
export function payOrderResult(outcome: PayOrderOutcome, id: string): PayOrderResult {
  switch (outcome.outcome) {
    case 'PAYMENT':
      return outcome.payment;
    case 'DECLINED':
      return paymentDeclined(outcome.payment, outcome.reason);
    case 'NOT_FOUND':
      return notFound('order', id);
    case 'KEY_REUSED':
      return idempotencyKeyReused();
    case 'INVALID_INPUT':
      return invalidInput(outcome.field, outcome.message);
    case 'NOT_PAYABLE':
      return {
        __typename: 'OrderNotPayable',
        ...failure('ORDER_NOT_PAYABLE', notPayable(outcome.orderState), false),
        orderState: outcome.orderState,
      };
    case 'IN_PROGRESS':
      return {
        __typename: 'PaymentInProgress',
        ...failure('PAYMENT_IN_PROGRESS', underWay(outcome.payment, id), true),
        payment: outcome.payment,
      };
    case 'ALREADY_PAID':
      return {
        __typename: 'AlreadyPaid',
        ...failure('ALREADY_PAID', 'This order is paid.', false),
        payment: outcome.payment,
      };
    case 'PROVIDER_UNAVAILABLE':
      return providerUnavailable(outcome.retryAt, 'It is tried again by itself.');
  }
}

export function paymentDeclined(payment: PaymentRow, reason: FailureReason) {
  const message = DECLINED[reason] ?? NOT_ACCEPTED;
  return { __typename: 'PaymentDeclined', ...failure('PAYMENT_DECLINED', message, false), reason, payment } as const;
}

/**
 * @param retryAt when it makes sense to try again
 * @param next what comes of the payment if nobody does
 */
export function providerUnavailable(retryAt: Date, next: string) {
  const message = `The payment provider cannot be reached; nothing was charged. ${next}`;
  const told = failure('PAYMENT_PROVIDER_UNAVAILABLE', message, true);
  return { __typename: 'PaymentProviderUnavailable', ...told, retryAt } as const;
}

/** Failures carry their type's name; the payment itself is the one that does not. */
export const payOrderResultResolvers: PayOrderResultResolvers = {
  __resolveType: (result) => (isFailure(result) ? result.__typename : 'Payment'),
};

interface NamedFailure {
  readonly __typename: Exclude<NonNullable<Exclude<PayOrderResult, PaymentRow>['__typename']>, 'Payment'>;
}

function isFailure(result: object): result is NamedFailure {
  return '__typename' in result;
}

function failure(code: FailureCode, message: string, retryable: boolean) {
  return { code, message, retryable };
}

const underWay = ({ shopId, paymentId }: PaymentRow, id: string) =>
  paymentIds.encode(shopId, paymentId) === id
    ? 'This payment is under way.'
    : 'Another payment of this order is under way.';

const notPayable = (orderState: string) =>
  orderState === 'PENDING' ? 'This order costs no money.' : `An order that is ${orderState} cannot be paid.`;
