import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { Batches } from '@yoyaku/platform/batches';
import type { Logger } from '@yoyaku/platform/logging';
import { paymentIds } from '../ids.ts';
import { type OutcomeRecorder, toOutcome } from '../payment/outcome-recorder.ts';
import { after } from '../payment/timing.ts';
import type { ProviderPayment } from '../provider/provider.ts';
import {
  type Acceptance,
  acceptances,
  claimDueCalls,
  forgetCalls,
  markHandled,
  type WebhookCall,
} from './webhook-call.store.ts';

export interface WebhookInboxOptions {
  readonly database: Database;
  readonly recorder: OutcomeRecorder;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After so many milliseconds a call that nobody has handled is anybody's. */
  readonly lease: number;
}

/** Handled at once by the process that took them; whatever exceeds this waits for the job. */
const MOST_AT_ONCE = 256;
const MOST_PER_CLAIM = 64;
const MOST_PER_STATEMENT = 64;
/** Longer than any provider repeats a call. Replays that come even later fall through the state machine. */
const KEPT_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;
const MOST_PER_PRUNING = 1000;

/**
 * Takes what providers call back: written down once, answered, and only then handled. What a crash leaves in between is
 * handled by the next to look. Handling twice does no harm, since a call is only a claim about a payment's state.
 */
export class WebhookInbox {
  readonly #options: WebhookInboxOptions;
  readonly #accept: Batches<WebhookCall, Acceptance>;
  readonly #handled: Batches<WebhookCall, null>;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: WebhookInboxOptions) {
    const { database, clock, lease } = options;
    this.#options = options;
    this.#accept = acceptances(database, () => ({ now: clock.now(), dueAt: after(clock.now(), lease) }));
    this.#handled = new Batches<WebhookCall, null>({
      run: async (calls) => {
        await markHandled(database, calls);
        return calls.map(() => null);
      },
      keyOf: ({ shopId, provider, eventId }) => `${shopId}/${provider}/${eventId}`,
      most: MOST_PER_STATEMENT,
    });
  }

  /** Resolves when the call is safely written, or known, or of no use to us; its effect comes afterwards. */
  async take(provider: string, eventId: string, claim: ProviderPayment): Promise<void> {
    const { logger } = this.#options;
    const key = paymentIds.decode(claim.reference);
    const call = key && { shopId: key.tenant, paymentId: key.key, provider, eventId, claim };
    const acceptance = call ? await this.#accept.add(call) : 'STRANGE';
    if (acceptance === 'STRANGE') logger.warn({ provider, eventId }, 'a webhook call is about a payment nobody knows');
    if (call && acceptance === 'NEW' && this.#underWay.size < MOST_AT_ONCE) void this.#start([call]);
  }

  /** Handles the calls that nobody has handled in time. */
  async sweep(): Promise<void> {
    const { database, clock, lease } = this.#options;
    for (;;) {
      const now = clock.now();
      const due = await claimDueCalls(database, now, after(now, lease), MOST_PER_CLAIM);
      await this.#start(due);
      if (due.length < MOST_PER_CLAIM) return;
    }
  }

  /** Forgets what is long handled. */
  async prune(): Promise<void> {
    const { database, clock } = this.#options;
    const before = after(clock.now(), -KEPT_MILLISECONDS);
    while ((await forgetCalls(database, before, MOST_PER_PRUNING)) === MOST_PER_PRUNING);
  }

  /** Resolves when what is under way is handled. */
  async close(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  #start(calls: readonly WebhookCall[]): Promise<void> {
    const handling: Promise<void> = Promise.all(calls.map((call) => this.#handle(call))).then(() => {
      this.#underWay.delete(handling);
    });
    this.#underWay.add(handling);
    return handling;
  }

  /** Never rejects: what fails is due again when its lease has run out. */
  async #handle(call: WebhookCall): Promise<void> {
    const { recorder, logger } = this.#options;
    const { provider, eventId, claim } = call;
    try {
      const outcome = toOutcome(claim);
      const payment = outcome && (await recorder.record(outcome));
      // Known already (most are: the provider has answered our call with it), or out of date.
      if (!payment) logger.debug({ provider, eventId }, 'a webhook call changed nothing');
      await this.#handled.add(call);
    } catch (error) {
      logger.error({ err: error, provider, eventId }, 'a webhook call could not be handled and will be tried again');
    }
  }
}
