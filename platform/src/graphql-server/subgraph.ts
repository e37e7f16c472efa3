import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { GraphQLSchemaModule } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { FastifyInstance } from 'fastify';
import type { Viewer } from '../auth/viewer.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Consumer } from '../events/consumer.ts';
import type { RecordedEvent } from '../events/event.ts';
import type { SubgraphEnvironment } from '../environment.ts';
import type { Job } from '../jobs/job.ts';
import type { LiveChannels, LiveMessage } from '../live/channels.ts';
import type { Logger } from '../logging.ts';
import type { ShopDirectory } from '../tenancy/shop-directory.ts';

/** What the platform hands to a subgraph: everything that outlives a request. */
export interface Kit<Environment extends SubgraphEnvironment = SubgraphEnvironment> {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly database: Database;
  readonly live: LiveChannels;
  readonly shops: ShopDirectory;
}

/** The context of one operation, or of one event of a subscription: loaders are fresh for each. */
export interface RequestContext<Loaders> {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly logger: Logger;
  /** The client's address as the edge saw it; null for internal calls. */
  readonly clientAddress: string | null;
}

/** The running half of a subgraph. */
export interface SubgraphParts<Loaders> {
  readonly resolvers: NonNullable<GraphQLSchemaModule['resolvers']>;
  /** Called once per operation and once per subscription event. */
  loaders(viewer: Viewer): Loaders;
  /** Follows other subgraphs' events. */
  readonly consumers?: readonly Consumer[];
  /** Repeated work that tidies; nothing may depend on its punctuality. */
  readonly jobs?: readonly Job[];
  /** Internal HTTP routes under /internal; the platform admits only callers with the service token. */
  internalRoutes?(server: FastifyInstance): void;
  /** Public HTTP routes: JWKS, webhooks. */
  publicRoutes?(server: FastifyInstance): void;
  /** The live channels that one of this subgraph's own outbox events wakes. */
  wakes?(event: RecordedEvent): readonly LiveMessage[];
}

/** What a subgraph is; the platform serves it. */
export interface SubgraphDefinition<Loaders = unknown, Environment extends SubgraphEnvironment = SubgraphEnvironment> {
  readonly name: string;
  /** The SDL file that composition reads as well. */
  readonly schemaFile: URL;
  readonly entities: readonly EntitySchema[];
  /** The subgraph's own; the platform adds those of its tables (outbox, inbox, idempotency records, shop directory). */
  readonly migrations: readonly (new () => MigrationInterface)[];
  build(kit: Kit<Environment>): SubgraphParts<Loaders> | Promise<SubgraphParts<Loaders>>;
}
