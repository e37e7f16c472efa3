import { z } from 'zod';
import { customer, type DemoAccount, owner, products, staff, store } from './store.ts';

/** Ids of what the demo data holds; the same on every machine, since they are derived from the fixed keys below. */
export interface Demo {
  readonly shopId: string;
  readonly accounts: readonly DemoAccount[];
}

type Input = Readonly<Record<string, unknown>>;
type Send = (document: string, variables: object, token?: string) => Promise<unknown>;

/**
 * Loads the demo data through the API itself, as any client would. Every call carries a fixed idempotency key, so that
 * loading twice changes nothing and the ids never differ.
 */
export async function loadDemo(endpoint: string): Promise<Demo> {
  const send = sender(endpoint);
  const { token } = await signUp(send, owner);
  const { accountId: staffId } = await signUp(send, staff);
  await signUp(send, customer);
  const shopId = await created(send, token, 'createShop', 'Shop', {
    name: store.name,
    kind: 'STORE',
    currency: store.currency,
    timezone: store.timezone,
  });
  await created(send, token, 'addMember', 'Membership', { shopId, accountId: staffId, role: 'STAFF' });
  const categoryIds = new Map<string, string>();
  for (const [position, name] of store.categories.entries()) {
    categoryIds.set(name, await created(send, token, 'createCategory', 'Category', { shopId, name, position }));
  }
  for (const { name, description, category, variants } of products) {
    await created(send, token, 'createProduct', 'Product', {
      shopId,
      name,
      description,
      categoryId: categoryIds.get(category),
      variants: variants.map(({ price, ...variant }) => ({
        ...variant,
        price: { amount: price, currency: store.currency },
      })),
    });
  }
  return { shopId, accounts: [owner, staff, customer] };
}

const session = z.object({
  signUp: z.object({ accessToken: z.string(), account: z.object({ id: z.string() }) }),
});

async function signUp(send: Send, account: DemoAccount): Promise<{ token: string; accountId: string }> {
  const document = /* GraphQL */ `
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
  const answer = await send(document, { input: { ...account, idempotencyKey: 'demo' } });
  const { accessToken, account: signedUp } = session.parse(answer).signUp;
  return { token: accessToken, accountId: signedUp.id };
}

/** Runs a mutation under a fixed key and gives the id of what it made (or had made before). */
async function created(send: Send, token: string, mutation: string, type: string, input: Input): Promise<string> {
  const document = `
    mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) {
      ${mutation}(input: $input) {
        ... on ${type} { id }
        ... on Failure { code message }
      }
    }`;
  const named = Object.values(input).find((value) => typeof value === 'string' && !value.startsWith('shp_'));
  const key = `demo ${mutation} ${String(named)}`;
  const answer = await send(document, { input: { ...input, idempotencyKey: key } }, token);
  const result = z.record(z.string(), z.object({ id: z.string().optional() })).parse(answer)[mutation];
  if (result?.id === undefined) throw new Error(`The demo's ${key} was refused: ${JSON.stringify(answer)}`);
  return result.id;
}

function sender(endpoint: string): Send {
  return async (query, variables, token) => {
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
  };
}
