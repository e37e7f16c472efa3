import type { Uuid } from '@yoyaku/platform/ids';
import { EntitySchema } from 'typeorm';
import type { FailureReason } from '../provider/provider.ts';
import type { Goal, PaymentState } from './payment.state.ts';

/** What a payment is for: an order, or points for the customer's wallet. */
export type PaymentPurpose = 'ORDER' | 'TOP_UP';

/** One payment by one method. Amounts in minor units of the currency. */
export interface PaymentRow {
  shopId: Uuid;
  paymentId: Uuid;
  purpose: PaymentPurpose;
  /** Null when it buys points. */
  orderId: Uuid | null;
  /** How many points it buys; null when it pays an order. */
  points: number | null;
  /** The customer, who pays. */
  accountId: Uuid;
  amount: number;
  /** ISO 4217. */
  currency: string;
  capturedAmount: number;
  refundedAmount: number;
  /** How much is to go back in all; it only ever rises. All of it is owed when the goal is GIVE_BACK. */
  refundOwed: number;
  state: PaymentState;
  goal: Goal;
  failureReason: FailureReason | null;
  /** The name of the provider that has it. */
  provider: string;
  providerPaymentId: string | null;
  /** Where the customer approves it, while that is awaited. */
  actionUrl: string | null;
  /** How often the missing step was tried. */
  attempts: number;
  /** How often in a row it failed; waiting for the customer or the bank is no failure. */
  failures: number;
  /** When somebody must look at it again; null when nothing is to be done. */
  nextAttemptAt: Date | null;
  /** Since when its step has failed so often that staff should look at it. */
  stuckSince: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A payment as it was after one of its changes. Amounts in minor units of the payment's currency. */
export interface PaymentEventRow {
  shopId: Uuid;
  paymentId: Uuid;
  version: number;
  state: PaymentState;
  failureReason: FailureReason | null;
  capturedAmount: number;
  refundedAmount: number;
  currency: string;
  occurredAt: Date;
}

export type RefundState = 'PENDING' | 'SUCCEEDED' | 'FAILED';

/** One return of captured money. */
export interface RefundRow {
  shopId: Uuid;
  paymentId: Uuid;
  /** 1, 2, 3 … within the payment. */
  number: number;
  /** Minor units of the currency. */
  amount: number;
  currency: string;
  state: RefundState;
  createdAt: Date;
  settledAt: Date | null;
}

/** The columns of {@link PaymentRow} for a table or CTE named p. */
export const PAYMENT_COLUMNS = `
  p.shop_id AS "shopId", p.payment_id AS "paymentId", p.purpose, p.order_id AS "orderId", p.points,
  p.account_id AS "accountId", p.amount, p.currency, p.captured_amount AS "capturedAmount",
  p.refunded_amount AS "refundedAmount", p.refund_owed AS "refundOwed", p.state, p.goal,
  p.failure_reason AS "failureReason", p.provider, p.provider_payment_id AS "providerPaymentId",
  p.action_url AS "actionUrl", p.attempts, p.failures, p.next_attempt_at AS "nextAttemptAt", p.stuck_since AS "stuckSince",
  p.version,
  p.created_at AS "createdAt", p.updated_at AS "updatedAt"`;

export const refundEntity = new EntitySchema<RefundRow>({
  name: 'Refund',
  tableName: 'refund',
  columns: {
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    paymentId: { name: 'payment_id', type: 'uuid', primary: true },
    number: { type: 'integer', primary: true },
    amount: { type: 'bigint' },
    currency: { type: 'text' },
    state: { type: 'text' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    settledAt: { name: 'settled_at', type: 'timestamptz', nullable: true },
  },
});
