import type { Clock } from '@yoyaku/platform/clock';
import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Database } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import { unauthenticated } from '@yoyaku/platform/errors';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { idempotencyKeyReused, type InvalidInputFailure } from '@yoyaku/platform/failures';
import { type IdempotentRequest, runOnce } from '@yoyaku/platform/idempotency';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import type { CreateShopInput } from '../__generated__/resolver-types.ts';
import { memberAdded } from '../membership/membership.events.ts';
import { ACCOUNT_CONSTRAINT, insertMembership } from '../membership/membership.store.ts';
import { type NewShop, readNewShop, requestOf } from './create-shop-input.ts';
import { shopCreated } from './shop.events.ts';
import type { ShopRow } from './shop.entity.ts';
import type { ShopLoader } from './shop.loaders.ts';
import { unknownTimezone } from './shop-settings.ts';
import { insertShop } from './shop.store.ts';
import { isTimezoneOfDatabase } from './timezone.ts';

interface Created {
  readonly shopId: Uuid;
}

export interface ShopService {
  /** Opens a shop whose owner is the viewer. @throws UNAUTHENTICATED */
  create(
    viewer: Viewer,
    shops: ShopLoader,
    input: CreateShopInput,
  ): Promise<ShopRow | InvalidInputFailure | ReturnType<typeof idempotencyKeyReused>>;
}

export function shopService({ database, clock }: { readonly database: Database; readonly clock: Clock }): ShopService {
  async function createOnce(accountId: Uuid, request: IdempotentRequest | null, about: NewShop) {
    const shopId = deriveId('createShop', accountId, request?.key ?? randomId());
    return runOnce<Created>(database, 'create a shop', request, async (transaction) => {
      const createdAt = clock.now();
      const shop: ShopRow = { shopId, ...about, status: 'ACTIVE', createdAt, version: 1 };
      await insertShop(transaction, shop);
      const owner = await insertMembership(transaction, { shopId, accountId, role: 'OWNER', joinedAt: createdAt });
      if (!owner) throw new Error('a new shop has a member already');
      await appendEvents(transaction, clock, [shopCreated(shop), memberAdded(owner)]);
      return { shopId };
    }).catch((error: unknown) => {
      if (violates(error, ACCOUNT_CONSTRAINT)) {
        throw unauthenticated('The account of this access token does not exist.');
      }
      throw error;
    });
  }

  return {
    async create(viewer, shops, input) {
      const accountId = requireAccount(viewer);
      const given = readNewShop(input);
      if ('code' in given) return given;
      if (!(await isTimezoneOfDatabase(database, given.timezone))) return unknownTimezone();
      const { idempotencyKey: key = null } = input;
      const request = key === null ? null : { accountId, key, operation: 'createShop', body: requestOf(given) };
      const outcome = await createOnce(accountId, request, given);
      if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
      return loadedShop(shops, outcome.result.shopId);
    },
  };
}

/** The shop of a row that names it. */
export async function loadedShop(shops: ShopLoader, shopId: Uuid): Promise<ShopRow> {
  const shop = await shops.load(shopId);
  if (!shop) throw new Error(`shop ${shopId} is gone, though shops are never deleted`);
  return shop;
}
