import { ManualClock } from '@yoyaku/platform/clock';
import { randomId } from '@yoyaku/platform/ids';
import { startTestSubgraph, type TestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import type { UsersEnvironment } from '../../src/environment.ts';
import { usersSubgraph } from '../../src/subgraph.ts';

export const PASSWORD = 'correct horse battery';

/** Somebody who has signed up. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What a mutation answers: the success or a failure, told apart by `__typename`. */
export interface Result {
  readonly __typename: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
  readonly [field: string]: any;
}

const SESSION = `... on Session {
  accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt
  account { id email displayName createdAt }
}`;
const FAILURE = `... on Failure { code message retryable }
  ... on InvalidInput { field } ... on NotFound { id } ... on RoleRequired { role } ... on AlreadyMember { role }`;

/** The selections of each mutation's success and failures. */
const RESULTS: Readonly<Record<string, string>> = {
  signUp: `${SESSION} ... on Failure { code message retryable } ... on InvalidInput { field }`,
  logIn: `${SESSION} ... on Failure { code message retryable }`,
  refreshSession: `${SESSION} ... on Failure { code message retryable } ... on InvalidInput { field }`,
  logOut: '... on LoggedOut { loggedOutAt } ... on Failure { code message retryable }',
  createShop: `... on Shop { id name kind currency timezone paymentPolicy holdTtlSeconds createdAt version }
    ... on Failure { code message retryable } ... on InvalidInput { field }`,
  addMember: `... on Membership { id role joinedAt shop { id name } account { id displayName } } ${FAILURE}`,
  removeMember: `... on Shop { id members { nodes { account { id } } } }
    ... on Failure { code message retryable } ... on InvalidInput { field } ... on NotFound { id } ... on RoleRequired { role }`,
};

/** The document of a mutation of which a test wants everything. */
export const mutationOf = (name: string): string =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
     ${name}(input: $input) { __typename ${RESULTS[name] ?? ''} }
   }`;

/** The users subgraph, served as it is in production, and what tests do with it over and over. */
export class RunningUsers implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly #subgraph: TestSubgraph<UsersEnvironment>;

  private constructor(subgraph: TestSubgraph<UsersEnvironment>, clock: ManualClock) {
    this.#subgraph = subgraph;
    this.clock = clock;
  }

  static async start(): Promise<RunningUsers> {
    const clock = new ManualClock();
    return new RunningUsers(await startTestSubgraph(usersSubgraph, { clock }), clock);
  }

  get subgraph(): TestSubgraph<UsersEnvironment> {
    return this.#subgraph;
  }

  /** Runs a mutation that answers without top-level errors. */
  async run(mutation: string, input: object, token?: string): Promise<Result> {
    const answer = await this.#subgraph.query(mutationOf(mutation), { input }, token === undefined ? {} : { as: token });
    if (answer.errors) throw new Error(`${mutation} failed: ${JSON.stringify(answer.errors)}`);
    return (answer.data as Record<string, Result>)[mutation] as Result;
  }

  /** The code of the top-level error that an operation is refused with; null when it is not. */
  async refusal(document: string, variables: object, options: { as?: string; headers?: Record<string, string> } = {}) {
    const { errors } = await this.#subgraph.query(document, { ...variables }, options);
    return errors?.[0]?.extensions ?? null;
  }

  async signUp(displayName = 'Somebody'): Promise<Person> {
    const email = `${randomId()}@example.com`;
    const { account, accessToken, refreshToken } = await this.run('signUp', { email, password: PASSWORD, displayName });
    return { id: account.id, email, accessToken, refreshToken };
  }

  async openShop(owner: Person, name = 'A shop'): Promise<string> {
    const input = { name, kind: 'STORE', currency: 'JPY', timezone: 'Asia/Tokyo' };
    return (await this.run('createShop', input, owner.accessToken))['id'] as string;
  }

  /** How many rows a table holds. */
  async count(table: string): Promise<number> {
    const [row] = await this.#subgraph.kit.database.query<{ count: number }>(`SELECT count(*) FROM ${table}`);
    return row?.count ?? 0;
  }

  /** How many SQL statements the subgraph sends for this. */
  async statements(work: () => Promise<unknown>): Promise<number> {
    const before = await this.#statementsSoFar();
    await work();
    return (await this.#statementsSoFar()) - before;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#subgraph.close();
  }

  async #statementsSoFar(): Promise<number> {
    const { body } = await this.#subgraph.service.get('/metrics');
    return Number(/yoyaku_sql_statements_total\{database="users"\} (\d+)/.exec(body as string)?.[1] ?? 'NaN');
  }
}
