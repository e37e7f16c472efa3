import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { asPeople, bodyUpToInput, placingOrders } from './place-order.ts';
import type { BenchShop } from './shop.ts';

export interface Load {
  /** A GraphQL endpoint: the edge, or a subgraph. */
  readonly endpoint: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly shop: BenchShop;
  /** Access tokens of many accounts. */
  readonly tokens: readonly string[];
  readonly seconds: number;
  /** How many are at work at once, each waiting for its answer before it goes on. */
  readonly callers: number;
  /** Whether each order is paid for, too. */
  readonly pay: boolean;
}

export interface LoadResult {
  readonly orders: number;
  readonly placeMilliseconds: readonly number[];
  readonly payMilliseconds: readonly number[];
}

const PAY =
  'mutation PayOrder($input: PayOrderInput!) { payOrder(input: $input) { __typename ' +
  '... on Payment { id state } ... on Failure { code message retryable } } }';

/** Has callers place orders, and pay for them, for some seconds. @throws at the first answer that is no success. */
export async function runLoad({
  endpoint,
  headers = {},
  shop,
  tokens,
  seconds,
  callers,
  pay,
}: Load): Promise<LoadResult> {
  const url = new URL(endpoint);
  const pool = new Pool(url.origin, { connections: callers });
  const bearers = asPeople(tokens, headers);
  const placeMilliseconds: number[] = [];
  const payMilliseconds: number[] = [];
  const end = performance.now() + seconds * 1000;
  const placing = placingOrders(shop);
  const payBody = `${bodyUpToInput(PAY)}{"method":{"cardToken":"tok_visa"},"orderId":"`;

  async function send(body: string, bearer: Record<string, string>, times: number[]): Promise<string> {
    const started = performance.now();
    const response = await pool.request({ path: url.pathname, method: 'POST', headers: bearer, body });
    const text = await response.body.text();
    times.push(performance.now() - started);
    return text;
  }

  async function call(caller: number): Promise<void> {
    for (let turn = caller; performance.now() < end; turn += callers) {
      const bearer = bearers[turn % bearers.length] ?? {};
      const placed = await send(placing(turn), bearer, placeMilliseconds);
      const orderId = /"id":"(ord_[^"]+)"/.exec(placed)?.[1];
      if (orderId === undefined) throw new Error(`an order was not placed: ${placed}`);
      if (!pay) continue;
      const paid = await send(`${payBody}${orderId}","idempotencyKey":"${randomUUID()}"}}}`, bearer, payMilliseconds);
      if (!paid.includes('"__typename":"Payment"')) throw new Error(`an order was not paid: ${paid}`);
    }
  }

  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  await pool.close();
  return { orders: placeMilliseconds.length, placeMilliseconds, payMilliseconds };
}
