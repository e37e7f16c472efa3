import { deriveId, type Uuid } from '@yoyaku/platform/ids';

// Points: what a wallet holds. A debit is what an order takes from its customer's wallet; a reversal gives it back, or a
// part of it.

/**
 * OPEN: nothing was debited. RETURNED: it was, and went back, since no such order had come. REFUSED: the wallet held too
 * little when the order came. OVER: the order has ended; nothing will be debited for it any more.
 */
export type DebitState = 'OPEN' | 'DEBITED' | 'RETURNED' | 'REFUSED' | 'OVER';

/** What an order has debited. */
export interface PointsDebit {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  /** Whose wallet it was. Of those who order the same cart at once, one writes the order, and that one's event decides. */
  readonly accountId: Uuid;
  readonly state: DebitState;
  /** What was debited; of the latest debit, if there were several. */
  readonly points: number;
  /** How much of that was given back. */
  readonly givenBack: number;
  /** The points of each line that is not called off; known when the order has come. */
  readonly lines: Readonly<Record<Uuid, number>>;
  /** Whether reservations has told of the order. */
  readonly told: boolean;
  /** When reservations is to be asked whether there is such an order; null: it need not be. */
  readonly lookAt: Date | null;
  readonly debits: number;
  readonly reversals: number;
  readonly version: number;
}

/** What a wallet holds; one that has never held anything has version 0. */
export interface WalletBalance {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly balance: number;
  /** The number of its latest entry. */
  readonly version: number;
}

/** One entry of a wallet; its counterpart is what orders have cost. */
export interface WalletMove {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly orderId: Uuid;
  readonly kind: 'DEBITED' | 'REVERSED';
  readonly transactionId: Uuid;
  /** The debit that it takes back. */
  readonly reverses: Uuid | null;
  /** Negative for a debit. */
  readonly amount: number;
  readonly walletVersion: number;
  readonly walletBalance: number;
}

type OrderKey = Pick<PointsDebit, 'shopId' | 'orderId'>;

/**
 * Debits and wallets that the caller has locked, and what becomes of them: the changes are gathered here and written in
 * one statement (points.store.ts). Since they are locked, what is judged here still holds when it is written.
 */
export class LockedDebits {
  readonly moves: WalletMove[] = [];
  /** Debits that left no trace. */
  readonly forgotten = new Set<PointsDebit>();
  readonly #debits: Map<string, PointsDebit>;
  readonly #changed = new Set<string>();
  readonly #wallets: Map<string, WalletBalance>;

  constructor(debits: readonly PointsDebit[], wallets: readonly WalletBalance[]) {
    this.#debits = new Map(debits.map((debit) => [keyOf(debit), debit]));
    this.#wallets = new Map(wallets.map((wallet) => [walletKeyOf(wallet), wallet]));
  }

  of(order: OrderKey): PointsDebit {
    const debit = this.#debits.get(keyOf(order));
    if (!debit) throw new Error(`the debit of order ${order.orderId} is not locked`);
    return debit;
  }

  get all(): PointsDebit[] {
    return [...this.#debits.values()];
  }

  /** The debits as they are to be written. */
  get changed(): PointsDebit[] {
    return [...this.#changed].map((key) => this.#debits.get(key)).filter((debit) => debit !== undefined);
  }

  balance(shopId: Uuid, accountId: Uuid): number {
    return this.#wallet({ shopId, accountId }).balance;
  }

  /** As {@link debit}, unless just that is debited already; what else was goes back first. */
  redebit(order: OrderKey, accountId: Uuid, points: number): boolean {
    const { state, ...before } = this.of(order);
    if (state === 'DEBITED' && before.points === points && before.accountId === accountId) return true;
    if (state === 'DEBITED') this.reverse(order, before.points - before.givenBack);
    return this.debit(order, accountId, points);
  }

  /** Takes points from a wallet; false, and nothing is taken, when it holds too little. */
  debit(order: OrderKey, accountId: Uuid, points: number): boolean {
    const debit = { ...this.of(order), accountId };
    if (this.#wallet(debit).balance < points) return false;
    const debits = debit.debits + 1;
    this.change(order, { state: 'DEBITED', accountId, points, givenBack: 0, debits });
    if (points > 0) this.#move(debit, 'DEBITED', transactionId(debit, 'debited', debits), null, -points);
    return true;
  }

  /** Gives points back, of those that the order still has. */
  reverse(order: OrderKey, points: number): void {
    const debit = this.of(order);
    if (points === 0) return;
    const reversals = debit.reversals + 1;
    this.change(order, { givenBack: debit.givenBack + points, reversals });
    const taken = transactionId(debit, 'debited', debit.debits);
    this.#move(debit, 'REVERSED', transactionId(debit, 'reversed', reversals), taken, points);
  }

  change(order: OrderKey, change: Partial<Omit<PointsDebit, 'shopId' | 'orderId' | 'version'>>): void {
    const debit = this.of(order);
    const key = keyOf(order);
    this.#changed.add(key);
    this.#debits.set(key, { ...debit, ...change, version: debit.version + 1 });
  }

  /** Leaves no trace of a debit that did not come about. */
  forget(order: OrderKey): void {
    this.forgotten.add(this.of(order));
  }

  #move(debit: PointsDebit, kind: WalletMove['kind'], transaction: Uuid, reverses: Uuid | null, amount: number): void {
    const { shopId, accountId, orderId } = debit;
    const before = this.#wallet(debit);
    const wallet = { shopId, accountId, balance: before.balance + amount, version: before.version + 1 };
    this.#wallets.set(walletKeyOf(wallet), wallet);
    const { balance: walletBalance, version: walletVersion } = wallet;
    const named = { shopId, accountId, orderId, kind, transactionId: transaction, reverses };
    this.moves.push({ ...named, amount, walletVersion, walletBalance });
  }

  #wallet({ shopId, accountId }: Pick<WalletBalance, 'shopId' | 'accountId'>): WalletBalance {
    const wallet = this.#wallets.get(walletKeyOf({ shopId, accountId }));
    return wallet ?? { shopId, accountId, balance: 0, version: 0 };
  }
}

/** The same transaction has the same name, so the ledger's own key refuses it a second time. */
function transactionId({ shopId, orderId }: PointsDebit, what: 'debited' | 'reversed', number: number): Uuid {
  return deriveId('points', shopId, orderId, what, `${number}`);
}

const keyOf = ({ shopId, orderId }: OrderKey) => `${shopId} ${orderId}`;
const walletKeyOf = ({ shopId, accountId }: Pick<WalletBalance, 'shopId' | 'accountId'>) => `${shopId} ${accountId}`;
