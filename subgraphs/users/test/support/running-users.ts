import { expect, jest } from '@jest/globals';
import { ManualClock } from '@yoyaku/platform/clock';
import { randomId } from '@yoyaku/platform/ids';
import { startTestSubgraph, type TestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import { usersSubgraph } from '../../src/subgraph.ts';

export const PASSWORD = 'correct horse battery';

/** Somebody who has signed up. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What a mutation answers, told apart by `__typename`; the named fields are there when it was a success. */
export interface Result {
  readonly __typename: string;
  readonly id: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly account: { readonly id: string; readonly email: string | null };
  readonly [field: string]: unknown;
}

/** A page of a connection, as far as tests of paging look into it. */
export interface Page {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

interface Node {
  readonly id: string;
  readonly account: { readonly id: string };
  readonly shop: { readonly id: string };
}

const SESSION = `... on Session {
  accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt
  account { id email displayName createdAt }
}`;
const FAILURE = `... on Failure { code message retryable }
  ... on InvalidInput { field } ... on NotFound { id } ... on RoleRequired { role } ... on AlreadyMember { role }`;
const CHANGE_FAILURE = `... on Failure { code message retryable } ... on InvalidInput { field } ... on NotFound { id }
  ... on RoleRequired { role } ... on VersionConflict { currentVersion }`;
const SHOP = `... on Shop {
  id name kind currency timezone paymentPolicy holdTtlSeconds openingHours { weekday opens closes } closedDays
  endingSoonMinutes offerTtlSeconds tableIdleMinutes cancellationTiers { hoursBefore percent }
  pointsPerReservation paymentGraceSeconds status createdAt version
}`;

/** The selections of each mutation's success and failures. */
const RESULTS: Readonly<Record<string, string>> = {
  signUp: `${SESSION} ... on Failure { code message retryable } ... on InvalidInput { field }`,
  logIn: `${SESSION} ... on Failure { code message retryable }`,
  refreshSession: `${SESSION} ... on Failure { code message retryable } ... on InvalidInput { field }`,
  logOut: '... on LoggedOut { loggedOutAt } ... on Failure { code message retryable }',
  createShop: `${SHOP} ... on Failure { code message retryable } ... on InvalidInput { field }`,
  updateShop: `${SHOP} ${CHANGE_FAILURE}`,
  archiveShop: `${SHOP} ${CHANGE_FAILURE} ... on InvalidStateTransition { from to allowed }`,
  reopenShop: `${SHOP} ${CHANGE_FAILURE} ... on InvalidStateTransition { from to allowed }`,
  addMember: `... on Membership { id role joinedAt version shop { id name } account { id displayName } } ${FAILURE}`,
  updateMember: `... on Membership { id role joinedAt version shop { id name } account { id displayName } } ${CHANGE_FAILURE}`,
  removeMember: `... on Shop { id members { nodes { account { id } } } }
    ... on Failure { code message retryable } ... on InvalidInput { field } ... on NotFound { id } ... on RoleRequired { role }`,
};

/** The document of a mutation of which a test wants everything. */
export const mutationOf = (name: string): string =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
     ${name}(input: $input) { __typename ${RESULTS[name] ?? ''} }
   }`;

/** All nodes of a list, page by page, each of which must fit the one before. */
export async function allPages(fetchPage: (after: string | null) => Promise<Page>): Promise<Page['nodes']> {
  const all: Page['nodes'][number][] = [];
  let after: string | null = null;
  do {
    const { nodes, edges, pageInfo } = await fetchPage(after);
    expect(edges.map(({ node }) => node)).toEqual(nodes);
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
    all.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}

/** The users subgraph, served as it is in production, and what tests do with it over and over. */
export class RunningUsers implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly #subgraph: TestSubgraph;

  private constructor(subgraph: TestSubgraph, clock: ManualClock) {
    this.#subgraph = subgraph;
    this.clock = clock;
  }

  static async start(): Promise<RunningUsers> {
    const clock = new ManualClock();
    return new RunningUsers(await startTestSubgraph(usersSubgraph, { clock }), clock);
  }

  get subgraph(): TestSubgraph {
    return this.#subgraph;
  }

  /** Runs a mutation that answers without top-level errors. */
  async run(mutation: string, input: object, token?: string): Promise<Result> {
    const answer = await this.#subgraph.query(
      mutationOf(mutation),
      { input },
      token === undefined ? {} : { as: token },
    );
    if (answer.errors) throw new Error(`${mutation} failed: ${JSON.stringify(answer.errors)}`);
    return (answer.data as Record<string, Result>)[mutation]!;
  }

  /** The code of the top-level error that an operation is refused with; null when it is not. */
  async refusal(document: string, variables: object, options: { as?: string; headers?: Record<string, string> } = {}) {
    const { errors } = await this.#subgraph.query(document, { ...variables }, options);
    return errors?.[0]?.extensions ?? null;
  }

  /** Reads what an operation without errors answers. */
  async ask<Data>(document: string, variables: object = {}, as?: Person): Promise<Data> {
    const options = as ? { as: as.accessToken } : {};
    const { data, errors } = await this.#subgraph.query(document, { ...variables }, options);
    if (errors) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
    return data as Data;
  }

  async signUp(displayName = 'Somebody'): Promise<Person> {
    const email = `${randomId()}@example.com`;
    const { account, accessToken, refreshToken } = await this.run('signUp', { email, password: PASSWORD, displayName });
    return { id: account.id, email, accessToken, refreshToken };
  }

  async openShop(owner: Person, name = 'A shop', kind = 'STORE'): Promise<string> {
    const input = { name, kind, currency: 'JPY', timezone: 'Asia/Tokyo' };
    return (await this.run('createShop', input, owner.accessToken)).id;
  }

  /** How many rows a table holds. */
  async count(table: string): Promise<number> {
    const [row] = await this.#subgraph.kit.database.query<{ count: number }>(`SELECT count(*) FROM ${table}`);
    return row?.count ?? 0;
  }

  /** How many SQL statements it takes, without those of the relay, who looks in now and then. */
  async statements(work: () => Promise<unknown>): Promise<number> {
    const spy = jest.spyOn(this.#subgraph.kit.database, 'query');
    try {
      await work();
      return spy.mock.calls.filter(([text]) => !/\boutbox/.test(text)).length;
    } finally {
      spy.mockRestore();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#subgraph.close();
  }
}
