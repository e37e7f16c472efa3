import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import DataLoader from 'dataloader';
import type { AccountRow } from './account.entity.ts';
import { findAccounts } from './account.store.ts';

export type AccountLoader = DataLoader<Uuid, AccountRow | null>;

export const accountLoader = (runner: SqlRunner): AccountLoader =>
  new DataLoader(async (accountIds) => {
    const rows = await findAccounts(runner, accountIds);
    const found = new Map(rows.map((row) => [row.accountId, row]));
    return accountIds.map((accountId) => found.get(accountId) ?? null);
  });
