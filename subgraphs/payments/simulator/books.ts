import { randomUUID } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import type { Store } from './store.ts';

export type ChargeState = 'PROCESSING' | 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED';

/** One charge, as the provider's books have it. Amounts are integers of minor units. */
export interface Charge {
  readonly id: string;
  /** Which of the provider's products it came by. */
  readonly method: 'CARD' | 'EASY_PAY';
  /** The merchant's own name for it. The provider does not insist that it be unique: only the idempotency key protects. */
  readonly reference: string;
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Empty for easy-pay. */
  readonly cardToken: string;
  /** Where the customer goes after approving, if anywhere. */
  readonly returnUrl: string | null;
  readonly state: ChargeState;
  readonly declineReason: string | null;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  /** 1: the customer's own approval settles it. */
  readonly needsApproval: 0 | 1;
  /** When it settles without anybody, Unix time in milliseconds, and the reason why not; null is authorised. */
  readonly settleAt: number | null;
  readonly settlesAs: string | null;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

export type NewCharge = Omit<Charge, 'id' | 'capturedAmount' | 'refundedAmount' | 'createdAt'>;

export interface RefundEntry {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly state: 'SUCCEEDED' | 'FAILED';
}

/** A request the provider understood and will not carry out; nothing has changed. */
export class BookError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const COLUMNS = `id, method, reference, amount, currency, card_token AS cardToken, return_url AS returnUrl, state,
  decline_reason AS declineReason, captured_amount AS capturedAmount, refunded_amount AS refundedAmount,
  needs_approval AS needsApproval, settle_at AS settleAt, settles_as AS settlesAs, created_at AS createdAt`;

/** Who was charged what. Every change happens within a transaction of the store. */
export class Books {
  readonly #find: StatementSync;
  readonly #withReference: StatementSync;
  readonly #open: StatementSync;
  readonly #write: StatementSync;
  readonly #addRefund: StatementSync;
  readonly #dueNext: StatementSync;
  readonly #all: StatementSync;
  readonly #allRefunds: StatementSync;

  constructor(store: Store) {
    this.#find = store.prepare(`SELECT ${COLUMNS} FROM charge WHERE id = ?`);
    this.#withReference = store.prepare(`SELECT ${COLUMNS} FROM charge WHERE reference = ? ORDER BY rowid`);
    this.#open = store.prepare(`
      INSERT INTO charge (id, method, reference, amount, currency, card_token, return_url, state, decline_reason,
                          needs_approval, settle_at, settles_as, created_at)
      VALUES (:id, :method, :reference, :amount, :currency, :cardToken, :returnUrl, :state, :declineReason,
              :needsApproval, :settleAt, :settlesAs, :createdAt)`);
    this.#write = store.prepare(`
      UPDATE charge SET state = ?, decline_reason = ?, captured_amount = ?, refunded_amount = ? WHERE id = ?`);
    this.#addRefund = store.prepare('INSERT INTO refund (id, payment_id, amount, state) VALUES (?, ?, ?, ?)');
    this.#dueNext = store.prepare(`
      SELECT ${COLUMNS} FROM charge WHERE state = 'PROCESSING' AND settle_at IS NOT NULL ORDER BY settle_at LIMIT 1`);
    this.#all = store.prepare(`SELECT ${COLUMNS} FROM charge ORDER BY rowid`);
    this.#allRefunds = store.prepare('SELECT id, payment_id AS paymentId, amount, state FROM refund ORDER BY rowid');
  }

  open(charge: NewCharge): Charge {
    const id = `${charge.method === 'CARD' ? 'ch' : 'ep'}_${randomUUID()}`;
    this.#open.run({ ...charge, id, createdAt: new Date().toISOString() });
    return this.find(id);
  }

  /** The answer to a charge that was left PROCESSING. A second answer changes nothing. */
  settle(id: string, declineReason: string | null): Charge {
    const charge = this.find(id);
    if (charge.state !== 'PROCESSING') return charge;
    return this.#change({ ...charge, state: declineReason === null ? 'AUTHORIZED' : 'DECLINED', declineReason });
  }

  /** Takes all or a part of what was authorised, once. */
  capture(id: string, amount?: number): Charge {
    const charge = this.find(id);
    if (charge.state !== 'AUTHORIZED') throw wrongState(charge, 'captured');
    const captured = amount ?? charge.amount;
    if (captured > charge.amount) throw tooMuch(`${captured} is more than the authorised ${charge.amount}`);
    return this.#change({ ...charge, state: 'CAPTURED', capturedAmount: captured });
  }

  void(id: string): Charge {
    const charge = this.find(id);
    if (charge.state !== 'AUTHORIZED' && charge.state !== 'PROCESSING') throw wrongState(charge, 'voided');
    return this.#change({ ...charge, state: 'VOIDED' });
  }

  /** Gives back a part of what was captured; several refunds may add up to all of it, never to more. */
  refund(id: string, amount: number, state: RefundEntry['state']): RefundEntry {
    const charge = this.find(id);
    if (charge.state !== 'CAPTURED') throw wrongState(charge, 'refunded');
    if (charge.refundedAmount + amount > charge.capturedAmount)
      throw tooMuch(`${amount} more than ${charge.refundedAmount} refunded exceeds ${charge.capturedAmount} captured`);
    if (state === 'SUCCEEDED') this.#change({ ...charge, refundedAmount: charge.refundedAmount + amount });
    const entry: RefundEntry = { id: `re_${randomUUID()}`, paymentId: id, amount, state };
    this.#addRefund.run(entry.id, entry.paymentId, entry.amount, entry.state);
    return entry;
  }

  find(id: string): Charge {
    const charge = this.#find.get(id) as Charge | undefined;
    if (!charge) throw new BookError(404, 'not_found', `there is no payment ${id}`);
    return { ...charge };
  }

  withReference(reference: string): Charge[] {
    return this.#withReference.all(reference) as unknown as Charge[];
  }

  /** The charge that settles next without anybody; null when none does. */
  dueNext(): Charge | null {
    return (this.#dueNext.get() as Charge | undefined) ?? null;
  }

  all(): { payments: Charge[]; refunds: RefundEntry[] } {
    return {
      payments: this.#all.all() as unknown as Charge[],
      refunds: this.#allRefunds.all() as unknown as RefundEntry[],
    };
  }

  #change(charge: Charge): Charge {
    const { id, state, declineReason, capturedAmount, refundedAmount } = charge;
    this.#write.run(state, declineReason, capturedAmount, refundedAmount, id);
    return charge;
  }
}

function wrongState(charge: Charge, wanted: string): BookError {
  return new BookError(409, 'invalid_state', `a payment that is ${charge.state} cannot be ${wanted}`);
}

function tooMuch(message: string): BookError {
  return new BookError(422, 'amount_too_large', message);
}
