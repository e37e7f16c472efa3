import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { FastifyInstance } from 'fastify';
import type { JWTVerifyGetKey } from 'jose';
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
import type { Timer } from '../timers/timer.ts';

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

/** Resolvers by type and field, as graphql-codegen types them. DateTime and Decimal are the platform's. */
export type ResolverMap = Readonly<Record<string, unknown>>;

/** The running half of a subgraph. */
export interface SubgraphParts<Loaders> {
  readonly resolvers: ResolverMap;
  /** Called once per operation and once per subscription event. */
  loaders(viewer: Viewer): Loaders;
  /** Follows other subgraphs' events. */
  readonly consumers?: readonly Consumer[];
  /** Repeated work that tidies; nothing may depend on its punctuality. */
  readonly jobs?: readonly Job[];
  /** Work that is due at a moment; the definition's migrations then hold CreateTimers. */
  readonly timers?: readonly Timer[];
  /** Internal HTTP routes, with paths that begin with /internal; only callers with the service token are admitted. */
  internalRoutes?(server: FastifyInstance): void;
  /** Public HTTP routes: JWKS, webhooks. The server is this subgraph's own scope: content type parsers may be replaced. */
  publicRoutes?(server: FastifyInstance): void;
  /** The live channels that one of this subgraph's own outbox events wakes. */
  wakes?(event: RecordedEvent): readonly LiveMessage[];
  /** For the users subgraph: the keys that it signs with. All others fetch them from USERS_URL. */
  readonly tokenKeys?: JWTVerifyGetKey;
  /** Called at the end, when nothing runs any more and the database is still open. */
  close?(): Promise<void>;
}

/** What a subgraph is; the platform serves it. */
export interface SubgraphDefinition<Loaders = unknown, Environment extends SubgraphEnvironment = SubgraphEnvironment> {
  readonly name: string;
  /** The SDL file that composition reads as well. */
  readonly schemaFile: URL;
  readonly entities: readonly EntitySchema[];
  /** The subgraph's own; the platform adds those of its tables (outbox, inbox, idempotency records, shop directory). */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** For the users subgraph, whose own tables are the directory. All others keep a copy of it, by users' events. */
  shops?(kit: Omit<Kit<Environment>, 'shops'>): ShopDirectory;
  build(kit: Kit<Environment>): SubgraphParts<Loaders> | Promise<SubgraphParts<Loaders>>;
}
