import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { CatalogScene } from './catalog-scene.ts';

export const IMPORT = `mutation ($input: ImportProductsInput!) { importProducts(input: $input) { __typename
  ... on Failure { code message retryable } ... on NotFound { id } ... on InvalidInput { field }
  ... on ImportReport { dryRun rows created updated }
  ... on ImportRefused { rows problemCount problems { row column message } } } }`;

const LIST = `query ($shopId: ID!, $filter: ProductFilter) { products(shopId: $shopId, filter: $filter, sort: NAME, first: 100) { nodes {
  id name description imageUrl closeWhenSoldOut status version soldBy category { name }
  variants { name sku price { amount } available onHand version } } } }`;

export interface OwnShop {
  readonly shopId: string;
  readonly owner: string;
  readonly load: (csv: string, more?: object) => Promise<Report>;
  readonly products: () => Promise<Product[]>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
type Report = any;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
type Product = any;

/** A shop of its own, so that what it has is what the test has given it. */
export function ownShop(scene: CatalogScene, currency = 'JPY'): OwnShop {
  const owner = randomId();
  const shopId = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner, currency }).shopId);
  return {
    shopId,
    owner,
    load: (csv, more = {}) => scene.mutate(IMPORT, { shopId, csv, ...more }, owner),
    async products() {
      const { data, errors } = await scene.subgraph.query(LIST, { shopId }, { as: owner });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.products.nodes as Product[];
    },
  };
}

export const FILE = [
  'product,description,category,variant,sku,price,stock,image_url,close_when_sold_out',
  '手ぬぐい,"藍染め、""90 cm""",布,青海波,T-1,1200,100,https://example.com/t.png,false',
  '手ぬぐい,,,麻の葉,T-2,1300,,,',
  'Bowl,,Pottery,,B-1,3000,5,,',
].join('\n');
