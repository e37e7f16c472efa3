import type { Viewer } from '@yoyaku/platform/auth/viewer';
import { badInput } from '@yoyaku/platform/errors';
import type { TenantKey } from '@yoyaku/platform/ids';
import { lookAgain } from '@yoyaku/platform/live/look-again';
import { variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { catalogLoaders } from '../loaders.ts';
import type { VariantRow } from '../variant/variant.entity.ts';
import { stockChanged as wakeUp } from './stock-wake-ups.ts';

const MOST_VARIANTS = 100;

/**
 * Each of these variants as it is now, and then again whenever its stock or its product's status has changed.
 * @throws BAD_USER_INPUT for no id or more than 100.
 */
export function stockChanged(
  kit: CatalogKit,
  viewer: Viewer,
  ids: readonly string[],
): AsyncIterableIterator<{ stockChanged: VariantRow }> {
  if (ids.length === 0 || ids.length > MOST_VARIANTS) {
    throw badInput(`variantIds must name from 1 to ${MOST_VARIANTS} variants, not ${ids.length}.`);
  }
  const keys = [...new Set(ids)].map((id) => variantIds.decode(id)).filter((key) => key !== null);
  const seen = new Map<string, string>();
  async function* look() {
    for (const { variant, state } of await lookAt(kit, viewer, keys)) {
      if (seen.get(variant.variantId) === state) continue;
      seen.set(variant.variantId, state);
      yield { stockChanged: variant };
    }
  }
  return lookAgain(
    kit.live,
    keys.map(({ tenant, key }) => wakeUp(tenant, key)),
    look,
    {},
  );
}

/** The variants that there are, each with all that a change of is news. */
async function lookAt(kit: CatalogKit, viewer: Viewer, keys: readonly TenantKey[]) {
  const loaders = catalogLoaders(kit, viewer);
  const looked = await Promise.all(
    keys.map(async (key) => {
      const [variant, { onHand, held, confirmed }] = await Promise.all([
        loaders.variant.load(key),
        loaders.stock.load(key),
      ]);
      if (!variant) return null;
      const product = await loaders.product.load({ tenant: key.tenant, key: variant.productId });
      return { variant, state: [onHand, held, confirmed, product?.status].join() };
    }),
  );
  return looked.filter((one) => one !== null);
}
