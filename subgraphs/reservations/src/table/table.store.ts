import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { TableRow } from './table.entity.ts';

const TABLE_COLUMNS = `
  t.shop_id AS "shopId", t.table_id AS "tableId", t.name, t.code, t.archived_at AS "archivedAt", t.version,
  t.created_at AS "createdAt"`;

/** The tables of these (shop, table) keys that exist, in no order. */
export function findTables(runner: SqlRunner, keys: readonly TenantKey[]): Promise<TableRow[]> {
  return runner.query<TableRow>(
    `SELECT ${TABLE_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, table_id)
     JOIN dining_table t USING (shop_id, table_id)`,
    [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)],
  );
}

/** A table, locked until the transaction ends. Sessions are opened and closed under this lock. */
export async function lockTable(transaction: Transaction, { tenant, key }: TenantKey): Promise<TableRow | null> {
  const [table] = await transaction.query<TableRow>(
    `SELECT ${TABLE_COLUMNS} FROM dining_table t WHERE t.shop_id = $1 AND t.table_id = $2 FOR UPDATE`,
    [tenant, key],
  );
  return table ?? null;
}

/** As {@link lockTable}, by the table's code. */
export async function lockTableByCode(transaction: Transaction, { tenant, key }: TenantKey): Promise<TableRow | null> {
  const [table] = await transaction.query<TableRow>(
    `SELECT ${TABLE_COLUMNS} FROM dining_table t WHERE t.shop_id = $1 AND t.code = $2 FOR UPDATE`,
    [tenant, key],
  );
  return table ?? null;
}

/** Writes a table down, new or changed. */
export async function writeTable(transaction: Transaction, table: TableRow): Promise<void> {
  await transaction.query(
    `INSERT INTO dining_table (shop_id, table_id, name, code, archived_at, version, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (shop_id, table_id) DO UPDATE SET
       name = excluded.name, code = excluded.code, archived_at = excluded.archived_at, version = excluded.version`,
    [table.shopId, table.tableId, table.name, table.code, table.archivedAt, table.version, table.createdAt],
  );
}

export async function deleteTableRow(transaction: Transaction, { shopId, tableId }: TableRow): Promise<void> {
  await transaction.query('DELETE FROM dining_table WHERE shop_id = $1 AND table_id = $2', [shopId, tableId]);
}

/** After which table a page begins. */
export interface TablePosition {
  readonly name: string;
  readonly tableId: Uuid;
}

export interface TablesQuery {
  readonly shopId: Uuid;
  /** Null: whether or not. */
  readonly open: boolean | null;
  readonly archived: boolean | null;
  readonly after: TablePosition | null;
  readonly limit: number;
}

/** A page of a shop's tables, by name. */
export function findShopTables(runner: SqlRunner, query: TablesQuery): Promise<TableRow[]> {
  const { shopId, open, archived, after, limit } = query;
  return runner.query<TableRow>(
    `SELECT ${TABLE_COLUMNS} FROM dining_table t
     WHERE t.shop_id = $1 AND (t.name, t.table_id) > ($2, $3)
       AND ($4::boolean IS NULL OR (t.archived_at IS NOT NULL) = $4)
       AND ($5::boolean IS NULL OR $5 = EXISTS (
         SELECT FROM table_session s WHERE s.shop_id = t.shop_id AND s.table_id = t.table_id AND s.state = 'OPEN'))
     ORDER BY t.name, t.table_id
     LIMIT $6`,
    [shopId, after?.name ?? '', after?.tableId ?? '00000000-0000-0000-0000-000000000000', archived, open, limit],
  );
}
