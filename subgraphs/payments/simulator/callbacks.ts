import { createHmac, randomUUID } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import type { Logger } from '@yoyaku/platform/logging';
import type { Behaviour } from './behaviour.ts';
import type { Charge } from './books.ts';
import type { Store } from './store.ts';
import type { ApprovalView, CardView } from './views.ts';

/** What happened to a payment, as its callback says it. */
export type Happening = 'processing' | 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';

/** What the merchant is told by webhook: what happened, and the payment as it was right after. */
export interface CallbackEvent {
  readonly id: string;
  /** `payment.authorized`, `approval.declined` … */
  readonly type: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** Of a card … */
  readonly payment?: CardView;
  /** … or of easy-pay. */
  readonly approval?: ApprovalView;
}

/** How often one is sent, and how much later than now; each copy has a delay of its own. */
export interface Sending {
  readonly copies: number;
  readonly delay: () => number;
}

interface Row {
  readonly number: number;
  readonly method: Charge['method'];
  readonly body: string;
  readonly attempts: number;
}

const FIRST_PAUSE_MILLISECONDS = 200;
const LONGEST_PAUSE_MILLISECONDS = 30_000;
const ANSWER_WITHIN_MILLISECONDS = 10_000;
const MOST_AT_ONCE = 64;

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, the scheme Stripe documents for its own header. */
export function sign(secret: string, unixSeconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
  return `t=${unixSeconds},v1=${mac}`;
}

/**
 * Tells the merchant what happened, again and again until it answers 2xx, also after a restart. Keeps no order between
 * events.
 */
export class Callbacks {
  readonly #secret: string;
  readonly #behaviour: () => Behaviour;
  readonly #logger: Logger;
  readonly #stop = new AbortController();
  readonly #underWay = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  #announced = false;
  readonly #add: StatementSync;
  readonly #due: StatementSync;
  readonly #next: StatementSync;
  readonly #record: StatementSync;
  readonly #release: StatementSync;
  readonly #list: StatementSync;

  constructor(store: Store, secret: string, behaviour: () => Behaviour, logger: Logger) {
    this.#secret = secret;
    this.#behaviour = behaviour;
    this.#logger = logger;
    this.#add = store.prepare('INSERT INTO callback (method, event_id, body, held, due_at) VALUES (?, ?, ?, ?, ?)');
    this.#due = store.prepare(`
      SELECT number, method, body, attempts FROM callback
       WHERE delivered = 0 AND held = 0 AND due_at <= ? ORDER BY due_at LIMIT ?`);
    this.#next = store.prepare(
      'SELECT min(due_at) AS dueAt FROM callback WHERE delivered = 0 AND held = 0 AND due_at > ?',
    );
    this.#record = store.prepare('UPDATE callback SET attempts = ?, delivered = ?, due_at = ? WHERE number = ?');
    // In an order of chance.
    this.#release = store.prepare('UPDATE callback SET held = 0, due_at = ? - abs(random() % 1000) WHERE held = 1');
    this.#list = store.prepare('SELECT event_id AS eventId, attempts, delivered, body FROM callback ORDER BY number');
  }

  /** Takes down that the merchant is to be told, within a transaction; {@link sendAnnounced} after that. */
  announce(method: Charge['method'], event: Omit<CallbackEvent, 'id' | 'createdAt'>, sending: Sending): void {
    this.#announced = true;
    const told: CallbackEvent = { id: `evt_${randomUUID()}`, createdAt: new Date().toISOString(), ...event };
    const body = JSON.stringify(told);
    const { callbackCopies, callbacksHeld } = this.#behaviour();
    for (let copy = 0; copy < callbackCopies * sending.copies; copy++)
      this.#add.run(method, told.id, body, callbacksHeld ? 1 : 0, Date.now() + Math.round(sending.delay()));
  }

  /** Sends what was announced since the last time, if anything was. */
  sendAnnounced(): void {
    if (!this.#announced) return;
    this.#announced = false;
    this.send();
  }

  /** Sends what is due, and wakes up for the rest. */
  send(): void {
    if (this.#stop.signal.aborted) return;
    const now = Date.now();
    // Those under way are still due by their row.
    for (const row of this.#due.all(now, MOST_AT_ONCE + this.#underWay.size) as unknown as Row[]) {
      if (this.#underWay.size >= MOST_AT_ONCE) return;
      if (!this.#underWay.has(row.number)) void this.#deliver(row);
    }
    const { dueAt } = this.#next.get(now) as { dueAt: number | null };
    clearTimeout(this.#timer);
    if (dueAt !== null) this.#timer = setTimeout(() => this.send(), dueAt - now);
  }

  /** Sends what was held, in an order of chance. */
  release(): number {
    const { changes } = this.#release.run(Date.now());
    this.send();
    return Number(changes);
  }

  list(): { eventId: string; attempts: number; delivered: boolean; event: unknown }[] {
    const rows = this.#list.all() as unknown as { eventId: string; attempts: number; delivered: 0 | 1; body: string }[];
    return rows.map(({ body, delivered, ...row }) => ({
      ...row,
      delivered: delivered === 1,
      event: JSON.parse(body) as unknown,
    }));
  }

  close(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  async #deliver({ number, method, body, attempts }: Row): Promise<void> {
    this.#underWay.add(number);
    const { webhookUrl, easyPayWebhookUrl } = this.#behaviour();
    const url = method === 'CARD' ? webhookUrl : easyPayWebhookUrl;
    const delivered = url !== null && (await this.#post(url, method, body));
    this.#underWay.delete(number);
    // Whoever closes us closes the store as well.
    if (this.#stop.signal.aborted) return;
    const pause = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** attempts, LONGEST_PAUSE_MILLISECONDS);
    this.#record.run(attempts + 1, delivered ? 1 : 0, Date.now() + (delivered ? 0 : pause), number);
    this.send();
  }

  async #post(url: string, method: Charge['method'], body: string): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        // Each attempt is signed anew, or a late retry would look like a replay.
        headers: {
          'content-type': 'application/json',
          [method === 'CARD' ? 'x-provider-signature' : 'x-easy-pay-signature']: sign(
            this.#secret,
            Math.floor(Date.now() / 1000),
            body,
          ),
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
