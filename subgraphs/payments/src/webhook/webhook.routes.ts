import type { Clock } from '@yoyaku/platform/clock';
import { errorBody } from '@yoyaku/platform/graphql-server/http-server';
import type { Logger } from '@yoyaku/platform/logging';
import type { FastifyInstance } from 'fastify';
import type { Providers } from '../provider/providers.ts';
import type { WebhookInbox } from './webhook-inbox.ts';

export interface WebhookOptions {
  readonly providers: Providers;
  readonly inbox: WebhookInbox;
  readonly clock: Clock;
  readonly logger: Logger;
}

const MOST_BODY_BYTES = 256 * 1024;

const REFUSALS = {
  FORGED: [401, 'SIGNATURE_INVALID', 'The signature is missing or wrong.'],
  STALE: [401, 'SIGNATURE_STALE', 'The signature is too old, or from the future.'],
  MALFORMED: [400, 'BAD_REQUEST', 'The body is not a callback.'],
} as const;

/**
 * `POST /webhooks/simulator`, `/webhooks/easy-pay`, `/webhooks/stripe`: a provider tells how a payment went. It tells more
 * than once and in any order, so a call is no more than a claim about a state. Answered 200 when what it says is safely
 * in the inbox or of no use, whoever's payment it names; with anything else the provider comes again.
 */
export function webhookRoutes(server: FastifyInstance, { providers, inbox, clock, logger }: WebhookOptions): void {
  // The signature is over the raw bytes, which no other route wants.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => {
    parsed(null, body);
  });
  for (const { name, provider } of providers.all())
    server.post(`/webhooks/${name}`, { bodyLimit: MOST_BODY_BYTES }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const callback = provider.readCallback(request.headers, body, clock.now());
      if (callback.outcome === 'FORGED' || callback.outcome === 'STALE' || callback.outcome === 'MALFORMED') {
        const [status, code, message] = REFUSALS[callback.outcome];
        logger.warn({ provider: name, outcome: callback.outcome }, 'a webhook call was refused');
        return reply.code(status).send(errorBody(code, message));
      }
      if (callback.outcome === 'GENUINE') await inbox.take(name, callback.eventId, callback.payment);
      return reply.code(200).send({ received: true });
    });
}
