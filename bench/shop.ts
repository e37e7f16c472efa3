import { GraphClient } from '../test/support/graph-client.ts';
import { createShop } from '../test/support/store.ts';

const PRODUCTS = 10;
const VARIANTS_A_PRODUCT = 100;

/** A shop that is never sold out. */
export interface BenchShop {
  readonly id: string;
  /** 1,000 of them, so that orders seldom meet at one row. */
  readonly variantIds: readonly string[];
}

/** Makes a shop through the API. */
export async function stockedShop(endpoint: string): Promise<BenchShop> {
  const client = new GraphClient(endpoint, 4);
  const shop = await createShop(client);
  const variantIds: string[] = [];
  const price = { amount: '1200', currency: 'JPY' };
  for (let product = 1; product <= PRODUCTS; product++) {
    const variants = Array.from({ length: VARIANTS_A_PRODUCT }, (_, index) => ({
      name: `Pattern ${index}`,
      price,
      initialStock: 1_000_000,
    }));
    const answer = (await client.data(
      `mutation ($input: CreateProductInput!) {
        createProduct(input: $input) { ... on Product { variants { id } } ... on Failure { message } }
      }`,
      { input: { shopId: shop.id, name: `Tenugui ${product}`, variants } },
      shop.owner.token,
    )) as { createProduct: { variants: { id: string }[] } };
    variantIds.push(...answer.createProduct.variants.map(({ id }) => id));
  }
  await client.close();
  return { id: shop.id, variantIds };
}
