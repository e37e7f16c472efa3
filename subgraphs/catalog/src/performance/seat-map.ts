import type { Context } from '../context.ts';
import { performanceIds, unitIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import type { VariantRow } from '../variant/variant.entity.ts';
import { findSeats, type MapSeat } from './seat-map.store.ts';

/**
 * Every seat of a performance with its state now; null when there is no such performance. Three statements however
 * many seats there are: the performance, its seats, their variants.
 */
export async function seatMap(kit: CatalogKit, { loaders }: Context, performanceId: string) {
  const id = performanceIds.decode(performanceId);
  const performance = id && (await loaders.performance.load(id));
  if (!performance) return null;
  const seats = await findSeats(kit.database, id, kit.clock.now());
  const variantKeys = [...new Set(seats.map(({ variantId }) => variantId))];
  const loaded = await Promise.all(variantKeys.map((key) => loaders.variant.load({ tenant: id.tenant, key })));
  const variants = new Map(loaded.filter((row) => row !== null).map((row) => [row.variantId, row]));
  const sections = Map.groupBy(seats, ({ section }) => section);
  return {
    performance,
    sections: [...sections].map(([name, inSection]) => ({
      name,
      rows: [...Map.groupBy(inSection, ({ rowName }) => rowName)].map(([rowName, inRow]) => ({
        name: rowName,
        seats: inRow.map((seat) => shownSeat(id.tenant, seat, variants.get(seat.variantId))),
      })),
    })),
    available: seats.filter(({ state }) => state === 'AVAILABLE').length,
  };
}

function shownSeat(shopId: string, seat: MapSeat, variant: VariantRow | undefined) {
  if (!variant) throw new Error(`the variant ${seat.variantId} of a seat is gone`);
  const { unitId, label, seatNumber, tier, state } = seat;
  return { id: unitIds.encode(shopId, unitId), label, number: seatNumber, tier: tier ?? '', variant, state };
}
