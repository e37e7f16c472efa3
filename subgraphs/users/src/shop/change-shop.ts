import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import {
  idempotencyKeyReused,
  invalidStateTransition,
  notFound,
  type InvalidInputFailure,
  versionConflict,
} from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { ShopStatus } from '@yoyaku/platform/tenancy/shop-directory';
import type { ArchiveShopInput, ReopenShopInput, UpdateShopInput } from '../__generated__/resolver-types.ts';
import { keyProblem } from '../input-text.ts';
import { holdRole } from '../membership/membership.store.ts';
import { type NotAnOwner, ownersOnly } from '../membership/owners-only.ts';
import type { ShopRow } from './shop.entity.ts';
import { shopUpdated } from './shop.events.ts';
import type { ShopLoader } from './shop.loaders.ts';
import { loadedShop } from './shop.service.ts';
import { readSettings, type ShopSettings, unknownTimezone } from './shop-settings.ts';
import { SHOP_TRANSITIONS } from './shop.state.ts';
import { lockShop, updateShopRow } from './shop.store.ts';
import { isTimezoneOfDatabase } from './timezone.ts';

type Refused = NotAnOwner | ReturnType<typeof versionConflict>;
type Asked = InvalidInputFailure | ReturnType<typeof idempotencyKeyReused>;
type WrongStatus = ReturnType<typeof invalidStateTransition>;

export interface ShopChanges {
  /** Changes settings. @throws UNAUTHENTICATED */
  update(viewer: Viewer, shops: ShopLoader, input: UpdateShopInput): Promise<ShopRow | Refused | Asked>;
  /** Puts a shop away. @throws UNAUTHENTICATED */
  archive(viewer: Viewer, shops: ShopLoader, input: ArchiveShopInput): Promise<ShopRow | Refused | WrongStatus | Asked>;
  /** Brings it back. @throws UNAUTHENTICATED */
  reopen(viewer: Viewer, shops: ShopLoader, input: ReopenShopInput): Promise<ShopRow | Refused | WrongStatus | Asked>;
}

/** A shop as an idempotency record keeps it. */
interface Changed {
  readonly shopId: Uuid;
}

interface Change<Failed> {
  readonly operation: string;
  readonly input: ArchiveShopInput;
  readonly changes: Partial<ShopSettings & Pick<ShopRow, 'status'>>;
  /** Why the shop as it is cannot be changed so. */
  readonly refusal: (shop: ShopRow) => Failed | null;
}

export function shopChanges({ database, clock }: { readonly database: Database; readonly clock: Clock }): ShopChanges {
  async function change<Failed extends WrongStatus>(
    viewer: Viewer,
    shops: ShopLoader,
    { operation, input, changes, refusal }: Change<Failed>,
  ): Promise<ShopRow | Refused | Failed | Asked> {
    const actor = requireAccount(viewer);
    const { expectedVersion, idempotencyKey: key = null } = input;
    const badKey = keyProblem(key);
    if (badKey) return badKey;
    const shopId = shopIds.decode(input.shopId);
    if (shopId === null) return notFound('shop', input.shopId);
    const body = { shopId, expectedVersion, changes };
    const request = key === null ? null : { accountId: actor, key, operation, body };
    const outcome = await runOnce<Changed | Refused | Failed>(database, operation, request, async (transaction) => {
      const stranger = ownersOnly(await holdRole(transaction, shopId, actor), input.shopId);
      if (stranger) return new Refusal<Changed | Refused | Failed>(stranger);
      const shop = await lockShop(transaction, shopId);
      if (shop.version !== expectedVersion) return new Refusal(versionConflict('shop', shop.version));
      const failed = refusal(shop);
      if (failed) return new Refusal(failed);
      const changed = { ...shop, ...changes, version: shop.version + 1 };
      await updateShopRow(transaction, changed);
      await appendEvents(transaction, clock, [shopUpdated(changed)]);
      return { shopId };
    });
    if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
    if ('code' in outcome.result) return outcome.result;
    // What was loaded before is not true any more.
    shops.clear(shopId);
    return loadedShop(shops, shopId);
  }

  /** The change that leads to a status, from the statuses that lead there. */
  const towards = (status: ShopStatus) => ({
    changes: { status },
    refusal: (shop: ShopRow) => {
      const allowed = SHOP_TRANSITIONS[shop.status];
      return allowed.includes(status) ? null : invalidStateTransition('shop', shop.status, status, allowed);
    },
  });

  return {
    async update(viewer, shops, input) {
      requireAccount(viewer);
      const changes = readSettings(input);
      if ('code' in changes) return changes;
      const { timezone } = changes;
      if (timezone !== undefined && !(await isTimezoneOfDatabase(database, timezone))) return unknownTimezone();
      return change<never>(viewer, shops, { operation: 'updateShop', input, changes, refusal: () => null });
    },
    archive: (viewer, shops, input) =>
      change(viewer, shops, { operation: 'archiveShop', input, ...towards('ARCHIVED') }),
    reopen: (viewer, shops, input) => change(viewer, shops, { operation: 'reopenShop', input, ...towards('ACTIVE') }),
  };
}
