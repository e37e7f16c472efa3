/** Which of our types stand behind the GraphQL ones; paths are relative to src/__generated__. */
export const mappers = {
  Payment: '../payment/payment.entity.ts#PaymentRow',
  PaymentEvent: '../payment/payment.entity.ts#PaymentEventRow',
  Refund: '../payment/payment.entity.ts#RefundRow',
  Money: '@yoyaku/platform/money#DecimalMoney',
  Order: '../order/order.resolvers.ts#OrderReference',
};

export const contextType = '../context.ts#Context';
