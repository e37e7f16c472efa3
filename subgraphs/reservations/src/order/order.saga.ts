/** Why an order could not take a payment. */
export type PaymentRefusal =
  | 'OUT_OF_STOCK'
  | 'ORDER_CANCELLED'
  | 'ORDER_EXPIRED'
  | 'ALREADY_PAID'
  /** The order's total is another one by now: lines were cancelled. */
  | 'AMOUNT_CHANGED'
  /** The shop asks for no payment in money. */
  | 'NOT_ASKED_FOR';
