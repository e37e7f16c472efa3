import { type PaymentSagaEvent, paymentStep } from '../../subgraphs/payments/src/payment/payment.saga.ts';
import { changed, otherIsLive, stepped } from './payments.model.ts';
import type { Action } from './explore.ts';
import type { Rules } from './rules.ts';
import { type Books, LAST, type Payment, type World } from './world.ts';

// The provider with its own books, the calls to it, and what it tells: late, repeatedly and in any order.

export function providerActions(world: World, rules: Rules): Action<World>[] {
  const { isUp, left, clock } = world;
  const actions: Action<World>[] = world.payments.flatMap((payment) => [
    ...(isUp ? served(world, payment, rules) : unreachable(world, payment)),
    ...told(world, payment, rules),
    ...settledRefunds(world, payment),
  ]);
  if (!isUp) actions.push({ label: 'the provider is back', progress: true, next: { ...world, isUp: true } });
  if (isUp && left.outages > 0) {
    const next = { ...world, isUp: false, left: { ...left, outages: left.outages - 1 } };
    actions.push({ label: 'the provider is down', progress: false, next });
  }
  if (clock < LAST) actions.push({ label: 'time passes', progress: true, next: { ...world, clock: clock + 1 } });
  return actions;
}

const LETTERS = { PROCESSING: 'P', AUTHORIZED: 'A', CAPTURED: 'C', VOIDED: 'V', FAILED: 'F' } as const;
type Told = keyof typeof LETTERS;

const booked = (
  world: World,
  payment: Payment,
  state: Told,
  more: Partial<Books> = {},
  rest: Partial<Payment> = {},
) => {
  const letter = LETTERS[state];
  const { told: before } = payment.books;
  const books = { ...payment.books, ...more, state, told: before.includes(letter) ? before : before + letter };
  return changed(world, { ...payment, ...rest, books });
};

/** What a call that arrives does. */
function served(world: World, payment: Payment, rules: Rules): Action<World>[] {
  const { name, saga, requested, doing, books } = payment;
  const actions: Action<World>[] = [];
  const add = (label: string, next: World, progress = true) => {
    actions.push({ label: `${label} ${name}`, progress, next });
  };
  if (requested && books.state === 'NONE') {
    const arrived = { requested: false };
    add('the provider authorises', booked(world, payment, 'AUTHORIZED', { amount: saga.amount }, arrived));
    add('the provider declines', booked(world, payment, 'FAILED', {}, arrived));
    if (world.left.faults > 0) {
      const lost = changed(world, { ...payment, requested: false });
      add('payments dies before it has sent', { ...lost, left: fault(world) }, false);
    }
    add('the provider waits for approval of', booked(world, payment, 'PROCESSING', { amount: saga.amount }, arrived));
  }
  if (books.state === 'PROCESSING') {
    add('the customer approves', booked(world, payment, 'AUTHORIZED'));
    add('the customer declines', booked(world, payment, 'FAILED'));
  }
  if (doing === 'CAPTURE') {
    const done = { doing: null };
    if (books.state === 'AUTHORIZED') add('the provider captures', booked(world, payment, 'CAPTURED', {}, done));
    else add('the provider refuses to capture', changed(world, { ...payment, ...done }));
  }
  if (doing === 'VOID') {
    const done = { doing: null };
    if (books.state === 'AUTHORIZED') add('the provider voids', booked(world, payment, 'VOIDED', {}, done));
    else add('the provider refuses to void', changed(world, { ...payment, ...done }));
  }
  actions.push(...refunding(world, payment, rules));
  return actions;
}

function refunding(world: World, payment: Payment, rules: Rules): Action<World>[] {
  const { name, refund, refunds, books } = payment;
  const { left } = world;
  if (!refund) return [];
  const known = books.lastRefund >= refund.number;
  const actions: Action<World>[] = [];
  if (!known || (!rules.has('gives each refund a number of its own') && left.faults > 0)) {
    const refunded = books.refunded + refund.amount;
    if (books.state === 'CAPTURED' && refunded <= books.amount) {
      const paid = { ...books, refunded, lastRefund: refund.number };
      const next = { ...changed(world, { ...payment, books: paid }), left: known ? fault(world) : left };
      actions.push({ label: `the provider gives back ${refund.amount} of ${name}`, progress: !known, next });
    }
  }
  if (!known && left.faults > 0) {
    const next = { ...changed(world, { ...payment, refund: null, refunds: refunds + 1 }), left: fault(world) };
    actions.push({ label: `a refund of ${name} fails`, progress: false, next });
  }
  return actions;
}

const fault = ({ left }: World) => ({ ...left, faults: left.faults - 1 });

/** A refund that was made is recorded, at once or after a crash: the same call again has the same answer. */
function settledRefunds(world: World, payment: Payment): Action<World>[] {
  const { name, refund, refunds, books } = payment;
  if (!refund || books.lastRefund < refund.number) return [];
  const next = stepped(
    world,
    payment,
    { type: 'REFUNDED', amount: refund.amount },
    { refund: null, refunds: refunds + 1 },
  );
  return [{ label: `the refund of ${name} is recorded`, progress: true, next }];
}

/** A request that surely did not arrive; or so it seems, and it does after all. */
function unreachable(world: World, payment: Payment): Action<World>[] {
  const { name, saga, requested, books } = payment;
  if (!requested || books.state !== 'NONE' || saga.state !== 'PROCESSING') return [];
  const actions: Action<World>[] = [
    {
      label: `the provider cannot be reached for ${name}`,
      progress: true,
      next: stepped(world, payment, { type: 'UNREACHABLE' }, { requested: false }),
    },
  ];
  if (world.left.faults > 0) {
    const next = { ...stepped(world, payment, { type: 'UNREACHABLE' }), left: fault(world) };
    actions.push({ label: `the provider seems not to be reached for ${name}, and is`, progress: false, next });
  }
  return actions;
}

/** Whatever it has been, the provider may tell of it now; and that it has never heard of a payment, if it has not. */
function told(world: World, payment: Payment, rules: Rules): Action<World>[] {
  const { name, saga, books } = payment;
  const states = (Object.keys(LETTERS) as Told[]).filter((state) => books.told.includes(LETTERS[state]));
  const actions = states.flatMap((state) => reported(world, payment, state, rules, `hears that ${name} is ${state}`));
  const asks = rules.has('asks for what it has no answer to');
  if (asks && books.state === 'NONE' && saga.state === 'PROCESSING') {
    actions.push(...reported(world, payment, 'FAILED', rules, `gives ${name} up, of which the provider knows nothing`));
  }
  return actions;
}

function reported(world: World, payment: Payment, state: Told, rules: Rules, label: string): Action<World>[] {
  const { saga, books } = payment;
  const turnsUp = saga.state === 'FAILED' && state === 'AUTHORIZED';
  if (turnsUp && !rules.has('gives back what turns up after it was given up')) return [];
  const event: PaymentSagaEvent = {
    type: 'REPORT',
    state,
    atProvider: books.state !== 'NONE',
    awaitsApproval: state === 'PROCESSING',
    orderIsCancelled: world.mirror?.state === 'CANCELLED',
    otherIsLive: otherIsLive(world, payment, rules),
  };
  const [after] = paymentStep(saga, event);
  if (after === saga) return [];
  return [{ label: `payments ${label}`, progress: true, next: stepped(world, payment, event) }];
}
