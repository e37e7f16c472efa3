import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@yoyaku/platform/logging';
import { type Answer, AnswerOnce } from './answer-once.ts';
import { type Behaviour, normalBehaviour } from './behaviour.ts';
import { BookError, Books, type Charge, type RefundEntry } from './books.ts';
import { Callbacks, type Happening } from './callbacks.ts';
import { type Card, cardOf } from './cards.ts';
import { Store } from './store.ts';
import { approvalView, cardView } from './views.ts';

export interface ProviderOptions {
  readonly storeFile: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string | null;
  readonly easyPayWebhookUrl: string | null;
  readonly logger: Logger;
}

/** A charge that is asked for. Amounts in minor units. */
export interface Asked {
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
}

const TEN_TIMES = 10;
const SHUFFLED_COPIES = 3;

/** What the provider does: everything but HTTP. Every change and what it calls back are one transaction. */
export class Provider {
  readonly books: Books;
  readonly callbacks: Callbacks;
  behaviour: Behaviour;
  /** Where customers reach the approval pages; known once the server listens. */
  publicUrl = '';
  readonly #start: Behaviour;
  readonly #store: Store;
  readonly #answers: AnswerOnce;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** Something that settles by itself was written, and nobody has set the timer for it yet. */
  #settlesLater = false;

  constructor({ storeFile, webhookUrl, easyPayWebhookUrl, webhookSecret, logger }: ProviderOptions) {
    this.#start = { ...normalBehaviour, webhookUrl, easyPayWebhookUrl };
    this.behaviour = this.#start;
    this.#store = new Store(storeFile);
    this.books = new Books(this.#store);
    this.#answers = new AnswerOnce(this.#store);
    this.callbacks = new Callbacks(this.#store, webhookSecret, () => this.behaviour, logger);
  }

  /** Goes on where the process before left off. */
  open(publicUrl: string): void {
    this.publicUrl = publicUrl;
    this.#settleDue();
    this.callbacks.send();
  }

  /** Back to normal; where callbacks go stays as it is. */
  behaveNormally(): void {
    const { webhookUrl, easyPayWebhookUrl } = this.behaviour;
    this.behaviour = { ...this.#start, webhookUrl, easyPayWebhookUrl };
  }

  async chargeCard(key: string | undefined, request: unknown, asked: Asked, cardToken: string): Promise<Answer> {
    const card = cardOf(cardToken);
    if (!card) throw new BookError(422, 'unknown_card', 'there is no such card token');
    const before = () => (card.answer === 'SLOW' ? pause(this.behaviour.slowMilliseconds) : atOnce());
    return this.#once(key, request, before, () => {
      const later = card.settles !== 'AT_ONCE';
      const declined = card.declines ?? null;
      const byCustomer = card.settles === 'BY_CUSTOMER';
      const charge = this.books.open({
        ...asked,
        method: 'CARD',
        cardToken,
        returnUrl: null,
        state: later ? 'PROCESSING' : declined === null ? 'AUTHORIZED' : 'DECLINED',
        declineReason: later ? null : declined,
        needsApproval: byCustomer ? 1 : 0,
        settleAt: later ? this.#settlesAt(byCustomer) : null,
        settlesAs: byCustomer ? 'approval_expired' : declined,
      });
      this.#tell(charge, later ? 'processing' : outcomeOf(charge), 'WITH_ANSWER');
      return { status: 201, body: this.view(charge) };
    });
  }

  askForApproval(key: string | undefined, request: unknown, asked: Asked, returnUrl: string): Promise<Answer> {
    return this.#once(key, request, atOnce, () => {
      const charge = this.books.open({
        ...asked,
        method: 'EASY_PAY',
        cardToken: '',
        returnUrl,
        state: 'PROCESSING',
        declineReason: null,
        needsApproval: 1,
        settleAt: this.#settlesAt(true),
        settlesAs: 'approval_expired',
      });
      return { status: 201, body: this.view(charge) };
    });
  }

  capture(key: string | undefined, request: unknown, id: string, amount?: number): Promise<Answer> {
    return this.#once(key, request, atOnce, () => this.#changed(this.books.capture(id, amount), 'captured'));
  }

  void(key: string | undefined, request: unknown, id: string): Promise<Answer> {
    return this.#once(key, request, atOnce, () => this.#changed(this.books.void(id), 'voided'));
  }

  refund(key: string | undefined, request: unknown, id: string, amount: number): Promise<Answer> {
    return this.#once(key, request, atOnce, () => {
      const state: RefundEntry['state'] = this.behaviour.refundsFail ? 'FAILED' : 'SUCCEEDED';
      const entry = this.books.refund(id, amount, state);
      if (state === 'SUCCEEDED') this.#tell(this.books.find(id), 'refunded', 'WITH_ANSWER');
      return { status: 201, body: entry };
    });
  }

  /** What would happen to a PROCESSING charge by itself in the end happens now. */
  settle({ id }: Charge): Charge {
    return this.#within(() => {
      const charge = this.books.find(id);
      return charge.state === 'PROCESSING' ? this.#settled(charge, charge.settlesAs) : charge;
    });
  }

  /** The customer approves or refuses; too late, or a second time, changes nothing. */
  decide(id: string, approves: boolean): Charge {
    return this.#within(() => {
      const charge = this.books.find(id);
      if (charge.state !== 'PROCESSING' || charge.needsApproval === 0) return charge;
      return this.#settled(charge, isPast(charge.settleAt) ? charge.settlesAs : approves ? null : 'approval_declined');
    });
  }

  view(charge: Charge): unknown {
    const url = `${this.publicUrl}/approve/${charge.id}`;
    return charge.method === 'CARD' ? cardView(charge, url) : approvalView(charge, url);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.callbacks.close();
    this.#store.close();
  }

  async #once(
    key: string | undefined,
    request: unknown,
    before: () => Promise<unknown>,
    work: () => Answer,
  ): Promise<Answer> {
    const answer = await this.#answers.give(key, request, before, work);
    this.#afterChange();
    return answer;
  }

  #within(work: () => Charge): Charge {
    const charge = this.#store.transaction(work);
    this.#afterChange();
    return charge;
  }

  #afterChange(): void {
    this.callbacks.sendAnnounced();
    if (this.#settlesLater) this.#wakeForNext();
  }

  #changed(charge: Charge, happening: Happening): Answer {
    this.#tell(charge, happening, 'WITH_ANSWER');
    return { status: 200, body: this.view(charge) };
  }

  #settled({ id }: Charge, declineReason: string | null): Charge {
    const charge = this.books.settle(id, declineReason);
    this.#tell(charge, outcomeOf(charge), 'LATER');
    return charge;
  }

  #tell(charge: Charge, happening: Happening, when: 'WITH_ANSWER' | 'LATER'): void {
    const { calls } = cardOf(charge.cardToken) ?? ({} as Partial<Card>);
    const { callbacks, lateMilliseconds, shuffleMilliseconds } = this.behaviour;
    const everyChange = calls === 'SHUFFLED' || (callbacks === 'EVERY_CHANGE' && happening !== 'processing');
    if (calls === 'NEVER' || (when === 'WITH_ANSWER' && !everyChange)) return;
    const event =
      charge.method === 'CARD'
        ? { type: `payment.${happening}`, payment: cardView(charge, `${this.publicUrl}/approve/${charge.id}`) }
        : { type: `approval.${happening}`, approval: approvalView(charge, `${this.publicUrl}/approve/${charge.id}`) };
    this.callbacks.announce(charge.method, event, {
      copies: calls === 'TEN_TIMES' ? TEN_TIMES : calls === 'SHUFFLED' ? SHUFFLED_COPIES : 1,
      delay: () =>
        calls === 'LATE' ? lateMilliseconds : calls === 'SHUFFLED' ? Math.random() * shuffleMilliseconds : 0,
    });
  }

  #settlesAt(byCustomer: boolean): number | null {
    const { approvalMilliseconds, delayMilliseconds } = this.behaviour;
    const after = byCustomer ? approvalMilliseconds : delayMilliseconds;
    this.#settlesLater = true;
    return after === null ? null : Date.now() + after;
  }

  #settleDue(): void {
    for (let due = this.books.dueNext(); due && isPast(due.settleAt); due = this.books.dueNext()) this.settle(due);
    this.#wakeForNext();
  }

  #wakeForNext(): void {
    this.#settlesLater = false;
    clearTimeout(this.#timer);
    const settleAt = this.#closed ? null : (this.books.dueNext()?.settleAt ?? null);
    if (settleAt === null) return;
    this.#timer = setTimeout(
      () => {
        this.#settleDue();
      },
      Math.max(settleAt - Date.now(), 0),
    );
  }
}

function isPast(moment: number | null): boolean {
  return moment !== null && moment <= Date.now();
}

const atOnce = () => Promise.resolve();

function outcomeOf({ state }: Charge): Happening {
  return state === 'DECLINED' ? 'declined' : 'authorized';
}
