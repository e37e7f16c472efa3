import type { MigrationInterface } from 'typeorm';
import { CreateInbox1700000000003 } from '../events/inbox.ts';
import { CreateOutbox1700000000002 } from '../events/outbox.ts';
import { CreateIdempotencyRecord1700000000001 } from '../idempotency.ts';
import { CreateShopDirectory1700000000010 } from '../tenancy/shop-directory.migration.ts';
import { AddShopMoneySettings1700000000011 } from '../tenancy/shop-money-settings.migration.ts';
import type { SubgraphDefinition } from './subgraph.ts';

type Migration = new () => MigrationInterface;

/** All migrations of a subgraph: the platform's tables and its own. TypeORM runs them by the number in their names. */
export function subgraphMigrations({
  migrations,
  shops,
}: Pick<SubgraphDefinition, 'migrations' | 'shops'>): readonly Migration[] {
  const directory = shops ? [] : [CreateShopDirectory1700000000010, AddShopMoneySettings1700000000011];
  const all: readonly Migration[] = [
    CreateIdempotencyRecord1700000000001,
    CreateOutbox1700000000002,
    CreateInbox1700000000003,
    ...directory,
    ...migrations,
  ];
  return [...new Set(all)];
}
