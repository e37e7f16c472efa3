import type { Uuid } from '@yoyaku/platform/ids';
import type { StandInAnswer, StandInRequest } from '@yoyaku/platform/testing/stand-in';

interface AskedDebit {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly points: number;
  readonly heldUntil: string;
}

/** The payments subgraph's internal routes about points. */
export class PaymentsStandIn {
  /** What wallets hold, by account; those that are not named hold enough. */
  readonly balances = new Map<Uuid, number>();
  /** All that was asked for, and what was given back at once, by order. */
  readonly asked: AskedDebit[] = [];
  readonly returned: Uuid[] = [];
  /** Whether it answers. */
  up = true;

  answer({ path, body }: Pick<StandInRequest, 'path' | 'body'>): StandInAnswer | null {
    if (!path.startsWith('/internal/points/')) return null;
    if (!this.up) return { status: 503, body: {} };
    if (path === '/internal/points/returns') {
      this.returned.push(...(body as { orders: { orderId: Uuid }[] }).orders.map(({ orderId }) => orderId));
      return {};
    }
    return { body: { outcomes: (body as { debits: AskedDebit[] }).debits.map((debit) => this.#debit(debit)) } };
  }

  #debit(debit: AskedDebit) {
    this.asked.push(debit);
    const balance = this.balances.get(debit.accountId) ?? debit.points;
    return balance < debit.points
      ? { outcome: 'INSUFFICIENT', balance, required: debit.points }
      : { outcome: 'DEBITED' };
  }
}
