import type { Uuid } from '@yoyaku/platform/ids';
import { EntitySchema } from 'typeorm';

/** Somebody who can log in. The password is kept elsewhere; see account.store.ts. */
export interface AccountRow {
  readonly accountId: Uuid;
  /** In lower case. */
  readonly email: string;
  readonly displayName: string;
  readonly createdAt: Date;
}

/** An account in an answer. */
export interface SeenAccount extends AccountRow {
  /** Whether whoever gets the answer has just shown the password, without a token to say who they are. */
  readonly byItsOwner?: boolean;
}

export const AccountEntity = new EntitySchema<AccountRow>({
  name: 'Account',
  tableName: 'account',
  columns: {
    accountId: { name: 'account_id', type: 'uuid', primary: true },
    email: { type: 'text' },
    displayName: { name: 'display_name', type: 'text' },
    createdAt: { name: 'created_at', type: 'timestamptz', precision: 3 },
  },
});
