import { createHmac, randomUUID } from 'node:crypto';
import type { Logger } from '@yoyaku/platform/logging';
import type { Behaviour } from './behaviour.ts';
import { type Charge, type PublicCharge, publicView } from './books.ts';

/** What the merchant is told by webhook: what happened, and the payment as it was right after. */
export interface CallbackEvent {
  readonly id: string;
  readonly type: 'payment.authorized' | 'payment.declined' | 'payment.captured' | 'payment.voided' | 'payment.refunded';
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly payment: PublicCharge;
}

interface Callback {
  readonly body: string;
  readonly eventId: string;
  attempts: number;
  delivered: boolean;
}

const FIRST_PAUSE_MILLISECONDS = 200;
const LONGEST_PAUSE_MILLISECONDS = 30_000;
const ANSWER_WITHIN_MILLISECONDS = 10_000;

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, the scheme Stripe documents for its own header. */
export function sign(secret: string, unixSeconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
  return `t=${unixSeconds},v1=${mac}`;
}

/** Tells the merchant what happened, again and again until it answers 2xx. Keeps no order between events. */
export class Callbacks {
  readonly #secret: string;
  readonly #behaviour: () => Behaviour;
  readonly #logger: Logger;
  readonly #all: Callback[] = [];
  readonly #held: Callback[] = [];
  readonly #stop = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(secret: string, behaviour: () => Behaviour, logger: Logger) {
    this.#secret = secret;
    this.#behaviour = behaviour;
    this.#logger = logger;
  }

  announce(type: CallbackEvent['type'], charge: Charge): void {
    const event: CallbackEvent = {
      id: `evt_${randomUUID()}`,
      type,
      createdAt: new Date().toISOString(),
      payment: publicView(charge),
    };
    const body = JSON.stringify(event);
    for (let copy = 0; copy < this.#behaviour().callbackCopies; copy++) {
      const callback: Callback = { body, eventId: event.id, attempts: 0, delivered: false };
      this.#all.push(callback);
      if (this.#behaviour().callbacksHeld) this.#held.push(callback);
      else void this.#deliver(callback);
    }
  }

  /** Sends what was held, all at once and in an order of chance. */
  release(): number {
    const released = this.#held.splice(0);
    for (const callback of released.sort(() => Math.random() - 0.5)) void this.#deliver(callback);
    return released.length;
  }

  list(): { eventId: string; attempts: number; delivered: boolean; event: unknown }[] {
    return this.#all.map(({ body, ...callback }) => ({ ...callback, event: JSON.parse(body) as unknown }));
  }

  close(): void {
    this.#stop.abort();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #deliver(callback: Callback): Promise<void> {
    const { webhookUrl } = this.#behaviour();
    callback.attempts++;
    callback.delivered = webhookUrl !== null && (await this.#post(webhookUrl, callback.body));
    if (callback.delivered || this.#stop.signal.aborted) return;
    const pause = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** (callback.attempts - 1), LONGEST_PAUSE_MILLISECONDS);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#deliver(callback);
    }, pause);
    this.#timers.add(timer);
  }

  async #post(url: string, body: string): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        // Each attempt is signed anew, or a late retry would look like a replay.
        headers: {
          'content-type': 'application/json',
          'x-provider-signature': sign(this.#secret, Math.floor(Date.now() / 1000), body),
        },
        body,
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS)]),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch (error) {
      if (!this.#stop.signal.aborted)
        this.#logger.debug({ err: error, url }, 'the merchant does not answer its webhook');
      return false;
    }
  }
}
