import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { createProduct, createShop, type TestProduct, type TestShop } from '../../support/store.ts';
import type { FaultSystem } from './system.ts';

/** A shop where the waves' customers buy. */
export interface FaultShop {
  readonly shop: TestShop;
  /** The shop's id in the databases. */
  readonly key: string;
  readonly products: readonly TestProduct[];
  /** The share of the price that a customer gets back who calls off what is confirmed, in percent. */
  readonly givesBack: number;
}

export interface Shops {
  readonly kind: FaultShop;
  /** Keeps half of what is called off; its prices are odd. */
  readonly strict: FaultShop;
  /** Takes points, so many for each piece. */
  readonly bikes: FaultShop;
}

export const POINTS_OF_A_RIDE = 1_000;

const PLENTY = 100_000;

export async function openShops(system: FaultSystem): Promise<Shops> {
  return {
    kind: await open(system, 100, ['1200', '800'], {}),
    strict: await open(system, 50, ['1235', '777'], { cancellationTiers: [{ hoursBefore: 0, percent: 50 }] }),
    bikes: await open(system, 100, ['1'], { paymentPolicy: 'POINTS', pointsPerReservation: POINTS_OF_A_RIDE }),
  };
}

async function open(
  { clients }: FaultSystem,
  givesBack: number,
  prices: readonly string[],
  settings: object,
): Promise<FaultShop> {
  const shop = await createShop(clients.users, settings);
  const products = await Promise.all(
    prices.map((amount) =>
      createProduct(clients.catalog, shop, PLENTY, {
        name: `Tenugui of ${amount}`,
        closeWhenSoldOut: false,
        variants: [{ name: 'Seigaiha', price: { amount, currency: 'JPY' }, initialStock: PLENTY }],
      }),
    ),
  );
  return { shop, key: String(shopIds.decode(shop.id)), products, givesBack };
}
