import { z } from 'zod';
import type { DemoAccount } from './demo-shop.ts';

type Input = Readonly<Record<string, unknown>>;

/** The API as the demo data needs it: every mutation under a fixed idempotency key. */
export interface DemoApi {
  /** Signs up, or logs in to the account that the first start signed up. */
  signUp(account: DemoAccount): Promise<DemoSession>;
  /**
   * Runs a mutation and gives the id of what it made, or had made before under the same key.
   * @param type what it answers, e.g. `Shop`
   * @param selection what is asked of it besides its id
   */
  created(token: string, mutation: string, type: string, key: string, input: Input, selection?: string): Promise<Made>;
  /** Asks a query and gives its data. */
  asked(token: string, query: string, variables: object): Promise<unknown>;
}

export interface DemoSession {
  readonly token: string;
  readonly accountId: string;
}

const made = z.looseObject({ id: z.string().optional() });
export type Made = z.infer<typeof made>;

const session = z.object({
  signUp: z.object({ accessToken: z.string(), account: z.object({ id: z.string() }) }),
});

const SIGN_UP = /* GraphQL */ `
  mutation SignUp($input: SignUpInput!) {
    signUp(input: $input) {
      ... on Session {
        accessToken
        account {
          id
        }
      }
      ... on Failure {
        code
        message
      }
    }
  }
`;

export function demoApi(endpoint: string): DemoApi {
  async function send(query: string, variables: object, token?: string): Promise<unknown> {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = z
      .object({ data: z.unknown(), errors: z.array(z.unknown()).optional() })
      .parse(await response.json());
    if (errors) throw new Error(`The demo data was refused: ${JSON.stringify(errors)}`);
    return data;
  }

  return {
    asked: (token, query, variables) => send(query, variables, token),
    async signUp(account) {
      const answer = await send(SIGN_UP, { input: { ...account, idempotencyKey: 'demo' } });
      const { accessToken, account: signedUp } = session.parse(answer).signUp;
      return { token: accessToken, accountId: signedUp.id };
    },
    async created(token, mutation, type, key, input, selection = 'id') {
      const document = `
        mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) {
          ${mutation}(input: $input) {
            __typename
            ... on ${type} { ${selection} }
            ... on Failure { code message }
          }
        }`;
      const idempotencyKey = `demo ${mutation} ${key}`;
      const answer = await send(document, { input: { ...input, idempotencyKey } }, token);
      const result = z.record(z.string(), made).parse(answer)[mutation];
      if (result?.['__typename'] !== type) {
        throw new Error(`The demo's ${idempotencyKey} was refused: ${JSON.stringify(answer)}`);
      }
      return result;
    },
  };
}
