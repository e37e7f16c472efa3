import { idCodec } from '@yoyaku/platform/ids';
import { register } from 'prom-client';
import type { GrowingShop } from './growing-shop.ts';

export const SEATS = 3_000;
/** A quarter of the seats is sold, a quarter held. */
const SEATS_A_QUARTER = SEATS / 4;
const SEATS_AN_ORDER = 50;

const variantIds = idCodec('var');
const performanceIds = idCodec('prf');

/** A performance of tomorrow with 3,000 seats, half of them taken. Its id. */
export async function openHouse(shop: GrowingShop): Promise<string> {
  const { createProduct: product } = (await shop.askCatalog(
    'mutation ($input: CreateProductInput!) { createProduct(input: $input) { ... on Product { id variants { id } } } }',
    {
      input: {
        shopId: shop.id,
        name: 'A musical',
        soldBy: 'PERFORMANCE',
        variants: [{ name: 'Stalls', price: { amount: '9000', currency: 'JPY' } }],
      },
    },
  )) as { createProduct: { id: string; variants: { id: string }[] } };
  const { createSeatPlan: plan } = (await shop.askCatalog(
    'mutation ($input: CreateSeatPlanInput!) { createSeatPlan(input: $input) { ... on SeatPlan { id seatCount } } }',
    {
      input: {
        shopId: shop.id,
        name: 'A hall',
        sections: [{ name: '1F', rows: { from: '1', to: '60' }, seatsPerRow: SEATS / 60, tier: 'S' }],
      },
    },
  )) as { createSeatPlan: { id: string } };
  const day = 86_400_000;
  const { createPerformance: performance } = (await shop.askCatalog(
    'mutation ($input: CreatePerformanceInput!) { createPerformance(input: $input) { ... on Performance { id } } }',
    {
      input: {
        productId: product.id,
        seatPlanId: plan.id,
        tiers: [{ tier: 'S', variantId: product.variants[0]?.id }],
        startsAt: new Date(Date.now() + day).toISOString(),
        endsAt: new Date(Date.now() + day + 7_200_000).toISOString(),
      },
    },
  )) as { createPerformance: { id: string } };
  const line = {
    variantId: variantIds.decode(product.variants[0]?.id ?? '')?.key ?? '',
    performanceId: performanceIds.decode(performance.id)?.key,
    quantity: SEATS_AN_ORDER,
  };
  for (let order = 0; order < SEATS_A_QUARTER / SEATS_AN_ORDER; order++) {
    await shop.sell(line);
    await shop.hold(line);
  }
  return performance.id;
}

/** Asks for the map. @throws unless it has all seats */
export async function askForSeatMap(shop: GrowingShop, performance: string): Promise<void> {
  const data = await shop.askCatalog(
    `query ($id: ID!) { seatMap(performanceId: $id) {
       available sections { name rows { name seats { id label number tier state variant { price { amount } } } } } } }`,
    { id: performance },
  );
  const seats = JSON.stringify(data).match(/"label"/g)?.length;
  if (seats !== SEATS) throw new Error(`a map of ${seats} seats`);
}

/** SQL statements that this process has sent for requests so far. */
export async function statementsOfRequests(): Promise<number> {
  const metrics = await register.getMetricsAsJSON();
  const values = metrics.find(({ name }) => name === 'yoyaku_sql_statements_total')?.values ?? [];
  return values.reduce((sum, { labels, value }) => (labels['origin'] === 'request' ? sum + value : sum), 0);
}
