import type { Charge, ChargeState } from './books.ts';

/** A card payment as merchants see it. */
export interface CardView {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: ChargeState;
  readonly declineReason: string | null;
  /** Where the customer approves it; null when nothing is asked of the customer (any more). */
  readonly actionUrl: string | null;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  readonly createdAt: string;
}

/** An easy-pay approval as merchants see it. */
export interface ApprovalView {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly state: 'PENDING' | 'APPROVED' | 'DECLINED' | 'EXPIRED' | 'CAPTURED' | 'CANCELLED';
  readonly approvalUrl: string;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  readonly createdAt: string;
}

/** @param approvalUrl where this charge's customer approves it */
export function cardView(charge: Charge, approvalUrl: string): CardView {
  const { id, reference, amount, currency, state, declineReason, capturedAmount, refundedAmount, createdAt } = charge;
  const actionUrl = charge.needsApproval === 1 && state === 'PROCESSING' ? approvalUrl : null;
  return {
    id,
    reference,
    amount,
    currency,
    state,
    declineReason,
    actionUrl,
    capturedAmount,
    refundedAmount,
    createdAt,
  };
}

export function approvalView(charge: Charge, approvalUrl: string): ApprovalView {
  const { id, reference, amount, currency, capturedAmount, refundedAmount, createdAt } = charge;
  const state = approvalState(charge);
  return { id, reference, amount, currency, state, approvalUrl, capturedAmount, refundedAmount, createdAt };
}

function approvalState({ state, declineReason }: Charge): ApprovalView['state'] {
  switch (state) {
    case 'PROCESSING':
      return 'PENDING';
    case 'AUTHORIZED':
      return 'APPROVED';
    case 'DECLINED':
      return declineReason === 'approval_expired' ? 'EXPIRED' : 'DECLINED';
    case 'CAPTURED':
      return 'CAPTURED';
    case 'VOIDED':
      return 'CANCELLED';
  }
}
