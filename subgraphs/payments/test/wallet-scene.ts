import { expect } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { ledgerProblems } from '../src/ledger/ledger.store.ts';
import { eventually } from './eventually.ts';
import { RunningPayments } from './running-payments.ts';

export const TOP_UP = `
  mutation ($input: TopUpPointsInput!) {
    topUpPoints(input: $input) {
      __typename
      ... on Payment { id purpose points state actionUrl order { id } amount { amount currency } }
      ... on Failure { code retryable }
      ... on InvalidInput { field }
      ... on PaymentDeclined { reason payment { id state } }
      ... on PaymentProviderUnavailable { retryAt }
    }
  }`;
export const WALLET = `
  query ($shopId: ID!, $first: Int, $after: String) {
    wallet(shopId: $shopId) {
      id balance shop { id }
      entries(first: $first, after: $after) {
        nodes { id kind points balance order { id points } payment { id state } occurredAt }
        edges { cursor }
        pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    }
  }`;

/** Who has, or may have, a wallet at a shop. */
export interface Customer {
  readonly shopId: Uuid;
  /** `shp_…` */
  readonly id: string;
  readonly accountId: Uuid;
}

export interface TopUp {
  readonly __typename: string;
  readonly id: string;
  readonly state: string;
  readonly actionUrl: string | null;
}

export interface Wallet {
  readonly balance: number;
  readonly entries: {
    readonly nodes: readonly { readonly points: number; readonly balance: number; readonly kind: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

/** Shops that are paid with points, and their customers. */
export class WalletScene implements AsyncDisposable {
  readonly payments: RunningPayments;

  private constructor(payments: RunningPayments) {
    this.payments = payments;
  }

  static async start(): Promise<WalletScene> {
    return new WalletScene(await RunningPayments.start());
  }

  /** A new customer of a new shop. */
  customer(settings: Partial<Shop> = {}): Customer {
    const { users } = this.payments.subgraph;
    const { shopId } = users.addShop({ ownerId: randomId(), paymentPolicy: 'POINTS', ...settings });
    return { shopId, id: shopIds.encode(shopId), accountId: randomId() };
  }

  async topUp({ id: shopId, accountId }: Customer, points: number, more: object = {}): Promise<TopUp> {
    const input = { shopId, points, method: { cardToken: 'tok_visa' }, ...more };
    const { data, errors } = await this.payments.graphql(accountId, TOP_UP, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return (data as { topUpPoints: TopUp }).topUpPoints;
  }

  async walletOf({ id: shopId, accountId }: Customer, page: object = {}): Promise<Wallet | null> {
    const { data, errors } = await this.payments.graphql(accountId, WALLET, { shopId, ...page });
    if (errors) throw new Error(JSON.stringify(errors));
    return (data as { wallet: Wallet | null }).wallet;
  }

  async balanceOf(owner: Customer): Promise<number | null> {
    return (await this.walletOf(owner))?.balance ?? null;
  }

  /** Drives what is due until a wallet holds so much. */
  async becomes(owner: Customer, balance: number): Promise<void> {
    await eventually(
      async () => {
        await this.payments.subgraph.jobs.runNow('drive due payments');
        return this.balanceOf(owner);
      },
      (now) => now === balance,
    );
  }

  /** Nothing is left hanging, and the books of the provider, the payments, the wallets and the ledger agree. */
  async addsUp(): Promise<void> {
    const { simulator, subgraph } = this.payments;
    await simulator.behaveNormally();
    await eventually(
      async () => {
        await subgraph.jobs.runNow('drive due payments');
        return subgraph.kit.database.query(
          `SELECT payment_id FROM payment WHERE next_attempt_at IS NOT NULL AND action_url IS NULL`,
        );
      },
      (due) => due.length === 0,
    );
    const { provider, ours } = await this.payments.sums();
    expect(ours).toEqual(provider);
    expect(await ledgerProblems(subgraph.kit.database)).toEqual([]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.payments[Symbol.asyncDispose]();
  }
}
