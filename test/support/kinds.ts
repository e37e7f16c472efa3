import type { GraphClient } from './graph-client.ts';
import { createProduct, type TestProduct, type TestShop } from './store.ts';

/** A performance of a product of one variant, all its seats of one tier. */
export interface TestHall extends TestProduct {
  readonly performanceId: string;
  readonly seatPlanId: string;
  /** Row by row. */
  readonly seats: readonly { readonly id: string; readonly label: string }[];
}

/** So many days from now, at midnight UTC. */
export function daysAhead(days: number): Date {
  const midnight = new Date();
  midnight.setUTCHours(0, 0, 0, 0);
  return new Date(midnight.getTime() + days * 86_400_000);
}

const FAILURE = '... on Failure { code message }';

/** A performance a week ahead with rows A, B, C … of so many seats each. */
export async function createHall(client: GraphClient, shop: TestShop, rows: number, perRow: number): Promise<TestHall> {
  const product = await createProduct(client, shop, 0, {
    name: 'Moonlight Postman',
    soldBy: 'PERFORMANCE',
    tracksUnits: true,
    variants: [{ name: 'R', price: { amount: '9000', currency: 'JPY' } }],
  });
  const sections = [
    { name: '1F', rows: { from: 'A', to: String.fromCodePoint(64 + rows) }, seatsPerRow: perRow, tier: 'R' },
  ];
  const { createSeatPlan: plan } = await client.data(
    `mutation ($input: CreateSeatPlanInput!) {
      createSeatPlan(input: $input) { ... on SeatPlan { id } ${FAILURE} }
    }`,
    { input: { shopId: shop.id, name: 'Hall', sections } },
    shop.owner.token,
  );
  const { createPerformance: performance } = await client.data(
    `mutation ($input: CreatePerformanceInput!) {
      createPerformance(input: $input) { ... on Performance { id } ${FAILURE} }
    }`,
    {
      input: {
        productId: product.id,
        seatPlanId: plan.id,
        tiers: [{ tier: 'R', variantId: product.variantId }],
        startsAt: new Date(daysAhead(7).getTime() + 10 * 3_600_000),
        endsAt: new Date(daysAhead(7).getTime() + 12 * 3_600_000),
      },
    },
    shop.owner.token,
  );
  const { seatMap } = await client.data(
    'query ($id: ID!) { seatMap(performanceId: $id) { sections { rows { seats { id label } } } } }',
    { id: performance.id },
  );
  const seats = (seatMap.sections as { rows: { seats: TestHall['seats'] }[] }[])
    .flatMap((section) => section.rows)
    .flatMap((row) => row.seats);
  return { ...product, performanceId: performance.id, seatPlanId: plan.id, seats };
}

/** Something to be had for a period, of which there are so many, counted. */
export function createRental(
  client: GraphClient,
  shop: TestShop,
  stock: number,
  changes: object = {},
): Promise<TestProduct> {
  return createProduct(client, shop, stock, { name: 'Tent', soldBy: 'PERIOD', ...changes });
}

/** Things to be had for a period one by one, by the labels they are given. */
export async function createFleet(
  client: GraphClient,
  shop: TestShop,
  labels: readonly string[],
): Promise<TestProduct & { readonly units: readonly string[] }> {
  const product = await createProduct(client, shop, 0, {
    name: 'Bike',
    soldBy: 'PERIOD',
    tracksUnits: true,
    variants: [{ name: 'City', price: { amount: '1000', currency: 'JPY' } }],
  });
  const { registerUnits } = await client.data(
    `mutation ($input: RegisterUnitsInput!) {
      registerUnits(input: $input) { ... on UnitsRegistered { units { id } } ${FAILURE} }
    }`,
    { input: { variantId: product.variantId, units: labels.map((label) => ({ label })) } },
    shop.owner.token,
  );
  return { ...product, units: (registerUnits.units as { id: string }[]).map(({ id }) => id) };
}
