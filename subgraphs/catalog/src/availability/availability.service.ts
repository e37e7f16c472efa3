// Availability: the windows of time in which enough of a variant is free. Only stock counts, and how long before its
// start a period must be ordered; opening hours, slots and durations are for those who pick a period within a window.
import { badInput } from '@yoyaku/platform/errors';
import type { TenantKey } from '@yoyaku/platform/ids';
import type { QueryAvailabilityArgs } from '../__generated__/resolver-types.ts';
import { unitIds, variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { findFreeWindows, type FreeWindow } from './availability.store.ts';

const LONGEST_DAYS = 92;
const MOST_PIECES = 10_000;
const MOST_WINDOWS = 1000;
const FIRST_YEAR = Date.UTC(2000, 0);
const LAST_YEAR = Date.UTC(2200, 0);
const DAY_MS = 86_400_000;

export interface AvailabilityRow {
  readonly variantKey: TenantKey;
  readonly windows: readonly FreeWindow[];
  readonly to: Date;
}

/**
 * When a variant can be had so many times over; null when there is no such variant, or unit, that is let by period.
 * @throws BAD_USER_INPUT for an empty range, one of more than 92 days, and quantities that nobody can order.
 */
export async function availability(
  kit: CatalogKit,
  { variantId, from, to, quantity, unitId }: QueryAvailabilityArgs & { readonly quantity: number },
): Promise<AvailabilityRow | null> {
  if (from >= to) throw badInput('from must be before to.');
  if (to.getTime() - from.getTime() > LONGEST_DAYS * DAY_MS) {
    throw badInput(`From from to to may be at most ${LONGEST_DAYS} days.`);
  }
  if (from.getTime() < FIRST_YEAR || to.getTime() > LAST_YEAR) {
    throw badInput('from and to must be in the years 2000 to 2199.');
  }
  if (quantity < 1 || quantity > MOST_PIECES) throw badInput(`quantity must be 1 to ${MOST_PIECES}, not ${quantity}.`);

  const variant = variantIds.decode(variantId);
  const unit = unitId === undefined || unitId === null ? null : unitIds.decode(unitId);
  if (!variant || (typeof unitId === 'string' && unit?.tenant !== variant.tenant)) return null;
  const found = await findFreeWindows(kit.database, kit.clock.now(), {
    variant,
    from,
    to,
    quantity,
    unitId: unit?.key ?? null,
    limit: MOST_WINDOWS + 1,
  });
  if (!found) return null;
  const next = found[MOST_WINDOWS];
  return { variantKey: variant, windows: found.slice(0, MOST_WINDOWS), to: next?.start ?? to };
}
