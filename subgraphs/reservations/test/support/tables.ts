import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { Answer } from '@yoyaku/platform/testing/test-subgraph';
import type { RunningReservations, TestShop } from './running-reservations.ts';

const FAILURE = `
  ... on Failure {
    code message retryable
    ... on NotFound { id }
    ... on InvalidInput { field }
    ... on VersionConflict { currentVersion }
    ... on InvalidStateTransition { from to allowed }
    ... on TableInUse { tableId }
    ... on TableNameTaken { name }
  }`;

const HINTS = `hints {
  code lineId message variant { id }
  failure {
    __typename
    ... on InsufficientStock { requested available }
    ... on MainItemRequired { mainProducts { id } }
    ... on QuantityLimitExceeded { limit requested }
  }
}`;

const CART = `
  id version total { amount currency } ${HINTS} shop { id } tableSession { id }
  lines {
    id quantity variant { id } product { id } performance { id } period { start end } units { id } together section
    addedBy { id } unitPrice { amount } total { amount } hints { code }
  }`;

const SESSION = `
  id state version openedAt closedAt closeReason openTotal { amount currency } table { id name joinCode }
  guests { account { id } } cart { ${CART} } orders { nodes { id state customer { id } total { amount } } }`;

const TABLE = 'id name joinCode version archivedAt session { id }';

const OF: Readonly<Record<string, string>> = { Cart: CART, Table: TABLE, TableSession: SESSION };

/** What mutations of carts and tables give: their result, whichever of the union it is. */
export interface Result {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly code?: string;
  readonly joinCode?: string;
  readonly [field: string]: unknown;
}

export interface Cart extends Result {
  readonly hints: readonly object[] | null;
  readonly lines: readonly { readonly id: string; readonly [field: string]: unknown }[];
}

export interface Session extends Result {
  readonly cart: Cart;
  readonly table: { readonly id: string; readonly joinCode: string };
  readonly orders: { readonly nodes: readonly { readonly id: string }[] };
}

const RESULTS: Readonly<Record<string, string>> = {
  addToCart: 'Cart',
  updateCartLine: 'Cart',
  removeCartLine: 'Cart',
  clearCart: 'Cart',
  createTable: 'Table',
  updateTable: 'Table',
  archiveTable: 'Table',
  restoreTable: 'Table',
  openTable: 'TableSession',
  joinTable: 'TableSession',
  closeTable: 'TableSession',
};

const OTHERS: Readonly<Record<string, string>> = {
  checkout: '... on Order { id state version total { amount } tableSession { id } lines { quantity variant { id } } }',
  deleteTable: '... on TableDeleted { id }',
};

/** Calls one of the mutations of carts and tables. */
export async function act<Expected extends Result = Result>(
  running: RunningReservations,
  as: Uuid | null,
  mutation: string,
  input: object,
): Promise<Expected> {
  const type = RESULTS[mutation];
  const shown = type === undefined ? OTHERS[mutation] : `... on ${type} { ${OF[type] ?? ''} }`;
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation ($input: ${name}!) { ${mutation}(input: $input) { __typename ${shown ?? ''} ${FAILURE} } }`;
  return (await running.data(as, text, { input }))[mutation] as Expected;
}

/** Puts a quantity of a variant into the account's own cart, or into a table's; it must succeed. */
export async function add(
  running: RunningReservations,
  shop: TestShop,
  as: Uuid,
  variant: Uuid,
  more: { readonly quantity?: number; readonly tableSessionId?: string } = {},
): Promise<Cart> {
  const { quantity = 1, tableSessionId } = more;
  const line = { variantId: running.variantId(shop, variant), quantity };
  return must('Cart', await act<Cart>(running, as, 'addToCart', { shopId: shop.id, tableSessionId, line }));
}

export function must<Expected extends Result>(type: string, result: Expected): Expected {
  if (result.__typename !== type) throw new Error(JSON.stringify(result));
  return result;
}

let tables = 0;

/** A new table, opened by its staff, with these guests. */
export async function openTable(
  running: RunningReservations,
  shop: TestShop,
  ...guests: readonly Uuid[]
): Promise<Session> {
  const name = `Table ${++tables}`;
  const table = must('Table', await act(running, shop.staff, 'createTable', { shopId: shop.id, name }));
  const opened = must('TableSession', await act(running, shop.staff, 'openTable', { tableId: table.id }));
  for (const guest of guests)
    must('TableSession', await act(running, guest, 'joinTable', { code: table.joinCode ?? '' }));
  return sessionOf(running, shop.staff, opened.id);
}

export async function sessionOf(running: RunningReservations, as: Uuid, id: string): Promise<Session> {
  const { tableSession } = await running.data(as, `query ($id: ID!) { tableSession(id: $id) { ${SESSION} } }`, { id });
  return tableSession as Session;
}

export async function cartOf(running: RunningReservations, as: Uuid, id: string): Promise<Cart | null> {
  const { cart } = await running.data(as, `query ($id: ID!) { cart(id: $id) { ${CART} } }`, { id });
  return cart as Cart | null;
}

export async function myCart(running: RunningReservations, as: Uuid, shopId: string): Promise<Cart | null> {
  const { myCart: found } = await running.data(as, `query ($id: ID!) { myCart(shopId: $id) { ${CART} } }`, {
    id: shopId,
  });
  return found as Cart | null;
}

const WATCHED = `id state version closeReason guests { account { id } }
  cart { version lines { quantity addedBy { id } } } orders { nodes { id state } } openTotal { amount }`;

/** What tableChanged shows, one after the other. */
export function watchTable(running: RunningReservations, as: Uuid | null, tableSessionId: string) {
  const answers = running.subscribe(
    as,
    `subscription ($tableSessionId: ID!) { tableChanged(tableSessionId: $tableSessionId) { ${WATCHED} } }`,
    { tableSessionId },
  );
  return {
    async next(): Promise<Session> {
      const { value } = (await answers.next()) as IteratorResult<Answer, undefined>;
      if (!value?.data) throw new Error(JSON.stringify(value?.errors));
      return value.data.tableChanged as Session;
    },
    stop: () => answers.return?.(),
  };
}

/** A key that no other call has. */
export const freshKey = (): string => randomId();
