import { randomUUID } from 'node:crypto';
import type { Answer, GraphClient } from './graph-client.ts';

/** Whoever has signed up in a test. */
export interface Person {
  readonly id: string;
  readonly token: string;
}

/** A shop with its owner. */
export interface TestShop {
  readonly id: string;
  readonly owner: Person;
}

/** A product of one variant. */
export interface TestProduct {
  readonly id: string;
  readonly variantId: string;
}

const FAILURE = '... on Failure { code message retryable }';

export async function signUp(client: GraphClient, displayName = 'Hanako'): Promise<Person> {
  const { signUp: session } = await client.data(
    `mutation ($input: SignUpInput!) {
      signUp(input: $input) { ... on Session { accessToken account { id } } ${FAILURE} }
    }`,
    { input: { email: `${randomUUID()}@example.com`, password: 'a-password-of-length', displayName } },
  );
  return { id: session.account.id, token: session.accessToken };
}

export async function createShop(client: GraphClient, changes: object = {}): Promise<TestShop> {
  const owner = await signUp(client, 'Owner');
  const { createShop: shop } = await client.data(
    `mutation ($input: CreateShopInput!) { createShop(input: $input) { ... on Shop { id } ${FAILURE} } }`,
    { input: { name: 'Maruya', kind: 'STORE', currency: 'JPY', timezone: 'Asia/Tokyo', ...changes } },
    owner.token,
  );
  return { id: shop.id, owner };
}

export async function createProduct(
  client: GraphClient,
  shop: TestShop,
  stock: number,
  changes: object = {},
): Promise<TestProduct> {
  const { createProduct: product } = await client.data(
    `mutation ($input: CreateProductInput!) {
      createProduct(input: $input) { ... on Product { id variants { id } } ${FAILURE} }
    }`,
    {
      input: {
        shopId: shop.id,
        name: 'Tenugui',
        variants: [{ name: 'Seigaiha', price: { amount: '1200', currency: 'JPY' }, initialStock: stock }],
        ...changes,
      },
    },
    shop.owner.token,
  );
  return { id: product.id, variantId: product.variants[0].id };
}

export const PLACE_ORDER = `
  mutation PlaceOrder($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on Order { id state version total { amount currency } }
      ... on InsufficientStock { variantId requested available }
      ${FAILURE}
    }
  }`;

/** Places an order of one line and gives the answer as it came. */
export function placeOrder(
  client: GraphClient,
  shop: TestShop,
  product: TestProduct,
  token: string | undefined,
  { quantity = 1, idempotencyKey }: { quantity?: number; idempotencyKey?: string } = {},
): Promise<Answer> {
  const lines = [{ variantId: product.variantId, quantity }];
  return client.send(PLACE_ORDER, { input: { shopId: shop.id, lines, idempotencyKey } }, token);
}

/** Places an order that must be taken, and gives its id. */
export async function placedOrder(
  client: GraphClient,
  shop: TestShop,
  product: TestProduct,
  token: string,
): Promise<string> {
  const { data } = await placeOrder(client, shop, product, token);
  if (data?.placeOrder?.__typename !== 'Order') throw new Error(`not placed: ${JSON.stringify(data)}`);
  return data.placeOrder.id as string;
}

export function payOrder(client: GraphClient, orderId: string, token: string, cardToken = 'tok_visa'): Promise<Answer> {
  return client.send(
    `mutation Pay($input: PayOrderInput!) {
      payOrder(input: $input) { __typename ... on Payment { id state } ... on PaymentDeclined { reason } ${FAILURE} }
    }`,
    { input: { orderId, method: { cardToken } } },
    token,
  );
}

/** How many of the shop's orders (up to 100) are in a state. */
export async function ordersIn(client: GraphClient, shop: TestShop, state: string): Promise<number> {
  const { shopOrders } = await client.data(
    'query ($id: ID!, $filter: OrderFilter) { shopOrders(shopId: $id, filter: $filter, first: 100) { nodes { id } } }',
    { id: shop.id, filter: { state } },
    shop.owner.token,
  );
  return shopOrders.nodes.length as number;
}
