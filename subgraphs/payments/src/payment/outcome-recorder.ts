import { Batches } from '@yoyaku/platform/batches';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { wakeRelay } from '@yoyaku/platform/events/outbox';
import type { LiveChannels } from '@yoyaku/platform/live/channels';
import type { Logger } from '@yoyaku/platform/logging';
import { paymentIds } from '../ids.ts';
import type { ProviderPayment } from '../provider/provider.ts';
import type { PaymentRow } from './payment.entity.ts';
import { tellWatchers } from './payment.live.ts';
import { nextStep } from './payment.state.ts';
import { type Outcome, recordOutcomes } from './record-outcome.store.ts';
import { after, type Timing } from './timing.ts';

const MOST_PER_STATEMENT = 64;

interface OutcomeRecorderOptions {
  readonly database: Database;
  readonly live: LiveChannels;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timing: Timing;
}

/** Writes down what the provider said, whoever heard it: payOrder, the webhook, the worker. */
export class OutcomeRecorder {
  readonly #batches: Batches<Outcome, PaymentRow | null>;
  /** Gets every payment that must go on from what it has become; it is leased to this process. */
  readonly #driveOn: (payment: PaymentRow) => void;

  constructor(
    { database, live, clock, logger, timing }: OutcomeRecorderOptions,
    driveOn: (payment: PaymentRow) => void,
  ) {
    this.#driveOn = driveOn;
    this.#batches = new Batches({
      run: async (outcomes) => {
        const now = clock.now();
        const due = { now, leasedUntil: after(now, timing.lease), askAt: after(now, timing.askAfter) };
        const payments = await recordOutcomes(database, outcomes, due);
        wakeRelay(database);
        // No event tells of these, and their customers wait for the page on which to approve.
        tellWatchers(
          { live, logger },
          payments.filter((payment) => payment?.state === 'PROCESSING'),
        );
        return payments;
      },
      keyOf: ({ paymentId }) => paymentId,
      most: MOST_PER_STATEMENT,
    });
  }

  /** The payment as it has become by this; null when it changed nothing, e.g. because it was known. */
  async record(outcome: Outcome): Promise<PaymentRow | null> {
    const payment = await this.#batches.add(outcome);
    if (payment && payment.state !== 'PROCESSING' && nextStep(payment) !== null) this.#driveOn(payment);
    return payment;
  }
}

/** What the provider says, in our terms; null when its reference is none of ours. */
export function toOutcome(payment: ProviderPayment): Outcome | null {
  const key = paymentIds.decode(payment.reference);
  if (!key) return null;
  const { state, providerPaymentId, failureReason, actionUrl } = payment;
  return { shopId: key.tenant, paymentId: key.key, state, providerPaymentId, failureReason, actionUrl };
}
