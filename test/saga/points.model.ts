import { catalogActions, isTaken, releaseStock } from './catalog.model.ts';
import { deliveries } from './delivery.ts';
import type { Action, Model } from './explore.ts';
import { reservationsActions } from './reservations.model.ts';
import { type Rule, RULES, type Rules } from './rules.ts';
import {
  type Budget,
  keyOf,
  LAST,
  type OrderMessage,
  type PaymentMessage,
  placed,
  type Points,
  SECOND_LINE,
  TIER,
  TOTAL,
  type World,
} from './world.ts';

// An order that is paid with points: they are debited before it is written down, and judged by its event afterwards. A
// customer who spends them elsewhere meanwhile, requests that die, and debits for orders that never come.

/** A wallet with this in it, and an order that is about to be written. `outages`: how often payments does not answer. */
export function placing(wallet: number, left: Budget): World {
  const world = placed(false, left);
  const points: Points = { placing: 'HELD', debit: 'OPEN', taken: 0, told: false, wallet, spent: 0 };
  return { ...world, mirror: null, order: { ...world.order, paymentPolicy: 'POINTS' }, points };
}

export function pointsModel(...without: readonly Rule[]): Model<World> {
  const rules: Rules = new Set(RULES.filter((rule) => !without.includes(rule)));
  return { actionsOf: (world) => actionsOf(world, rules), keyOf, brokenAlways, brokenAtRest, outcomeOf };
}

function actionsOf(world: World, rules: Rules): Action<World>[] {
  const { points, clock } = world;
  if (!points) return [];
  return [
    ...(points.placing === 'DONE' ? reservationsActions(world, rules) : placingActions(world, points, rules)),
    ...catalogActions(world, rules),
    ...deliveries(world, 'toPayments', rules, (now, message) => heard(now, message)),
    ...walletActions(world, points, rules),
    ...(clock < LAST ? [{ label: 'time passes', progress: true, next: { ...world, clock: clock + 1 } }] : []),
  ];
}

function placingActions(world: World, points: Points, rules: Rules): Action<World>[] {
  const { left, order } = world;
  const { placing: step } = points;
  const written = { ...points, placing: 'DONE' } as const;
  switch (step) {
    case 'HELD': {
      const debited = debitInAdvance(points, rules);
      const next = debited
        ? { ...world, points: { ...debited, placing: 'ASKED' as const } }
        : { ...world, stock: releaseStock(world.stock), points: { ...points, placing: 'REFUSED' as const } };
      const actions: Action<World>[] = [{ label: 'points are debited in advance', progress: true, next }];
      if (left.outages > 0) {
        const silent = { ...world, left: { ...left, outages: left.outages - 1 } };
        const unknown = { ...silent, points: { ...points, placing: 'ASKED' as const } };
        actions.push({ label: 'payments does not answer', progress: false, next: unknown });
      }
      return actions;
    }
    case 'ASKED': {
      const { version, state, total, expiresAt } = order;
      const told = { version, state, total, expiresAt, previousState: null, by: null, payment: null, again: false };
      const message: OrderMessage = { ...told, type: 'OrderPlaced' };
      const next = { ...world, points: written, toPayments: [message] };
      const actions: Action<World>[] = [{ label: 'the order is written', progress: true, next }];
      if (left.faults > 0) {
        const dead = {
          ...world,
          points: { ...points, placing: 'DEAD' as const },
          left: { ...left, faults: left.faults - 1 },
        };
        actions.push({ label: 'reservations dies before it has written the order', progress: false, next: dead });
      }
      return actions;
    }
    case 'DEAD': {
      const again = { ...world, points: { ...points, placing: 'HELD' as const } };
      return [{ label: 'the customer sends the order again', progress: false, next: again }];
    }
    default:
      return [];
  }
}

/** As advance-debits.ts has it; null where the wallet holds too little. */
function debitInAdvance(points: Points, rules: Rules): Points | null {
  const { debit, told, wallet } = points;
  if (rules.has('debits nothing for an order that it has heard of') && (told || debit === 'OVER')) return points;
  if (debit === 'DEBITED') return points;
  return wallet < TOTAL ? null : { ...points, debit: 'DEBITED', wallet: wallet - TOTAL, taken: points.taken + TOTAL };
}

function walletActions(world: World, points: Points, rules: Rules): Action<World>[] {
  const { left, clock } = world;
  const { wallet, debit, told, placing: step } = points;
  const actions: Action<World>[] = [];
  const price = SECOND_LINE;
  if (left.payments > 0 && (wallet >= price || !rules.has('debits no more than there is'))) {
    const spent = { ...points, wallet: wallet - price, spent: points.spent + price };
    const next = { ...world, points: spent, left: { ...left, payments: left.payments - 1 } };
    actions.push({ label: 'the customer spends points elsewhere', progress: false, next });
  }
  // A request that was under way for long.
  const late = step === 'DONE' && left.faults > 0 ? debitInAdvance(points, rules) : null;
  if (late && late !== points) {
    const next = { ...world, points: late, left: { ...left, faults: left.faults - 1 } };
    actions.push({ label: 'an old request for points arrives', progress: false, next });
  }
  const orphaned = debit === 'DEBITED' && !told && clock === LAST && step !== 'DONE';
  if (orphaned && rules.has('gives back what was debited for no order')) {
    const next = { ...world, points: returned(points, points.taken, 'RETURNED') };
    actions.push({ label: 'points of no order go back', progress: true, next });
  }
  return actions;
}

const returned = (points: Points, back: number, debit: Points['debit']): Points => ({
  ...points,
  debit,
  taken: points.taken - back,
  wallet: points.wallet + back,
});

/** As settle-points.ts has it. */
function heard(world: World, { type, total, previousState, by }: OrderMessage): World {
  const { points, toReservations } = world;
  if (!points || points.debit === 'OVER') return world;
  const tell = (news: PaymentMessage['type'], now: Points): World => ({
    ...world,
    points: { ...now, told: true },
    toReservations: [...toReservations, { type: news, payment: null, amount: total, again: false }],
  });
  const share = by === 'CUSTOMER' && previousState === 'CONFIRMED' ? TIER : 1;
  switch (type) {
    case 'OrderPlaced':
      if (points.told) return world;
      if (points.debit === 'DEBITED') return tell('PointsDebited', points);
      if (points.wallet < total) return tell('PointsRefused', { ...points, debit: 'REFUSED' });
      return tell('PointsDebited', { ...points, debit: 'DEBITED', taken: total, wallet: points.wallet - total });
    case 'OrderLinesCancelled':
      if (points.debit !== 'DEBITED') return world;
      return { ...world, points: returned(points, SECOND_LINE * share, 'DEBITED') };
    case 'OrderCancelled':
    case 'OrderExpired': {
      const back = points.debit === 'DEBITED' ? total * (type === 'OrderExpired' ? 1 : share) : 0;
      return { ...world, points: returned(points, back, 'OVER') };
    }
    default:
      return world;
  }
}

function brokenAlways({ order, stock, points, clock }: World): string | null {
  if (!points) return 'there are no points';
  if (points.wallet < 0) return 'the wallet is below zero';
  if (stock.rival && isTaken(stock, clock)) return 'the stock is promised twice';
  if (order.state !== 'CONFIRMED') return null;
  if (stock.state !== 'CONFIRMED') return 'the order is confirmed without its goods';
  return points.debit === 'DEBITED' ? null : 'the order is confirmed without its points';
}

function brokenAtRest({ order, stock, points, due, clock }: World): string | null {
  if (!points) return 'there are no points';
  const isWritten = points.placing === 'DONE';
  if (isWritten && order.state === 'PENDING') return 'the order waits for ever';
  if (points.taken !== due) return `the shop keeps ${points.taken} where ${due} is due`;
  if (order.state !== 'CONFIRMED' && isTaken(stock, clock)) return 'the goods are kept for an order that is over';
  return null;
}

function outcomeOf({ order, points, due }: World): string {
  if (points?.placing !== 'DONE') return 'never written';
  return [order.state, ...(order.cancelReason ? [order.cancelReason] : []), ...(due > 0 ? ['paid'] : [])].join(' ');
}
