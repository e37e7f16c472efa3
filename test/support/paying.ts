import { type GraphClient } from './graph-client.ts';
import { atProvider } from './money.ts';
import type { TestGraph } from './test-graph.ts';
import { until } from './until.ts';

/** A payment as its customer sees it. */
export interface PaymentSeen {
  readonly id: string;
  readonly state: string;
  readonly refunded: { readonly amount: string };
  readonly version: number;
}

/** The payment of an order; null when there is none. */
export async function paymentSeen(
  { client }: TestGraph,
  orderId: string,
  token: string | undefined,
): Promise<PaymentSeen | null> {
  const document = 'query ($id: ID!) { order(id: $id) { payment { id state refunded { amount } version } } }';
  const { order } = await client.data(document, { id: orderId }, token);
  return order.payment as PaymentSeen | null;
}

/** The payment of an order, once it is in this state. */
export async function paymentIsSeen(
  graph: TestGraph,
  orderId: string,
  state: string,
  token: string | undefined,
): Promise<PaymentSeen> {
  await until(async () => (await paymentSeen(graph, orderId, token))?.state === state);
  const seen = await paymentSeen(graph, orderId, token);
  if (!seen) throw new Error(`the payment of ${orderId} is gone`);
  return seen;
}

/** What the provider's own books hold under our name of a payment. */
export async function chargesOf(graph: TestGraph, reference: string): Promise<unknown[]> {
  const { payments } = (await atProvider(graph, 'GET', '/admin/books')) as { payments: { reference: string }[] };
  return payments.filter((payment) => payment.reference === reference);
}

/** Calls an order off. */
export async function cancelOrder({ client }: TestGraph, orderId: string, token: string): Promise<void> {
  const document = 'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { ... on Order { state } } }';
  await client.data(document, { input: { orderId } }, token);
}

/** What a mutation of this one field answers: its type's name and what is selected; else the errors. */
export async function answerOf(
  client: GraphClient,
  mutation: string,
  selection: string,
  input: object,
  token: string,
): Promise<unknown> {
  const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
  const { data, errors } = await client.send(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ${selection} } }`,
    { input },
    token,
  );
  return errors ?? data[mutation];
}
