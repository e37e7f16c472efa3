/** Which of our types stand behind the GraphQL ones; paths are relative to src/__generated__. */
export const mappers = {
  Payment: '../payment/payment.entity.ts#PaymentRow',
  PaymentEvent: '../payment/payment.entity.ts#PaymentEventRow',
  Refund: '../payment/payment.entity.ts#RefundRow',
  RefundQuote: '../refund/refund-quote.ts#Quote',
  RefundQuoteLine: '../refund/refund-quote.ts#QuotedLine',
  StuckPayment: '../payment/payment.entity.ts#PaymentRow',
  StuckPaymentConnection: '../refund/stuck-payments.ts#StuckPaymentPage',
  Money: '@yoyaku/platform/money#DecimalMoney',
  Wallet: '../wallet/wallet.entity.ts#WalletRow',
  WalletEntry: '../wallet/wallet.entity.ts#WalletEntryRow',
  WalletEntryConnection: '../wallet/wallet.entity.ts#WalletEntryPage',
  Order: '../order/order.resolvers.ts#OrderReference',
};

export const contextType = '../context.ts#Context';
