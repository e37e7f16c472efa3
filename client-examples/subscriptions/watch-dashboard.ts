// Shows the figures of a shop, anew after every change, for its staff.
import { readFile } from 'node:fs/promises';
import { readArguments } from './arguments.ts';
import { subscribe } from './sse.ts';

/** What dashboard-stats.graphql asks for. A link to another subgraph is null while that does not answer. */
interface Stats {
  readonly dashboardStats: {
    readonly ordersByState: readonly { readonly state: string; readonly count: number }[];
    readonly revenueToday: { readonly amount: string; readonly currency: string };
    readonly bestSellers: readonly {
      readonly quantity: number;
      readonly variant: { readonly product: { readonly name: string } } | null;
    }[];
    readonly updatedAt: string | null;
  };
}

const { id, token, endpoint } = readArguments('watch-dashboard.ts', 'shop id');
const query = await readFile(new URL('../store/operations/dashboard-stats.graphql', import.meta.url), 'utf8');

for await (const { data, errors } of subscribe({ endpoint, query, variables: { shopId: id }, token })) {
  if (errors) console.error(errors.map(({ message }) => message).join('\n'));
  if (data) show((data as Stats).dashboardStats);
}

function show({ ordersByState, revenueToday, bestSellers, updatedAt }: Stats['dashboardStats']): void {
  const orders = ordersByState.map(({ state, count }) => `${state} ${count}`).join('  ');
  const best = bestSellers.map(({ quantity, variant }) => `${quantity} × ${variant?.product.name ?? '?'}`).join(', ');
  console.log(
    `${updatedAt ?? 'no orders yet'}  today ${revenueToday.amount} ${revenueToday.currency}  ${orders}  ${best}`,
  );
}
