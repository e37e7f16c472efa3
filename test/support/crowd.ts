import type { GraphClient } from './graph-client.ts';
import type { Person, TestShop } from './store.ts';

/** What one of a crowd was answered; tests look into it freely. */
export interface Outcome {
  readonly __typename: string;
  readonly id?: string;
  readonly code?: string;
  readonly requested?: number;
  readonly available?: number;
  readonly labels?: readonly string[];
}

const PLACE_ORDER = `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on Order { id }
    ... on Failure { code }
    ... on InsufficientStock { requested available }
    ... on PeriodConflict { requested available }
    ... on SeatsNotTogether { requested available }
    ... on SeatTaken { labels }
  }
}`;

/**
 * All at once, one person after the other asks for the lines that stand at their place. Gives the answers in the same
 * order. @throws where one is anything but an order or a typed failure.
 */
export async function askAtOnce(
  client: GraphClient,
  shop: TestShop,
  people: readonly Person[],
  wishes: readonly (readonly object[])[],
): Promise<Outcome[]> {
  const answers = await Promise.all(
    people.map(({ token }, index) =>
      client.send(PLACE_ORDER, { input: { shopId: shop.id, lines: wishes[index] } }, token),
    ),
  );
  return answers.map(({ data, errors }) => {
    if (errors) throw new Error(JSON.stringify(errors));
    const outcome = data.placeOrder as Outcome;
    if (outcome.__typename !== 'Order' && outcome.code === undefined) throw new Error(JSON.stringify(outcome));
    return outcome;
  });
}

/** How many of the answers are of each kind: `Order`, or the refusal's code. */
export function counted(outcomes: readonly Outcome[]): Record<string, number> {
  const kinds = Map.groupBy(outcomes, ({ __typename, code }) => code ?? __typename);
  return Object.fromEntries([...kinds].map(([kind, { length }]) => [kind, length]));
}
