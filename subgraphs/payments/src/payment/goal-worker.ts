import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { LiveChannels } from '@yoyaku/platform/live/channels';
import type { Logger } from '@yoyaku/platform/logging';
import { paymentIds } from '../ids.ts';
import type { FindRequest, PaymentProvider, ProviderAnswer } from '../provider/provider.ts';
import type { Providers } from '../provider/providers.ts';
import { refundOwed } from '../refund/refund-owed.ts';
import { Authorizer } from './authorizer.ts';
import { OutcomeRecorder, toOutcome } from './outcome-recorder.ts';
import type { PaymentRow } from './payment.entity.ts';
import { nextStep, type Step } from './payment.state.ts';
import { findPayment } from './payment.store.ts';
import { methodToRepeat } from './start-payment.store.ts';
import { after, type Timing } from './timing.ts';
import { claimDue, hurry, putOff } from './work.store.ts';

export interface GoalWorkerOptions {
  readonly database: Database;
  readonly providers: Providers;
  readonly live: LiveChannels;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timing: Timing;
}

/** Provider calls under way at once. */
const MOST_AT_ONCE = 24;
const MOST_PER_CLAIM = 48;

/**
 * What became of a step: the payment as it is now, or that it must wait for somebody, or that it failed this time, or that
 * the row has to be read again, or that it has been told already when to look at it.
 */
type StepResult = { readonly next: PaymentRow } | 'WAIT' | 'FAILED' | 'LOOK_AGAIN' | 'LATER';

interface Drive {
  readonly payment: PaymentRow;
  readonly over: PromiseWithResolvers<void>;
  /** The row was changed by somebody else meanwhile: look again before leaving it. */
  again: boolean;
}

/**
 * Brings payments from the state they are in to the goal they have, one provider call after another. What is to be done
 * is only ever read from the row, and every call carries a key made from the payment's id: whatever dies in between, the
 * next to look carries on, and nothing is done twice.
 */
export class GoalWorker {
  readonly recorder: OutcomeRecorder;
  readonly authorizer: Authorizer;
  readonly #options: GoalWorkerOptions;
  readonly #drives = new Map<Uuid, Drive>();
  readonly #queue: Drive[] = [];
  #running = 0;
  #closed = false;

  constructor(options: GoalWorkerOptions) {
    this.#options = options;
    this.recorder = new OutcomeRecorder(options, (payment) => {
      void this.drive([payment]);
    });
    this.authorizer = new Authorizer({ ...options, recorder: this.recorder });
    options.providers.onClosed((name) => void this.#collect(name));
  }

  /** Drives payments that are leased to this process; resolves when each has come as far as it can now. Never rejects. */
  async drive(payments: readonly PaymentRow[]): Promise<void> {
    if (this.#closed) return;
    const drives = payments.map((payment) => this.#enqueue(payment));
    this.#start();
    await Promise.all(drives.map(({ over }) => over.promise));
  }

  /** Drives all payments that are due, whoever left them. */
  async sweep(): Promise<void> {
    const { database, clock, timing } = this.#options;
    for (;;) {
      const now = clock.now();
      const due = await claimDue(database, now, after(now, timing.lease), MOST_PER_CLAIM);
      await this.drive(due);
      if (due.length < MOST_PER_CLAIM || this.#closed) return;
    }
  }

  /** A provider answers again: drives at once what waits for it. */
  async #collect(provider: string): Promise<void> {
    const { database, clock, logger } = this.#options;
    this.authorizer.isBack(provider);
    try {
      const waiting = await hurry(database, provider, clock.now());
      logger.info({ provider, waiting }, 'a payment provider answers again');
      await this.sweep();
    } catch (error) {
      // What waits is driven when its time comes.
      logger.error({ err: error, provider }, 'what waits for a payment provider could not be hurried');
    }
  }

  /** Takes nothing new, and resolves when what is under way is recorded. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { payment, over } of this.#queue.splice(0)) {
      this.#drives.delete(payment.paymentId);
      over.resolve();
    }
    await Promise.all([...this.#drives.values()].map(({ over }) => over.promise));
  }

  #enqueue(payment: PaymentRow): Drive {
    const underWay = this.#drives.get(payment.paymentId);
    if (underWay) {
      underWay.again = true;
      return underWay;
    }
    const drive: Drive = { payment, over: Promise.withResolvers(), again: false };
    this.#drives.set(payment.paymentId, drive);
    this.#queue.push(drive);
    return drive;
  }

  #start(): void {
    while (this.#running < MOST_AT_ONCE) {
      const drive = this.#queue.shift();
      if (!drive) return;
      this.#running++;
      void this.#bringHome(drive);
    }
  }

  async #bringHome(drive: Drive): Promise<void> {
    const { shopId, paymentId } = drive.payment;
    let payment: PaymentRow | null = drive.payment;
    try {
      while (payment && !this.#closed) {
        payment = await this.#step(payment);
        if (payment || !drive.again) continue;
        drive.again = false;
        payment = await findPayment(this.#options.database, shopId, paymentId);
      }
    } catch (error) {
      // The lease runs out, and the next sweep tries again.
      this.#options.logger.error({ err: error, paymentId }, 'a payment could not be driven to its goal');
    }
    this.#drives.delete(paymentId);
    this.#running--;
    drive.over.resolve();
    this.#start();
  }

  /** Does one step; returns the payment when there may be another. */
  async #step(payment: PaymentRow): Promise<PaymentRow | null> {
    const { database, clock, timing, logger } = this.#options;
    const step = nextStep(payment);
    if (step === null) return null;
    const result = await this.#do(step, payment);
    if (typeof result === 'object') return result.next;
    if (result === 'LATER') return null;
    if (result === 'LOOK_AGAIN') {
      const now = await findPayment(database, payment.shopId, payment.paymentId);
      if (now && hasChanged(payment, now)) return now;
    }
    const now = clock.now();
    const longest = step === 'AUTHORIZE' ? timing.longestWait : timing.longestPause;
    const pause = Math.min(timing.firstPause * 2 ** payment.attempts, longest);
    const isStuck = await putOff(database, payment, { until: after(now, pause), failed: result === 'FAILED', now });
    if (isStuck) logger.error({ paymentId: payment.paymentId, step }, 'a payment is stuck: see stuckPayments');
    return null;
  }

  #do(step: Step, payment: PaymentRow): Promise<StepResult> {
    switch (step) {
      case 'AUTHORIZE':
      case 'DROP':
        return this.#authorize(payment);
      case 'ASK':
        return this.#ask(payment);
      case 'CAPTURE':
        return this.#call(payment, 'capture');
      case 'VOID':
        return this.#call(payment, 'void');
      case 'REFUND':
        return this.#refund(payment);
    }
  }

  /** Asks for the money of a payment that waits, unless nobody wants it any more. */
  async #authorize(payment: PaymentRow): Promise<StepResult> {
    const { provider, goal, attempts, purpose } = payment;
    // Whoever has tried before need not find out again; who has not is announced as delayed by trying.
    const triesAgain = goal !== 'GIVE_BACK' && purpose === 'ORDER' && attempts > 0;
    if (triesAgain && this.authorizer.unavailableUntil(provider)) return 'WAIT';
    const started = await this.authorizer.start(payment);
    if (!started) return 'LOOK_AGAIN';
    if (started.outcome === 'UNAVAILABLE' || started.payment.state === 'PROCESSING') return 'LATER';
    return { next: started.payment };
  }

  /** Asks the provider what it knows under our reference. */
  async #ask(payment: PaymentRow): Promise<StepResult> {
    const { clock, timing, logger } = this.#options;
    const answer = await this.#providerOf(payment).find(findRequest(payment));
    if (answer.outcome !== 'UNKNOWN') return this.#take(payment, answer);
    const lost = clock.now().getTime() - payment.updatedAt.getTime() >= timing.neverReceivedAfter;
    if (payment.state !== 'PROCESSING' || payment.providerPaymentId !== null) return 'FAILED';
    // After an outage it is the first answer in a long time: the payment has not had its second chance yet.
    if (!lost || payment.failures > 0) return this.#repeat(payment);
    logger.warn({ paymentId: payment.paymentId }, 'the provider never received this payment');
    const { shopId, paymentId } = payment;
    const failed = { shopId, paymentId, state: 'FAILED', providerPaymentId: null, actionUrl: null } as const;
    return resultOf(await this.recorder.record({ ...failed, failureReason: 'NEVER_RECEIVED' }));
  }

  /** The provider knows nothing of it (yet): asks for the money once more, under the same key. */
  async #repeat(payment: PaymentRow): Promise<StepResult> {
    const { shopId, paymentId, provider, amount, currency } = payment;
    const method = await methodToRepeat(this.#options.database, payment, this.#options.clock.now());
    if (!method) return 'WAIT';
    const found = await this.authorizer.repeat({ shopId, paymentId, provider, method, amount: { amount, currency } });
    if (!found) return 'LOOK_AGAIN';
    return found.state === 'PROCESSING' ? 'LATER' : { next: found };
  }

  async #call(payment: PaymentRow, verb: 'capture' | 'void'): Promise<StepResult> {
    const answer = await this.#providerOf(payment)[verb](callOf(payment, verb));
    // Refused: a capture and a void crossed, or the provider's own people were at work. Its books decide.
    return answer.outcome === 'REFUSED' ? this.#ask(payment) : this.#take(payment, answer);
  }

  #providerOf({ provider }: PaymentRow): PaymentProvider {
    return this.#options.providers.named(provider);
  }

  #refund(payment: PaymentRow): Promise<StepResult> {
    const provider = this.#providerOf(payment);
    const call = (number: number) => callOf(payment, `refund:${number}`);
    return refundOwed(this.#options, payment, { provider, find: findRequest(payment), call });
  }

  async #take(payment: PaymentRow, answer: ProviderAnswer): Promise<StepResult> {
    const { logger } = this.#options;
    if (answer.outcome !== 'ANSWERED') {
      logger.info({ paymentId: payment.paymentId, answer }, 'the provider gives no answer about a payment');
      return 'FAILED';
    }
    const outcome = toOutcome(answer.payment);
    if (outcome?.paymentId !== payment.paymentId) {
      logger.error({ paymentId: payment.paymentId, answer }, 'the provider answers about another payment');
      return 'FAILED';
    }
    if (outcome.state === payment.state && payment.providerPaymentId !== null) {
      return payment.state === 'PROCESSING' ? 'WAIT' : 'FAILED';
    }
    return resultOf(await this.recorder.record(outcome));
  }
}

/** Whether there may be another step than the one that was tried. */
function hasChanged(before: PaymentRow, now: PaymentRow): boolean {
  return now.version !== before.version || now.goal !== before.goal || now.refundOwed !== before.refundOwed;
}

function resultOf(recorded: PaymentRow | null): StepResult {
  return recorded ? { next: recorded } : 'LOOK_AGAIN';
}

function referenceOf({ shopId, paymentId }: PaymentRow): string {
  return paymentIds.encode(shopId, paymentId);
}

function findRequest(payment: PaymentRow): FindRequest {
  const { providerPaymentId, createdAt } = payment;
  const reference = referenceOf(payment);
  return { reference, providerPaymentId, createdAt, idempotencyKey: `${reference}:authorize` };
}

function callOf(payment: PaymentRow, step: string): { providerPaymentId: string; idempotencyKey: string } {
  const { providerPaymentId } = payment;
  if (providerPaymentId === null) throw new Error(`payment ${payment.paymentId} is not known at the provider`);
  return { providerPaymentId, idempotencyKey: `${referenceOf(payment)}:${step}` };
}
