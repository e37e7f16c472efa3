import {
  missingStep,
  newPayment,
  type PaymentSagaEvent,
  paymentStep,
} from '../../subgraphs/payments/src/payment/payment.saga.ts';
import { deliveries } from './delivery.ts';
import type { Action } from './explore.ts';
import type { Rules } from './rules.ts';
import {
  momentOf,
  type OrderMessage,
  type Payment,
  type PaymentMessage,
  type PaymentName,
  TIER,
  type World,
} from './world.ts';

// Payments around paymentStep: what it hears of orders, what its customers ask for, and its worker.

export function paymentsActions(world: World, rules: Rules): Action<World>[] {
  return [
    ...deliveries(world, 'toPayments', rules, (now, message) => heard(now, message, rules)),
    ...paying(world, rules),
    ...world.payments.flatMap((payment) => working(world, payment, rules)),
  ];
}

/** A payment after an event, with what is announced of it. */
export function stepped(world: World, payment: Payment, event: PaymentSagaEvent, more: Partial<Payment> = {}): World {
  const [saga, commands] = paymentStep(payment.saga, event);
  const news = commands.flatMap((command): PaymentMessage[] =>
    command.kind === 'ANNOUNCE' && (command.event === 'PaymentAuthorized' || command.event === 'PaymentDelayed')
      ? [{ type: command.event, payment: payment.name, amount: saga.amount, again: false }]
      : [],
  );
  const announced = payment.announced || news.some(({ type }) => type === 'PaymentAuthorized');
  const after = changed(world, { ...payment, saga, announced, ...more });
  return news.length === 0 ? after : { ...after, toReservations: [...after.toReservations, ...news] };
}

export const changed = (world: World, payment: Payment): World => ({
  ...world,
  payments: world.payments.map((each) => (each.name === payment.name ? payment : each)),
});

const isLive = ({ saga: { state, goal } }: Payment) =>
  (state === 'PROCESSING' || state === 'AUTHORIZED' || state === 'CAPTURED') && goal !== 'GIVE_BACK';

/** Whether another payment of the order pays it or is about to. */
export const otherIsLive = ({ payments }: World, { name }: Pick<Payment, 'name'>, rules: Rules): boolean =>
  rules.has('has one live payment an order') && payments.some((other) => other.name !== name && isLive(other));

function heard(world: World, message: OrderMessage, rules: Rules): World {
  const { type, version, state, total, expiresAt, payment, previousState } = message;
  const older = (world.mirror?.version ?? 0) >= version;
  const now = older ? world : { ...world, mirror: { version, state, total, expiresAt } };
  const each = (names: readonly Payment[], event: PaymentSagaEvent) =>
    names.reduce((after, { name }) => {
      const found = after.payments.find((one) => one.name === name);
      return found ? stepped(after, found, event) : after;
    }, now);
  const named = now.payments.filter(({ name }) => name === payment);
  const everything = { type: 'WISH', goal: 'GIVE_BACK', onlyWaiting: false } as const;
  switch (type) {
    case 'OrderPlaced':
      return now.payments.length > 0 ? now : withPayment(now, 'P1', total);
    case 'OrderConfirmed':
      return each(named, { type: 'WISH', goal: 'CAPTURE', onlyWaiting: false });
    case 'OrderPaymentRefused':
      return each(named, everything);
    case 'OrderExpired':
      return each(now.payments, { ...everything, onlyWaiting: true });
    case 'OrderCancelled':
      return previousState === 'CONFIRMED' ? owing(now, message, rules) : each(now.payments, everything);
    case 'OrderLinesCancelled':
      return owing(now, message, rules);
    default:
      return now;
  }
}

/** What goes back for lines that were called off of a confirmed order: each line counts once. */
function owing(world: World, { type, previousState, by, total }: OrderMessage, rules: Rules): World {
  const isWhole = type === 'OrderCancelled';
  const once = rules.has('counts each line that is called off once');
  if (once && (world.reckoned === 'ALL' || (world.reckoned === 'SECOND' && !isWhole))) return world;
  const share = previousState !== 'CONFIRMED' ? 0 : by === 'CUSTOMER' ? TIER : 1;
  const refund = (isWhole ? total : world.secondLine) * share;
  return world.payments.reduce<World>(
    (after, { name }) => {
      const payment = after.payments.find((one) => one.name === name);
      if (!payment || payment.saga.goal === 'GIVE_BACK') return after;
      const { goal, owed, amount } = payment.saga;
      const all = { type: 'WISH', goal: 'GIVE_BACK', onlyWaiting: false } as const;
      if (goal !== 'CAPTURE') return isWhole ? stepped(after, payment, all) : after;
      const owes = Math.min(amount, owed + refund);
      if (isWhole && owes === amount) return stepped(after, payment, all);
      return stepped(after, payment, { type: 'OWE', owed: owes });
    },
    { ...world, reckoned: isWhole ? 'ALL' : 'SECOND' },
  );
}

function withPayment(world: World, name: PaymentName, amount: number): World {
  const books = { state: 'NONE', amount: 0, refunded: 0, lastRefund: 0, told: '' } as const;
  const saga = newPayment(amount);
  const payment: Payment = {
    name,
    saga,
    requested: false,
    doing: null,
    refund: null,
    refunds: 0,
    announced: false,
    books,
  };
  return { ...world, payments: [...world.payments, payment] };
}

/** The customer asks to pay, for the first time or anew; what waits for the provider is let go then. */
function paying(world: World, rules: Rules): Action<World>[] {
  const { mirror, left, payments, clock } = world;
  if (left.payments === 0 || mirror?.state !== 'PENDING' || mirror.expiresAt <= momentOf(clock)) return [];
  if (rules.has('has one live payment an order') && payments.some(isLive)) return [];
  const name = payments.length === 0 ? 'P1' : 'P2';
  if (payments.some((payment) => payment.name === name)) return [];
  const cleared = payments.reduce((after, payment) => stepped(after, payment, { type: 'SUPERSEDE' }), world);
  const asked = withPayment({ ...cleared, left: { ...left, payments: left.payments - 1 } }, name, mirror.total);
  const payment = asked.payments.at(-1);
  if (!payment) return [];
  const next = stepped(
    asked,
    payment,
    { type: 'START', order: 'PENDING', total: mirror.total, otherIsLive: false },
    { requested: true },
  );
  return [{ label: `the customer pays: ${name}`, progress: false, next }];
}

/** The worker takes the step that is missing; what it has read may have changed when the provider gets its call. */
function working(world: World, payment: Payment, rules: Rules): Action<World>[] {
  const { name, saga, doing, refund, refunds } = payment;
  const step = missingStep(saga);
  const take = (label: string, next: World): Action<World>[] => [{ label: `${name}: ${label}`, progress: true, next }];
  switch (step) {
    case 'AUTHORIZE':
    case 'DROP': {
      const started = start(world, payment, rules);
      return started === world ? [] : take('is begun', started);
    }
    case 'CAPTURE':
    case 'VOID':
      if (doing !== null || (step === 'VOID' && saga.state === 'PROCESSING')) return [];
      return take(`is about to be ${step}`, changed(world, { ...payment, doing: step }));
    case 'REFUND': {
      if (refund) return [];
      const amount = Math.min(saga.goal === 'GIVE_BACK' ? saga.amount : saga.owed, saga.captured) - saga.refunded;
      return take('opens a refund', changed(world, { ...payment, refund: { number: refunds + 1, amount } }));
    }
    case null:
      if (rules.has('captures only what its order was confirmed with') || saga.state !== 'AUTHORIZED' || doing)
        return [];
      return take('is about to be captured', changed(world, { ...payment, doing: 'CAPTURE' }));
    case 'ASK':
      return [];
  }
}

function start(world: World, payment: Payment, rules: Rules): World {
  const { mirror, clock } = world;
  if (!mirror) return world;
  const lapsed = mirror.expiresAt <= momentOf(clock) ? 'LAPSED' : 'PENDING';
  const order = mirror.state === 'PENDING' ? lapsed : 'OVER';
  // Without the rule it forgets what it was asked for.
  const forgetful = { ...payment, saga: { ...payment.saga, amount: mirror.total } };
  const asked = rules.has('asks again only for the same amount') ? payment : forgetful;
  const otherLives = otherIsLive(world, payment, rules);
  const event = { type: 'START', order, total: mirror.total, otherIsLive: otherLives } as const;
  const [saga] = paymentStep(asked.saga, event);
  return saga === asked.saga ? world : stepped(world, asked, event, { requested: saga.state === 'PROCESSING' });
}
