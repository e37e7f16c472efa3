import { isTaken } from './catalog.model.ts';
import type { Payment, World } from './world.ts';

/** What is wrong in a world, whatever comes next; null if nothing is. Each line is one of the rules that may never break. */
export function brokenAlways({ order, stock, payments, clock }: World): string | null {
  const live = payments.filter(({ saga: { state, goal } }) => LIVE.has(state) && goal !== 'GIVE_BACK');
  if (live.length > 1) return 'two payments of one order are live';
  for (const { name, saga, books } of payments) {
    if (books.refunded > capturedOf(books)) return `${name}: more was given back than taken`;
    if (saga.refunded > books.refunded) return `${name}: a refund was recorded that was not made`;
    if (books.state === 'CAPTURED' && order.paymentId !== name)
      return `${name}: taken for an order that it did not pay`;
  }
  if (stock.rival && isTaken(stock, clock)) return 'the stock is promised twice';
  if (order.state !== 'CONFIRMED') return null;
  if (stock.state !== 'CONFIRMED' && stock.state !== 'RETAKEN') return 'the order is confirmed without its goods';
  if (order.paymentPolicy === 'NONE') return order.total === 0 ? null : 'the order is confirmed for nothing';
  const paid = payments.find(({ name }) => name === order.paymentId);
  if (!paid || (paid.books.state !== 'AUTHORIZED' && paid.books.state !== 'CAPTURED')) {
    return 'the order is confirmed without its money';
  }
  return null;
}

const LIVE: ReadonlySet<string> = new Set(['PROCESSING', 'AUTHORIZED', 'CAPTURED']);
const RESTING: ReadonlySet<string> = new Set(['FAILED', 'VOIDED', 'CAPTURED']);

const capturedOf = ({ state, amount }: Payment['books']) => (state === 'CAPTURED' ? amount : 0);

/** What is wrong in a world in which nothing more will happen. */
export function brokenAtRest(world: World): string | null {
  const { order, stock, payments, due, clock } = world;
  if (order.state === 'PENDING') return 'the order waits for ever';
  for (const { name, saga, books } of payments) {
    if (!RESTING.has(saga.state)) return `${name} never comes to rest: ${saga.state}`;
    if (books.state === 'AUTHORIZED' || books.state === 'PROCESSING') return `${name}: the provider keeps money aside`;
    if (books.state !== saga.state && !(books.state === 'NONE' && saga.state === 'FAILED')) {
      return `${name}: the books differ, ${saga.state} here and ${books.state} there`;
    }
    if (saga.refunded !== books.refunded) return `${name}: the books of refunds differ`;
  }
  const kept = payments.reduce((sum, { books }) => sum + capturedOf(books) - books.refunded, 0);
  if (kept !== due) return `the shop keeps ${kept} where ${due} is due`;
  if (order.state !== 'CONFIRMED' && isTaken(stock, clock)) return 'the goods are kept for an order that is over';
  const wentBack = payments.some(({ name, announced }) => announced && name !== order.paymentId);
  if (order.state === 'EXPIRED' && wentBack && order.paymentProblem === null) {
    return 'the order does not say why its money went back';
  }
  return null;
}
