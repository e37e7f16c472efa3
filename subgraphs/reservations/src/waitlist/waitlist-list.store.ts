import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { WaitlistEntryRow } from './waitlist.entity.ts';
import type { WaitlistState } from './waitlist.state.ts';
import { ENTRY_COLUMNS } from './waitlist.store.ts';

export interface ShopWaitlistQuery {
  readonly shopId: Uuid;
  readonly state: WaitlistState | null;
  readonly variantId: Uuid | null;
  readonly performanceId: Uuid | null;
  readonly now: Date;
  readonly after: number;
  readonly limit: number;
}

/** Offers that have lapsed are OFFER_EXPIRED, written down or not. */
export function findShopEntries(runner: SqlRunner, query: ShopWaitlistQuery): Promise<WaitlistEntryRow[]> {
  return runner.query<WaitlistEntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM waitlist_entry e
     WHERE e.shop_id = $1 AND e.position > $2
       AND ($3::text IS NULL
            OR $3 = CASE WHEN e.state = 'OFFERED' AND e.offer_expires_at <= $6 THEN 'OFFER_EXPIRED' ELSE e.state END)
       AND ($4::uuid IS NULL OR e.variant_id = $4) AND ($5::uuid IS NULL OR e.performance_id = $5)
     ORDER BY e.position LIMIT $7`,
    [query.shopId, query.after, query.state, query.variantId, query.performanceId, query.now, query.limit],
  );
}

/** After which entry a page begins; the latest come first. */
export interface EntryPosition {
  readonly joinedAt: string;
  readonly entryId: Uuid;
}

/** What an account waits for, or did, at all shops: a walk along its index. */
export function findAccountEntries(
  runner: SqlRunner,
  accountId: Uuid,
  after: EntryPosition | null,
  limit: number,
): Promise<WaitlistEntryRow[]> {
  return runner.query<WaitlistEntryRow>(
    `SELECT ${ENTRY_COLUMNS}
     FROM (SELECT * FROM account_waitlist_entry
           WHERE account_id = $1 AND (joined_at, entry_id) < ($2, $3)
           ORDER BY joined_at DESC, entry_id DESC LIMIT $4) mine
     CROSS JOIN LATERAL (
       SELECT * FROM waitlist_entry WHERE shop_id = mine.shop_id AND entry_id = mine.entry_id OFFSET 0) e
     ORDER BY mine.joined_at DESC, mine.entry_id DESC`,
    [accountId, after?.joinedAt ?? 'infinity', after?.entryId ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
  );
}
