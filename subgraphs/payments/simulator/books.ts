import { randomUUID } from 'node:crypto';

export type ChargeState = 'PROCESSING' | 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED';

/** One charge of one card, as the provider's books and its API show it. Amounts are integers of minor units. */
export interface Charge {
  readonly id: string;
  /** The merchant's own name for it. The provider does not insist that it be unique: only the idempotency key protects. */
  readonly reference: string;
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly cardToken: string;
  readonly state: ChargeState;
  readonly declineReason: string | null;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
}

export interface RefundEntry {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly state: 'SUCCEEDED' | 'FAILED';
}

/** A charge as merchants see it: the card token stays in the books. */
export type PublicCharge = Omit<Charge, 'cardToken'>;

export function publicView(charge: Charge): PublicCharge {
  const { id, reference, amount, currency, state, declineReason, capturedAmount, refundedAmount, createdAt } = charge;
  return { id, reference, amount, currency, state, declineReason, capturedAmount, refundedAmount, createdAt };
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

/** Who was charged what. In memory: the simulator's books live as long as its process. */
export class Books {
  readonly #charges = new Map<string, Charge>();
  readonly #byReference = new Map<string, string[]>();
  readonly #refunds: RefundEntry[] = [];

  open(charge: Pick<Charge, 'reference' | 'amount' | 'currency' | 'cardToken' | 'state' | 'declineReason'>): Charge {
    const opened: Charge = {
      ...charge,
      id: `ch_${randomUUID()}`,
      capturedAmount: 0,
      refundedAmount: 0,
      createdAt: new Date().toISOString(),
    };
    this.#charges.set(opened.id, opened);
    const ids = this.#byReference.get(opened.reference);
    if (ids) ids.push(opened.id);
    else this.#byReference.set(opened.reference, [opened.id]);
    return opened;
  }

  /** The bank's answer to a charge that was left PROCESSING. A second answer changes nothing. */
  settle(id: string, declineReason: string | null): Charge {
    const charge = this.find(id);
    if (charge.state !== 'PROCESSING') return charge;
    return this.#write({ ...charge, state: declineReason === null ? 'AUTHORIZED' : 'DECLINED', declineReason });
  }

  /** Takes all or a part of what was authorised, once. */
  capture(id: string, amount?: number): Charge {
    const charge = this.find(id);
    if (charge.state !== 'AUTHORIZED') throw wrongState(charge, 'captured');
    const captured = amount ?? charge.amount;
    if (captured > charge.amount) throw tooMuch(`${captured} is more than the authorised ${charge.amount}`);
    return this.#write({ ...charge, state: 'CAPTURED', capturedAmount: captured });
  }

  void(id: string): Charge {
    const charge = this.find(id);
    if (charge.state !== 'AUTHORIZED' && charge.state !== 'PROCESSING') throw wrongState(charge, 'voided');
    return this.#write({ ...charge, state: 'VOIDED' });
  }

  /** Gives back a part of what was captured; several refunds may add up to all of it, never to more. */
  refund(id: string, amount: number, state: RefundEntry['state']): RefundEntry {
    const charge = this.find(id);
    if (charge.state !== 'CAPTURED') throw wrongState(charge, 'refunded');
    if (charge.refundedAmount + amount > charge.capturedAmount)
      throw tooMuch(`${amount} more than ${charge.refundedAmount} refunded exceeds ${charge.capturedAmount} captured`);
    if (state === 'SUCCEEDED') this.#write({ ...charge, refundedAmount: charge.refundedAmount + amount });
    const entry: RefundEntry = { id: `re_${randomUUID()}`, paymentId: id, amount, state };
    this.#refunds.push(entry);
    return entry;
  }

  find(id: string): Charge {
    const charge = this.#charges.get(id);
    if (!charge) throw new BookError(404, 'not_found', `there is no payment ${id}`);
    return charge;
  }

  withReference(reference: string): Charge[] {
    return (this.#byReference.get(reference) ?? []).map((id) => this.find(id));
  }

  all(): { payments: Charge[]; refunds: RefundEntry[] } {
    return { payments: [...this.#charges.values()], refunds: [...this.#refunds] };
  }

  #write(charge: Charge): Charge {
    this.#charges.set(charge.id, charge);
    return charge;
  }
}

function wrongState(charge: Charge, wanted: string): BookError {
  return new BookError(409, 'invalid_state', `a payment that is ${charge.state} cannot be ${wanted}`);
}

function tooMuch(message: string): BookError {
  return new BookError(422, 'amount_too_large', message);
}
