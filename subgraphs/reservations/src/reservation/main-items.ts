import type { WantedLine } from '../catalog/catalog.client.ts';
import type { ReservationsKit } from '../kit.ts';
import { lineRefusal } from '../order/hold-refusal.ts';
import type { OrderLineRow, OrderRow } from '../order/order.entity.ts';

/**
 * Which line that stays would miss its main one, or null: a side is sold only together with a main, also after the main
 * is called off. Other rules, and what was against the order before, count no longer: it is sold.
 */
export async function brokenRule(
  { catalog, clock }: ReservationsKit,
  { shopId, accountId, tableSessionId }: OrderRow,
  staying: readonly OrderLineRow[],
  going: readonly OrderLineRow[],
) {
  const lines = staying.map(wantedAgain);
  const quoted = await catalog.quote({ shopId, accountId, atTable: tableSessionId !== null, lines });
  const gone = new Set(going.map(({ productId }) => productId));
  for (const { refusals } of quoted) {
    for (const refusal of refusals) {
      if (refusal.reason !== 'MAIN_ITEM_REQUIRED' || !refusal.mainProductIds.some((id) => gone.has(id))) continue;
      const failure = lineRefusal({ shopId, lines, now: clock.now() }, refusal);
      if (failure.__typename === 'MainItemRequired') return failure;
    }
  }
  return null;
}

function wantedAgain(line: OrderLineRow): WantedLine {
  const { lineId, variantId, quantity, performanceId, periodStart, periodEnd } = line;
  return {
    lineId,
    variantId,
    quantity,
    ...(performanceId !== null && { performanceId }),
    ...(periodStart && periodEnd && { period: { start: periodStart.toISOString(), end: periodEnd.toISOString() } }),
  };
}
