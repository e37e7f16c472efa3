import type { Clock } from '@yoyaku/platform/clock';
import { errorBody } from '@yoyaku/platform/graphql-server/http-server';
import type { Logger } from '@yoyaku/platform/logging';
import type { FastifyInstance } from 'fastify';
import { type OutcomeRecorder, toOutcome } from '../payment/outcome-recorder.ts';
import type { PaymentProvider } from '../provider/provider.ts';

export interface WebhookOptions {
  readonly provider: PaymentProvider;
  readonly recorder: OutcomeRecorder;
  readonly clock: Clock;
  readonly logger: Logger;
}

const MOST_BODY_BYTES = 64 * 1024;

const REFUSALS = {
  FORGED: [401, 'SIGNATURE_INVALID', 'The signature is missing or wrong.'],
  STALE: [401, 'SIGNATURE_STALE', 'The signature is too old, or from the future.'],
  MALFORMED: [400, 'BAD_REQUEST', 'The body is not a callback.'],
} as const;

/**
 * `POST /webhooks/simulator`: the provider tells how a payment went. It tells more than once and in any order, so a call
 * is no more than a claim about a state, which the state machine takes or passes over. Answered 200 when what it says
 * is safely recorded or of no use; with anything else the provider comes again.
 */
export function webhookRoutes(server: FastifyInstance, { provider, recorder, clock, logger }: WebhookOptions): void {
  // The signature is over the raw bytes, which no other route wants.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => {
    parsed(null, body);
  });
  server.post('/webhooks/simulator', { bodyLimit: MOST_BODY_BYTES }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const callback = provider.readCallback(request.headers, body, clock.now());
    if (callback.outcome === 'IRRELEVANT') return reply.code(200).send({ received: true });
    if (callback.outcome !== 'GENUINE') {
      const [status, code, message] = REFUSALS[callback.outcome];
      logger.warn({ outcome: callback.outcome }, 'a webhook call was refused');
      return reply.code(status).send(errorBody(code, message));
    }
    const outcome = toOutcome(callback.payment);
    const payment = outcome && (await recorder.record(outcome));
    // Known already (most are: the provider has answered our call with it), out of date, or of no payment of ours: the
    // caller is not told which.
    if (!payment) logger.debug({ reference: callback.payment.reference }, 'a webhook call changed nothing');
    return reply.code(200).send({ received: true });
  });
}
