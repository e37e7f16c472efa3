import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Database } from '@yoyaku/platform/database/database';
import { badInput } from '@yoyaku/platform/errors';
import { connection, encodeCursor, type PageArguments, pageRequest } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import type { WalletEntryPage, WalletRow } from './wallet.entity.ts';
import { findBalance, findEntries } from './wallet.store.ts';

// Wallet: the points of one customer at one shop. Nobody else sees it, and nobody can name another's.

export interface WalletKit {
  readonly database: Database;
  readonly shops: ShopDirectory;
}

/**
 * The viewer's own wallet at a shop, empty at first; null where there is no such shop, or it is not paid with points and
 * never was by this viewer.
 * @throws UNAUTHENTICATED
 */
export async function wallet({ database, shops }: WalletKit, viewer: Viewer, id: string): Promise<WalletRow | null> {
  const accountId = requireAccount(viewer);
  const shopId = shopIds.decode(id);
  const shop = shopId === null ? null : await shops.find(shopId);
  if (!shop) return null;
  const { shopId: known, paymentPolicy } = shop;
  const balance = await findBalance(database, { shopId: known, accountId });
  return balance === null && paymentPolicy !== 'POINTS' ? null : { shopId: known, accountId, balance: balance ?? 0 };
}

const ORDER = 'walletEntries';

/** A page of a wallet's entries, the latest first. One statement. @throws BAD_USER_INPUT */
export async function entriesOf(
  { database }: Pick<WalletKit, 'database'>,
  owned: WalletRow,
  page: PageArguments,
): Promise<WalletEntryPage> {
  const { limit, after } = pageRequest(ORDER, 1, page);
  const [number = null] = after ?? [];
  if (after && !isNumber(number)) throw badInput('after is not a cursor of this list.');
  const request = { limit, after: isNumber(number) ? number : null };
  const rows = await findEntries(database, owned, request);
  return connection(rows, request, (row) => encodeCursor(ORDER, [row.number]));
}

const isNumber = (value: string | number | null): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647;
