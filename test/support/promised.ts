import { idCodec } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { GraphClient } from './graph-client.ts';
import type { TestShop } from './store.ts';
import type { TestGraph } from './test-graph.ts';

/** What somebody was promised: pieces of a variant, one thing by its label or several without, for a time or for good. */
export interface Promised {
  readonly variantId: string;
  readonly label: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly quantity: number;
}

const ALLOCATIONS = `
  SELECT a.shop_id, a.variant_id, u.label, a.quantity, a.period_start, a.period_end
  FROM allocation a LEFT JOIN stock_unit u USING (shop_id, unit_id)
  WHERE a.shop_id = $1 AND (a.state = 'CONFIRMED' OR a.state = 'HELD' AND a.expires_at > now())`;

/** What the catalog's own database says is promised to a shop's customers. */
export async function promisedByDatabase(graph: TestGraph, shop: TestShop): Promise<Promised[]> {
  const { rows } = await graph.database('catalog').query<{
    shop_id: string;
    variant_id: string;
    label: string | null;
    quantity: number;
    period_start: Date | null;
    period_end: Date | null;
  }>(ALLOCATIONS, [shopIds.decode(shop.id)]);
  return inOrder(
    rows.map((row) => ({
      variantId: idCodec('var').encode(row.shop_id, row.variant_id),
      label: row.label,
      start: row.period_start?.toISOString() ?? null,
      end: row.period_end?.toISOString() ?? null,
      quantity: row.quantity,
    })),
  );
}

interface OrderLine {
  readonly variant: { readonly id: string };
  readonly quantity: number;
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly units: readonly { readonly label: string }[];
  readonly reservation: { readonly state: string };
}

const ORDERS = `query ($shopId: ID!, $state: OrderState, $after: String) {
  shopOrders(shopId: $shopId, filter: { state: $state }, first: 100, after: $after) {
    nodes { lines { variant { id } quantity period { start end } units { label } reservation { state } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** What a shop's orders say through the API that its customers were promised. */
export async function promisedByOrders(client: GraphClient, shop: TestShop): Promise<Promised[]> {
  const lines: OrderLine[] = [];
  for (const state of ['PENDING', 'CONFIRMED']) {
    for (let after: string | null = null, more = true; more;) {
      const { shopOrders } = await client.data(ORDERS, { shopId: shop.id, state, after }, shop.owner.token);
      lines.push(...(shopOrders.nodes as { lines: OrderLine[] }[]).flatMap((order) => order.lines));
      after = shopOrders.pageInfo.endCursor as string | null;
      more = shopOrders.pageInfo.hasNextPage as boolean;
    }
  }
  return inOrder(
    lines
      .filter(({ reservation }) => reservation.state !== 'CANCELLED')
      .flatMap(({ variant, quantity, period, units }): Promised[] => {
        const promised = { variantId: variant.id, start: period?.start ?? null, end: period?.end ?? null };
        return units.length > 0
          ? units.map(({ label }) => ({ ...promised, label, quantity: 1 }))
          : [{ ...promised, label: null, quantity }];
      }),
  );
}

const inOrder = (promised: readonly Promised[]): Promised[] =>
  promised
    .map((each) => [JSON.stringify([each.variantId, each.label, each.start, each.end, each.quantity]), each] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => each);

/** How many pieces are promised at the busiest of all instants; periods are half open. */
export function mostAtOnce(promised: readonly Pick<Promised, 'start' | 'end' | 'quantity'>[]): number {
  const steps = promised
    .flatMap(({ start, end, quantity }) => [
      { at: start === null ? -Infinity : Date.parse(start), change: quantity },
      { at: end === null ? Infinity : Date.parse(end), change: -quantity },
    ])
    .toSorted((a, b) => a.at - b.at || a.change - b.change);
  let now = 0;
  let most = 0;
  for (const { change } of steps) most = Math.max(most, (now += change));
  return most;
}

/** The labels that are promised to two at one instant, of one variant. */
export function promisedTwice(promised: readonly Promised[]): string[] {
  const byLabel = Map.groupBy(
    promised.filter(({ label }) => label !== null),
    ({ label }) => label ?? '',
  );
  return [...byLabel].filter(([, spans]) => mostAtOnce(spans) > 1).map(([label]) => label);
}
