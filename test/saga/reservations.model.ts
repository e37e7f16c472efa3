import {
  orderStep,
  type Paid,
  type SagaCommand,
  type SagaEvent,
} from '../../subgraphs/reservations/src/order/order.saga.ts';
import { confirmStock, holdStock, releaseStock } from './catalog.model.ts';
import type { Action } from './explore.ts';
import type { Rules } from './rules.ts';
import {
  LONGEST,
  momentOf,
  type Order,
  type OrderMessage,
  type PaymentMessage,
  type PaymentName,
  TIER,
  TOTAL,
  type Work,
  type World,
} from './world.ts';

// Reservations around orderStep: it asks catalog, then decides and writes; it may die at any point in between.

export function reservationsActions(world: World, rules: Rules): Action<World>[] {
  return [...clockActions(world), ...callingOff(world), ...confirming(world, rules), ...consuming(world, rules)];
}

function clockActions(world: World): Action<World>[] {
  const [order, commands] = orderStep(world.order, { type: 'TIME_UP', now: momentOf(world.clock) });
  if (commands.length === 0) return [];
  return [{ label: 'the order expires', progress: true, next: written(world, order, commands) }];
}

function callingOff(world: World): Action<World>[] {
  const { order, left, clock } = world;
  const now = momentOf(clock);
  const actions: Action<World>[] = [];
  const offer = (label: string, event: SagaEvent, budget: Partial<World['left']>) => {
    const [next, commands] = orderStep(order, event);
    if (commands.length === 0) return;
    actions.push({ label, progress: false, next: { ...written(world, next, commands), left: { ...left, ...budget } } });
  };
  if (left.cancels > 0) {
    for (const by of ['CUSTOMER', 'SHOP'] as const) {
      offer(`${by} calls it off`, { type: 'CALLED_OFF', now, by, reason: null }, { cancels: left.cancels - 1 });
    }
  }
  if (left.lines > 0) {
    const total = TOTAL - world.secondLine;
    offer(
      'CUSTOMER calls a line off',
      { type: 'LINES_CALLED_OFF', now, by: 'CUSTOMER', total },
      { lines: left.lines - 1 },
    );
  }
  return actions;
}

/** What waits for no payment is confirmed: by whoever called the rest off, or by a timer. Catalog is asked first. */
function confirming(world: World, rules: Rules): Action<World>[] {
  const { order, stock, confirming: asked, left } = world;
  if (!asked) {
    const isLeft = order.state === 'PENDING' && order.paymentPolicy === 'NONE';
    if (!isLeft) return [];
    const [sold, outcome] = confirmStock(stock, false);
    const next = { ...world, stock: sold, confirming: { outcome } };
    return [{ label: `reservations asks catalog for nothing: ${outcome}`, progress: true, next }];
  }
  if (asked.outcome === 'DEAD') return [];
  const paid = { by: 'NOTHING' } as const;
  const [next, commands] = orderStep(order, { type: 'STOCK_ANSWERED', paid, late: false, outcome: asked.outcome });
  const releases =
    asked.outcome === 'CONFIRMED' &&
    commands.some((command) => command.do === 'RELEASE_STOCK') &&
    rules.has('releases what was sold to an order that is over');
  const done = { ...written(world, next, commands), confirming: null };
  const label = 'reservations confirms what waits for no payment';
  const actions: Action<World>[] = [
    { label, progress: true, next: releases ? { ...done, stock: releaseStock(done.stock) } : done },
  ];
  if (left.faults > 0) {
    const again = rules.has('confirms by a timer what a crash left unconfirmed');
    const dead = { ...world, confirming: again ? null : ({ outcome: 'DEAD' } as const) };
    const next = { ...dead, left: { ...left, faults: left.faults - 1 } };
    actions.push({ label: 'reservations dies before it confirms', progress: false, next });
  }
  return actions;
}

/** The first message is handled: catalog is asked, then the order is judged and written. */
function consuming(world: World, rules: Rules): Action<World>[] {
  const { toReservations, work, left } = world;
  const [message] = toReservations;
  if (!message) return [];
  if (message.again) {
    const forgotten = { ...world, toReservations: toReservations.slice(1) };
    if (rules.has('handles each message once') && !work) {
      return [{ label: 'reservations knows that already', progress: true, next: forgotten }];
    }
  }
  const actions: Action<World>[] = !work
    ? beginning(world, message, rules)
    : work.outcome === null
      ? asking(world, message, work)
      : finishing(world, message, rules);
  if (work?.outcome && left.faults > 0) {
    const lost = rules.has('asks catalog again after a crash') ? toReservations : toReservations.slice(1);
    const next = { ...world, work: null, toReservations: lost, left: { ...left, faults: left.faults - 1 } };
    actions.push({ label: 'reservations dies after it has asked catalog', progress: false, next });
  }
  return actions;
}

function beginning(world: World, message: PaymentMessage, rules: Rules): Action<World>[] {
  const { order } = world;
  const label = `reservations hears ${message.type} of ${message.payment ?? 'points'}`;
  if (message.type === 'PaymentDelayed') {
    const [, commands] = orderStep(order, { type: 'PAYMENT_DELAYED', now: momentOf(world.clock), until: LONGEST });
    if (commands.length === 0) return [{ label, progress: true, next: taken(world) }];
    return [{ label, progress: true, next: { ...world, work: { seen: order, late: false, outcome: null } } }];
  }
  const event: SagaEvent =
    message.type === 'PointsRefused'
      ? { type: 'POINTS_REFUSED' }
      : { type: 'PAID', paid: paidBy(message, order, rules) };
  const [next, commands] = orderStep(order, event);
  const asks = commands.find((command) => command.do === 'CONFIRM_STOCK');
  if (!asks) return settled(world, message, next, commands, label, rules);
  return [{ label, progress: true, next: { ...world, work: { seen: order, late: asks.late, outcome: null } } }];
}

/** Between what was read and this, anything may have happened. */
function asking(world: World, message: PaymentMessage, work: Work): Action<World>[] {
  const [stock, outcome] =
    message.type === 'PaymentDelayed' ? holdStock(world.stock, LONGEST) : confirmStock(world.stock, work.late);
  const label = `reservations asks catalog for ${message.payment ?? 'points'}: ${outcome}`;
  return [{ label, progress: true, next: { ...world, stock, work: { ...work, outcome } } }];
}

function finishing(world: World, message: PaymentMessage, rules: Rules): Action<World>[] {
  const { work, clock } = world;
  if (!work) return [];
  const label = `reservations settles ${message.type} of ${message.payment ?? 'points'}`;
  const order = rules.has('decides on the order as it is when it is written') ? world.order : work.seen;
  if (message.type === 'PaymentDelayed') {
    const event = { type: 'HOLD_PROLONGED', now: momentOf(clock), until: LONGEST } as const;
    const [next, commands] = work.outcome === 'HELD' ? orderStep(order, event) : [order, []];
    return settled(world, message, next, commands, label, rules);
  }
  const paid = paidBy(message, order, rules);
  let { stock } = world;
  let { late, outcome } = work;
  for (;;) {
    if (outcome !== 'CONFIRMED' && outcome !== 'GONE') throw new Error('catalog was asked for something else');
    const answered = { type: 'STOCK_ANSWERED', paid, outcome } as const;
    let [next, commands] = orderStep(order, { ...answered, late });
    const asks = commands.find((command) => command.do === 'CONFIRM_STOCK');
    if (asks && !rules.has('asks again when an order expired meanwhile')) {
      [next, commands] = orderStep(order, { ...answered, late: asks.late });
    } else if (asks) {
      late = asks.late;
      [stock, outcome] = confirmStock(stock, late);
      continue;
    }
    return settled({ ...world, stock }, message, next, commands, label, rules);
  }
}

/** What is written in one transaction with the message; what must be released is so before its commit. */
function settled(
  world: World,
  message: PaymentMessage,
  order: Order,
  decided: readonly SagaCommand[],
  label: string,
  rules: Rules,
): Action<World>[] {
  const { left } = world;
  const commands = rules.has('refuses what it cannot take')
    ? decided
    : decided.filter((command) => command.do !== 'REFUSE');
  const releases =
    commands.some((command) => command.do === 'RELEASE_STOCK') &&
    rules.has('releases what was sold to an order that is over');
  const released = releases ? { ...world, stock: releaseStock(world.stock) } : world;
  const done = taken(written(released, order, commands));
  const actions: Action<World>[] = [{ label, progress: true, next: done }];
  if (left.faults > 0) {
    const faults = { ...left, faults: left.faults - 1 };
    if (!message.again) {
      const [, ...rest] = world.toReservations;
      const next = { ...done, toReservations: [{ ...message, again: true }, ...rest], left: faults };
      actions.push({ label: `${label}, and is told again`, progress: false, next });
    }
    if (releases) {
      const next = { ...released, work: null, left: faults };
      actions.push({ label: 'reservations dies after it has released the stock', progress: false, next });
    }
  }
  return actions;
}

const taken = (world: World): World => ({ ...world, work: null, toReservations: world.toReservations.slice(1) });

function paidBy({ payment, amount }: PaymentMessage, order: Order, rules: Rules): Paid {
  if (payment === null) return { by: 'POINTS' };
  return {
    by: 'MONEY',
    paymentId: payment,
    amount: rules.has('takes only the right amount') ? amount : order.total,
  };
}

/** The order as it becomes, with the events that tell of it. */
function written(world: World, next: Order, commands: readonly SagaCommand[]): World {
  const before = world.order;
  const told = commands.filter((command) => command.do === 'TELL');
  const order = { ...next, version: before.version + (told.length > 0 ? 1 : 0) };
  const message = { ...tellOf(order), previousState: before.state };
  const messages = commands.flatMap((command): OrderMessage[] => {
    if (command.do === 'TELL') return [{ ...message, type: command.event }];
    if (command.do !== 'REFUSE') return [];
    return [{ ...message, type: 'OrderPaymentRefused', payment: command.paymentId as PaymentName }];
  });
  const ends = messages.filter(({ type }) => type === 'OrderCancelled' || type === 'OrderExpired');
  return {
    ...world,
    order,
    toPayments: [...world.toPayments, ...messages],
    toCatalog: [...world.toCatalog, ...ends],
    due: dueAfter(world.due, before, order),
  };
}

function tellOf({ version, state, total, expiresAt, cancelledBy, paymentId }: Order): Omit<OrderMessage, 'type'> {
  const payment = (paymentId as PaymentName | null) ?? null;
  // Only customers call lines off here.
  return {
    version,
    state,
    total,
    expiresAt,
    previousState: null,
    by: cancelledBy ?? 'CUSTOMER',
    payment,
    again: false,
  };
}

/** What the shop is to keep: the price of what was sold, less what goes back for what was called off. */
function dueAfter(due: number, before: Order, now: Order): number {
  if (before.state !== 'CONFIRMED') return now.state === 'CONFIRMED' ? now.total : due;
  const share = now.state === 'CANCELLED' && now.cancelledBy !== 'CUSTOMER' ? 1 : TIER;
  const calledOff = now.state === 'CANCELLED' ? before.total : before.total - now.total;
  return due - calledOff * share;
}
