import { randomUUID } from 'node:crypto';
import type { BenchShop } from './shop.ts';

const PLACE =
  'mutation PlaceOrder($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ' +
  '... on Order { id state version total { amount currency } } ... on Failure { code message retryable } } }';

/** An operation's body up to its input: variables are spliced in as text, since generators share the cores with what they measure. */
export const bodyUpToInput = (query: string): string => `{"query":${JSON.stringify(query)},"variables":{"input":`;

/**
 * The body of the nth request that places an order, with a key of its own.
 * @param more further members of the input, as JSON
 */
export function placingOrders(shop: BenchShop, more: object = {}): (turn: number) => string {
  const rest = JSON.stringify({ ...more, shopId: shop.id }).slice(1, -1);
  const start = `${bodyUpToInput(PLACE)}{${rest},"lines":[{"quantity":1,"variantId":"`;
  return (turn) => {
    // A stride that is prime to their number spreads neighbours over the variants.
    const variant = shop.variantIds[(turn * 367) % shop.variantIds.length] ?? '';
    return `${start}${variant}"}],"idempotencyKey":"${randomUUID()}"}}}`;
  };
}

/** The headers of each person's requests. */
export const asPeople = (
  tokens: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): readonly Readonly<Record<string, string>>[] =>
  tokens.map((token) => ({
    ...headers,
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
  }));
