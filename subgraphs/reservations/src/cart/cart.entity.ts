import type { Uuid } from '@yoyaku/platform/ids';
import type { WantedLine } from '../catalog/catalog.client.ts';

// Cart: what is to be ordered, before it is. Nothing is held for it.

export interface CartRow {
  readonly shopId: Uuid;
  readonly cartId: Uuid;
  /** Whose it is; null for the cart of a table. */
  readonly accountId: Uuid | null;
  /** The table session whose guests share it; null for the cart of an account. */
  readonly tableSessionId: Uuid | null;
  /** Rises with every change, and from a table's cart to its next one. */
  readonly version: number;
  readonly updatedAt: Date;
}

export interface CartLineRow {
  readonly shopId: Uuid;
  readonly cartId: Uuid;
  readonly lineId: Uuid;
  /** Rises with every line that is added. */
  readonly place: number;
  readonly variantId: Uuid;
  readonly performanceId: Uuid | null;
  /** Half open: [periodStart, periodEnd). */
  readonly periodStart: Date | null;
  readonly periodEnd: Date | null;
  /** The very things or seats wanted, as many as `quantity` says; null where the shop is to choose. */
  readonly unitIds: readonly Uuid[] | null;
  readonly together: boolean;
  readonly section: string | null;
  readonly quantity: number;
  readonly addedBy: Uuid;
}

/** A line as catalog weighs it. */
export function wantedOf(line: CartLineRow, lineId: Uuid = line.lineId): WantedLine {
  const { variantId, performanceId, periodStart, periodEnd, unitIds, together, section, quantity } = line;
  return {
    lineId,
    variantId,
    quantity,
    ...(performanceId !== null && { performanceId }),
    ...(periodStart && periodEnd && { period: { start: periodStart.toISOString(), end: periodEnd.toISOString() } }),
    ...(unitIds && { unitIds }),
    ...(together && { together }),
    ...(section !== null && { section }),
  };
}
