import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';

/** The points of one customer at one shop. One that has never held any has no row. */
export interface WalletRow {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly balance: number;
}

/** One movement of a wallet's balance, from the ledger. */
export interface WalletEntryRow {
  readonly shopId: Uuid;
  readonly transactionId: Uuid;
  readonly kind: 'TOPPED_UP' | 'DEBITED' | 'REVERSED';
  /** Above zero into the wallet. */
  readonly points: number;
  /** With this entry. */
  readonly balance: number;
  /** 1, 2, 3 … within the wallet. */
  readonly number: number;
  readonly orderId: Uuid | null;
  readonly paymentId: Uuid | null;
  readonly occurredAt: Date;
}

export type WalletEntryPage = Connection<WalletEntryRow>;
