import { deliveries } from './delivery.ts';
import type { Action } from './explore.ts';
import type { Rules } from './rules.ts';
import { momentOf, type OrderMessage, type Stock, type World } from './world.ts';

// Catalog as far as one order's stock goes; what the database functions do is tested with catalog.

/** Sells the stock to the order. */
export function confirmStock(stock: Stock, late: boolean): readonly [Stock, 'CONFIRMED' | 'GONE'] {
  switch (stock.state) {
    case 'RELEASED':
      return [stock, 'GONE'];
    case 'CONFIRMED':
    case 'RETAKEN':
      return [late ? { ...stock, state: 'RETAKEN' } : stock, 'CONFIRMED'];
    case 'HELD':
    case 'EXPIRED':
      return stock.rival ? [stock, 'GONE'] : [{ ...stock, state: late ? 'RETAKEN' : 'CONFIRMED' }, 'CONFIRMED'];
  }
}

/** Promises the stock until a later moment; what was promised before and is not any more is taken anew. */
export function holdStock(stock: Stock, until: Date): readonly [Stock, 'HELD' | 'REFUSED'] {
  if (stock.state === 'CONFIRMED' || stock.state === 'RETAKEN') return [stock, 'HELD'];
  return stock.rival ? [stock, 'REFUSED'] : [{ ...stock, state: 'HELD', until }, 'HELD'];
}

export const releaseStock = (stock: Stock): Stock => ({ ...stock, state: 'RELEASED' });

/** Whether the order has it. */
export const isTaken = ({ state, until }: Stock, clock: number): boolean =>
  state === 'CONFIRMED' || state === 'RETAKEN' || (state === 'HELD' && until > momentOf(clock));

export function catalogActions(world: World, rules: Rules): Action<World>[] {
  const { stock, clock, left } = world;
  const actions: Action<World>[] = [];
  if (left.rivals > 0 && !stock.rival && !isTaken(stock, clock)) {
    const state = stock.state === 'HELD' ? 'EXPIRED' : stock.state;
    const next = { ...world, stock: { ...stock, state, rival: true }, left: { ...left, rivals: left.rivals - 1 } };
    actions.push({ label: 'somebody else takes the stock', progress: false, next });
  }
  const heard = (now: World, message: OrderMessage) => ({ ...now, stock: stockAfter(now.stock, message, rules) });
  return [...actions, ...deliveries(world, 'toCatalog', rules, heard)];
}

function stockAfter(stock: Stock, { type }: OrderMessage, rules: Rules): Stock {
  if (type === 'OrderCancelled') return releaseStock(stock);
  const keeps = rules.has('leaves to an expired order what it was sold late');
  const goes = stock.state === 'HELD' || stock.state === 'CONFIRMED' || (stock.state === 'RETAKEN' && !keeps);
  return goes ? { ...stock, state: 'EXPIRED' } : stock;
}
