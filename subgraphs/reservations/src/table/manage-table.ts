import type { Transaction } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import { idempotencyKeyReused, invalidInput, notFound, versionConflict } from '@yoyaku/platform/failures';
import { type Outcome, Refusal, runOnce } from '@yoyaku/platform/idempotency';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type {
  ArchiveTableInput,
  CreateTableInput,
  DeleteTableInput,
  RestoreTableInput,
  UpdateTableInput,
} from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { tableIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem, textProblem, trimmed } from '../order/free-text.ts';
import { findOpenSessions, wasOpened } from './table-session.store.ts';
import type { TableRow } from './table.entity.ts';
import { noTableStep, tableInUse, tableNameTaken } from './table.failures.ts';
import { deleteTableRow, findTables, lockTable, writeTable } from './table.store.ts';

// Setting up tables, for the staff of their shop; nobody else learns that there are any.

const LONGEST_NAME = 50;

type InputFailure = ReturnType<typeof notFound | typeof invalidInput | typeof idempotencyKeyReused>;
type Conflict = ReturnType<typeof versionConflict>;
type NameTaken = ReturnType<typeof tableNameTaken>;
type InUse = ReturnType<typeof tableInUse>;
type NoStep = ReturnType<typeof noTableStep>;
type AnyFailure = InputFailure | Conflict | NameTaken | InUse | NoStep;

interface TableInput {
  readonly tableId: string;
  readonly expectedVersion?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** What an idempotency record of these remembers. */
interface TableReference {
  readonly shopId: Uuid;
  readonly tableId: Uuid;
}

export async function createTable(
  kit: ReservationsKit,
  { loaders }: Context,
  accountId: Uuid,
  input: CreateTableInput,
): Promise<TableRow | InputFailure | NameTaken> {
  const problem = nameProblem(input.name) ?? keyProblem(input.idempotencyKey);
  if (problem) return problem;
  const shopId = shopIds.decode(input.shopId);
  if (!shopId || !(await loaders.role.load(shopId))) return notFound('shop', input.shopId);
  const table: TableRow = {
    shopId,
    tableId: randomId(),
    name: input.name.trim(),
    code: randomId(),
    archivedAt: null,
    version: 1,
    createdAt: kit.clock.now(),
  };
  const done = await once<NameTaken>(kit, accountId, 'createTable', input, table.name, async (transaction) => {
    await writeTable(transaction, table);
    return { shopId, tableId: table.tableId };
  });
  return shown(kit, done);
}

export async function updateTable(
  kit: ReservationsKit,
  context: Context,
  accountId: Uuid,
  input: UpdateTableInput,
): Promise<TableRow | InputFailure | Conflict | NameTaken> {
  const { name, newCode } = input;
  const problem = typeof name === 'string' ? nameProblem(name) : null;
  if (problem) return problem;
  const changed = await changeTable(kit, context, accountId, 'updateTable', input, (table) =>
    Promise.resolve({
      ...table,
      name: name?.trim() ?? table.name,
      code: newCode === true ? randomId() : table.code,
    }),
  );
  return changed as Exclude<typeof changed, InUse | NoStep>;
}

export function archiveTable(
  kit: ReservationsKit,
  context: Context,
  accountId: Uuid,
  input: ArchiveTableInput,
): Promise<TableRow | InputFailure | Conflict | InUse | NoStep> {
  return changeTable(kit, context, accountId, 'archiveTable', input, async (table, transaction) => {
    if (table.archivedAt) return noTableStep('ARCHIVED');
    const open = await findOpenSessions(transaction, [{ tenant: table.shopId, key: table.tableId }]);
    if (open.length > 0) return tableInUse(input.tableId, 'The table is open; close it first.');
    return { ...table, archivedAt: kit.clock.now() };
  }) as Promise<TableRow | InputFailure | Conflict | InUse | NoStep>;
}

export function restoreTable(
  kit: ReservationsKit,
  context: Context,
  accountId: Uuid,
  input: RestoreTableInput,
): Promise<TableRow | InputFailure | Conflict | NameTaken | NoStep> {
  return changeTable(kit, context, accountId, 'restoreTable', input, (table) =>
    Promise.resolve(table.archivedAt ? { ...table, archivedAt: null } : noTableStep('IN_USE')),
  ) as Promise<TableRow | InputFailure | Conflict | NameTaken | NoStep>;
}

/** @returns The table's id, as it was given. */
export async function deleteTable(
  kit: ReservationsKit,
  { loaders }: Context,
  accountId: Uuid,
  input: DeleteTableInput,
): Promise<{ readonly deleted: string } | InputFailure | Conflict | InUse> {
  const problem = keyProblem(input.idempotencyKey);
  if (problem) return problem;
  const key = tableIds.decode(input.tableId);
  if (!key || !(await loaders.role.load(key.tenant))) return notFound('table', input.tableId);
  const done = await once<AnyFailure>(kit, accountId, 'deleteTable', input, '', async (transaction) => {
    const table = await lockTable(transaction, key);
    if (!table) return new Refusal<AnyFailure>(notFound('table', input.tableId));
    const stale = staleVersion(table, input);
    if (stale) return new Refusal<AnyFailure>(stale);
    if (await wasOpened(transaction, table.shopId, table.tableId)) {
      return new Refusal<AnyFailure>(tableInUse(input.tableId, 'The table has been used; archive it instead.'));
    }
    await deleteTableRow(transaction, table);
    return { shopId: table.shopId, tableId: table.tableId };
  });
  return '__typename' in done ? (done as InputFailure | Conflict | InUse) : { deleted: input.tableId };
}

async function changeTable(
  kit: ReservationsKit,
  { loaders }: Context,
  accountId: Uuid,
  operation: string,
  input: TableInput,
  change: (table: TableRow, transaction: Transaction) => Promise<TableRow | InUse | NoStep>,
): Promise<TableRow | AnyFailure> {
  const problem = keyProblem(input.idempotencyKey);
  if (problem) return problem;
  const key = tableIds.decode(input.tableId);
  const present = key && (await loaders.role.load(key.tenant)) && (await loaders.table.load(key));
  if (!present) return notFound('table', input.tableId);
  const name = ('name' in input && typeof input.name === 'string' ? trimmed(input.name) : null) ?? present.name;
  const done = await once<AnyFailure>(kit, accountId, operation, input, name, async (transaction) => {
    const table = await lockTable(transaction, key);
    if (!table) return new Refusal<AnyFailure>(notFound('table', input.tableId));
    const stale = staleVersion(table, input);
    if (stale) return new Refusal<AnyFailure>(stale);
    const changed = await change(table, transaction);
    if ('__typename' in changed) return new Refusal<AnyFailure>(changed);
    await writeTable(transaction, { ...changed, version: table.version + 1 });
    return { shopId: table.shopId, tableId: table.tableId };
  });
  loaders.table.clear(key);
  return shown(kit, done);
}

/** Runs a change once per key. @param name What the table will be called: of two that take it, one is refused. */
async function once<Failure>(
  { database }: ReservationsKit,
  accountId: Uuid,
  operation: string,
  { idempotencyKey, ...body }: { readonly idempotencyKey?: string | null | undefined },
  name: string,
  work: (transaction: Transaction) => Promise<TableReference | Refusal<Failure>>,
): Promise<TableReference | Failure | NameTaken | ReturnType<typeof idempotencyKeyReused>> {
  const request = idempotencyKey ? { accountId, key: idempotencyKey, operation, body } : null;
  let outcome: Outcome<TableReference | Failure>;
  try {
    outcome = await runOnce<TableReference | Failure>(database, operation, request, work);
  } catch (error) {
    if (violates(error, 'dining_table_name')) return tableNameTaken(name);
    throw error;
  }
  return outcome.outcome === 'REUSED' ? idempotencyKeyReused() : outcome.result;
}

async function shown<Failure extends { readonly __typename: string }>(
  { database }: ReservationsKit,
  done: TableReference | Failure,
): Promise<TableRow | Failure | ReturnType<typeof notFound>> {
  if ('__typename' in done) return done;
  const { shopId, tableId } = done;
  const [table] = await findTables(database, [{ tenant: shopId, key: tableId }]);
  // Deleted since.
  return table ?? notFound('table', tableIds.encode(shopId, tableId));
}

function staleVersion({ version }: TableRow, { expectedVersion }: Omit<TableInput, 'tableId'>): Conflict | null {
  return typeof expectedVersion === 'number' && expectedVersion !== version ? versionConflict('table', version) : null;
}

function nameProblem(name: string) {
  if (trimmed(name) === null) return invalidInput('name', 'The name must have at least one character.');
  return textProblem('name', name.trim(), LONGEST_NAME);
}
