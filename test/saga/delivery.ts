import type { Action } from './explore.ts';
import type { Rules } from './rules.ts';
import type { OrderMessage, World } from './world.ts';

/**
 * How events of orders reach a consumer: in the order in which they were written, each at least once. A message whose
 * handling is not known to have been committed comes again.
 */
export function deliveries(
  world: World,
  queue: 'toPayments' | 'toCatalog',
  rules: Rules,
  handle: (world: World, message: OrderMessage) => World,
): Action<World>[] {
  const messages = world[queue];
  const left = { ...world.left, faults: world.left.faults - 1 };
  const mayFail = world.left.faults > 0;
  const reordered = mayFail && !rules.has('keeps the messages of a sender in their order');
  const name = queue === 'toPayments' ? 'payments' : 'catalog';
  return messages.slice(0, reordered ? 2 : 1).flatMap((message, index): Action<World>[] => {
    const label = `${name} hears ${message.type}${message.again ? ' again' : ''}`;
    const others = messages.toSpliced(index, 1);
    const known = message.again && rules.has('handles each message once');
    const handled = known ? world : handle(world, message);
    const spent = index > 0 ? { left } : {};
    const done = { label, progress: index === 0, next: { ...handled, ...spent, [queue]: others } };
    if (!mayFail || message.again || index > 0) return [done];
    const repeated = [...messages.slice(0, index), { ...message, again: true }, ...messages.slice(index + 1)];
    return [
      done,
      { label: `${label}, and will again`, progress: false, next: { ...handled, left, [queue]: repeated } },
    ];
  });
}
