import type { MigrationInterface, QueryRunner } from 'typeorm';
import { requireAccount } from '../auth/viewer.ts';
import type { Transaction } from '../database/database.ts';
import { badInput } from '../errors.ts';
import type { Consumer } from '../events/consumer.ts';
import type { RecordedEvent } from '../events/event.ts';
import { appendEvents } from '../events/outbox.ts';
import type { Kit, RequestContext, SubgraphDefinition } from '../graphql-server/subgraph.ts';
import { deriveId } from '../ids.ts';

/** A subgraph for the tests of the server itself, and the strings by which they pull. */
export class SampleSubgraph {
  /** Resolves when `slow` has been asked. */
  readonly asked = Promise.withResolvers<undefined>();
  /** `slow` answers when this is resolved. */
  readonly answer = Promise.withResolvers<string>();
  /** Resolves when the source of `silence` has been told to end. */
  readonly silenceReturned = Promise.withResolvers<undefined>();
  /** Every event consumed. */
  readonly taken: RecordedEvent[] = [];
  /** What was closed, in order. */
  readonly closed: string[] = [];
  readonly jobRuns: string[] = [];
  #loaders = 0;
  #ticks: PromiseWithResolvers<undefined> = Promise.withResolvers();

  /** Makes `ticks` go on. */
  tick(): void {
    this.#ticks.resolve(undefined);
    this.#ticks = Promise.withResolvers();
  }

  definition(followed?: string): SubgraphDefinition<SampleLoaders> {
    return {
      name: 'sample',
      schemaFile: new URL('sample.graphql', import.meta.url),
      entities: [],
      migrations: [CreateSample1700000009001],
      build: (kit) => ({
        resolvers: this.#resolvers(kit),
        loaders: () => ({ nth: ++this.#loaders }),
        consumers: followed === undefined ? [] : [this.#consumer(followed)],
        jobs: [
          { name: 'sweep', everyMilliseconds: 60_000, run: () => Promise.resolve(void this.jobRuns.push('sweep')) },
        ],
        internalRoutes: (server) => {
          server.post('/internal/echo', (request) => ({ echo: request.body }));
        },
        publicRoutes: (server) => {
          server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
            done(null, body);
          });
          server.post('/webhooks/raw', (request) => ({ raw: request.body }));
        },
        close: () => Promise.resolve(void this.closed.push('parts')),
      }),
    };
  }

  #resolvers({ database, clock }: Kit) {
    const slow = () => {
      this.asked.resolve(undefined);
      return this.answer.promise;
    };
    return {
      Query: {
        hello: () => 'Hello.',
        whoAmI: (_: unknown, __: unknown, { viewer }: Context) => requireAccount(viewer),
        clientAddress: (_: unknown, __: unknown, { clientAddress }: Context) => clientAddress,
        slow,
        blocks: (_: unknown, { milliseconds }: { milliseconds: number }) => {
          const end = performance.now() + milliseconds;
          while (performance.now() < end);
          return true;
        },
        breaks: () => {
          throw new Error('the password is hunter2');
        },
        refuses: () => {
          throw badInput('first must be from 1 to 100, not 0.', { first: 0 });
        },
        logs: (_: unknown, __: unknown, { logger }: Context) => {
          logger.info('logged by a resolver');
          return true;
        },
        moment: (_: unknown, { at }: { at: Date }) => at,
        number: (_: unknown, { decimal }: { decimal: string }) => decimal,
        most: (_: unknown, { first }: { first: number }) => first,
        loader: (_: unknown, __: unknown, { loaders }: Context) => loaders.nth,
        thing: (_: unknown, { id }: { id: string }) => ({ id }),
      },
      Mutation: {
        happen: async (_: unknown, { what }: { what: string }, { viewer }: Context) => {
          const shopId = requireAccount(viewer);
          await database.transaction('happen', async (transaction: Transaction) => {
            const event = { type: 'ThingHappened', shopId, aggregateId: deriveId(what), version: 1, data: { what } };
            await appendEvents(transaction, clock, [event]);
          });
          return true;
        },
        slow,
      },
      Subscription: {
        ticks: { subscribe: () => this.#tick(), resolve: (tick: unknown) => tick },
        silence: { subscribe: () => this.#silence() },
        snaps: { subscribe: () => snap(), resolve: (tick: unknown) => tick },
        listener: {
          subscribe: (_: unknown, __: unknown, { viewer }: Context) => once(requireAccount(viewer)),
          resolve: (accountId: unknown) => accountId,
        },
      },
      Tick: {
        loader: (_: unknown, __: unknown, { loaders }: Context) => loaders.nth,
        breaks: () => {
          throw new Error('the password is hunter2');
        },
      },
      Thing: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        itself: (thing: unknown) => thing,
      },
    };
  }

  async *#tick(): AsyncGenerator<{ nth: number }, void, void> {
    for (let nth = 1; ; nth++) {
      yield { nth };
      await this.#ticks.promise;
    }
  }

  #silence(): AsyncIterableIterator<never> {
    const iterator: AsyncIterableIterator<never> = {
      next: () => new Promise<never>(() => undefined),
      return: () => {
        this.silenceReturned.resolve(undefined);
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  #consumer(sourceUrl: string): Consumer {
    return {
      source: 'others',
      sourceUrl,
      types: ['OtherHappened'],
      handle: (_transaction, events) => {
        this.taken.push(...events);
        return Promise.resolve();
      },
    };
  }
}

interface SampleLoaders {
  readonly nth: number;
}

type Context = RequestContext<SampleLoaders>;

async function* snap(): AsyncGenerator<{ nth: number }, void, void> {
  yield await Promise.resolve({ nth: 1 });
  throw new Error('the password is hunter2');
}

async function* once<Value>(value: Value): AsyncGenerator<Value, void, void> {
  yield await Promise.resolve(value);
}

class CreateSample1700000009001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE sample (shop_id uuid PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sample');
  }
}
