import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'graphql';
import { refuse, serveToy, type ToyContext, type ToyServer } from './toy-server.ts';

/** The secret that the toys demand of their gateways. */
export const TOY_SECRET = 'toy-gateway-secret-0123';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

export const SHELF_SDL = parse(`
  ${LINK}
  type Book @key(fields: "id") { id: ID! title: String! seenBy: String seenSecret: Boolean! }
  type Query {
    book(id: ID!): Book
    caller: Caller!
    refused: String
    broken: String
    detailed: String
    slow: String
  }
  "What the subgraph was told of who calls."
  type Caller {
    authorization: String
    requestId: String
    traceparent: String
    clientAddress: String
    "The names of all headers that came."
    headers: [String!]!
  }
  type Mutation { rename(id: ID!, title: String!): Book }
`);

export const DESK_SDL = parse(`
  ${LINK}
  type Book @key(fields: "id", resolvable: false) { id: ID! }
  type Loan { id: ID! state: String! book: Book borrower: String number: Int! }
  type Query { loan(id: ID!): Loan }
  type Subscription {
    "First the present state, then one event for each call of \`advance\`."
    loanChanged(id: ID!): Loan!
    "Refuses everybody."
    refusedLoan(id: ID!): Loan!
    "Breaks after its first event."
    brokenLoan(id: ID!): Loan!
  }
`);

export interface Toys {
  readonly shelf: ToyServer;
  readonly desk: ToyServer;
  /** Lets every running \`loanChanged\` yield its next event. */
  advance(): void;
  /** Of subscriptions in the desk. */
  active(): number;
  /** Headers and connectionParams of every socket opened to the desk. */
  readonly sockets: { headers: IncomingHttpHeaders; connectionParams: unknown }[];
  setTitle(title: string): void;
  stop(): Promise<void>;
}

/** Two subgraphs built as ours are: the shelf owns books, the desk lends them and has the subscriptions. */
export async function startToys(): Promise<Toys> {
  let title = 'Kokoro';
  let active = 0;
  let turn = Promise.withResolvers<undefined>();
  const sockets: Toys['sockets'] = [];

  const shelf = await serveToy(SHELF_SDL, {
    Query: {
      book: (_: unknown, { id }: { id: string }) => ({ id, title }),
      caller: (_: unknown, __: unknown, { headers }: ToyContext) => ({
        authorization: headers.authorization,
        requestId: headers['x-request-id'],
        traceparent: headers['traceparent'],
        clientAddress: headers['x-client-address'],
        headers: Object.keys(headers),
      }),
      refused: () => refuse(),
      broken: () => {
        throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
      },
      detailed: () =>
        refuse({ retryable: true, retryAt: '2026-01-31T09:30:00.000Z', service: 'inner', serverName: 'db7' }),
      slow: () => new Promise(() => undefined),
    },
    Mutation: {
      rename: (_: unknown, args: { id: string; title: string }) => ({ id: args.id, title: (title = args.title) }),
    },
    Book: {
      __resolveReference: ({ id }: { id: string }) => ({ id, title }),
      seenBy: (_: unknown, __: unknown, { headers }: ToyContext) => headers.authorization ?? null,
      seenSecret: (_: unknown, __: unknown, { headers }: ToyContext) => headers['x-gateway-secret'] === TOY_SECRET,
    },
  });

  /** By hand, since `return` of an async generator waits for a `next` that waits. */
  function loans(id: string, borrower: string | null): AsyncIterableIterator<{ loan: object }> {
    const ended = Promise.withResolvers<undefined>();
    let number = 0;
    let upcoming = Promise.resolve<undefined>(undefined);
    let over = false;
    active += 1;
    const done = { done: true, value: undefined } as const;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        await Promise.race([upcoming, ended.promise]);
        if (over) return done;
        upcoming = turn.promise;
        const state = number === 0 ? 'PENDING' : 'CONFIRMED';
        return { done: false, value: { loan: { id, state, book: { id: 'b1' }, borrower, number: number++ } } };
      },
      return() {
        if (!over) active -= 1;
        over = true;
        ended.resolve(undefined);
        return Promise.resolve(done);
      },
    };
  }

  const desk = await serveToy(
    DESK_SDL,
    {
      Query: {
        loan: (_: unknown, { id }: { id: string }) => ({ id, state: 'PENDING', book: { id: 'b1' }, number: 0 }),
      },
      Subscription: {
        loanChanged: {
          subscribe: (_: unknown, { id }: { id: string }, { headers }: ToyContext) =>
            loans(id, headers.authorization ?? null),
          resolve: ({ loan }: { loan: object }) => loan,
        },
        refusedLoan: { subscribe: () => refuse() },
        brokenLoan: {
          subscribe: async function* (_: unknown, { id }: { id: string }) {
            yield await Promise.resolve({ brokenLoan: { id, state: 'PENDING', number: 0 } });
            throw new Error('relation "loan" does not exist at 10.0.0.7');
          },
        },
      },
    },
    (socket) => sockets.push(socket),
  );

  return {
    shelf,
    desk,
    sockets,
    active: () => active,
    advance() {
      const { resolve } = turn;
      turn = Promise.withResolvers<undefined>();
      resolve(undefined);
    },
    setTitle: (next) => (title = next),
    stop: async () => {
      await Promise.all([shelf.stop(), desk.stop()]);
    },
  };
}
