import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { AccountRow } from './account.entity.ts';

/** The refusal of a second account for one e-mail address. */
export const EMAIL_CONSTRAINT = 'email_address_pkey';

/** The accounts of these ids that exist, in no order. */
export function findAccounts(runner: SqlRunner, accountIds: readonly Uuid[]): Promise<AccountRow[]> {
  return runner.query<AccountRow>(
    `SELECT account_id AS "accountId", email, display_name AS "displayName", created_at AS "createdAt"
     FROM account WHERE account_id = ANY ($1::uuid[])`,
    [accountIds],
  );
}

export async function findAccountIdByEmail(runner: SqlRunner, email: string): Promise<Uuid | null> {
  const [row] = await runner.query<{ accountId: Uuid }>(
    'SELECT account_id AS "accountId" FROM email_address WHERE email = $1',
    [email],
  );
  return row?.accountId ?? null;
}

export interface Credentials {
  readonly accountId: Uuid;
  readonly passwordHash: string;
}

export async function findCredentials(runner: SqlRunner, email: string): Promise<Credentials | null> {
  const [row] = await runner.query<Credentials>(
    `SELECT account_id AS "accountId", hash AS "passwordHash"
     FROM email_address JOIN password USING (account_id) WHERE email = $1`,
    [email],
  );
  return row ?? null;
}

/** Opens an account with its address and password, in one statement. Violates {@link EMAIL_CONSTRAINT} when taken. */
export async function insertAccount(
  transaction: Transaction,
  account: AccountRow,
  passwordHash: string,
): Promise<void> {
  await transaction.query(
    `WITH opened AS (INSERT INTO account (account_id, email, display_name, created_at) VALUES ($1, $2, $3, $4)),
          addressed AS (INSERT INTO email_address (email, account_id) VALUES ($2, $1))
     INSERT INTO password (account_id, hash, changed_at) VALUES ($1, $5, $4)`,
    [account.accountId, account.email, account.displayName, account.createdAt, passwordHash],
  );
}
