import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { approvalPage, messagePage } from './approval-page.ts';
import { BookError, type Charge } from './books.ts';
import type { Provider } from './provider.ts';

const form = z.object({ decision: z.enum(['approve', 'decline']) });

type PageRequest = FastifyRequest<{ Params: { id: string } }>;

/** `/approve/:id`: the page on which a customer approves a payment, and what its buttons do. No API key. */
export function approvalRoutes(provider: Provider) {
  return (server: FastifyInstance, _: unknown, done: () => void): void => {
    server.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, parsed) => {
        parsed(null, Object.fromEntries(new URLSearchParams(String(body))));
      },
    );
    server.addHook('onSend', (_request, reply, _payload, sent) => {
      void reply.headers({
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      sent();
    });
    server.setErrorHandler((error, _request, reply) => {
      const status = error instanceof BookError ? error.status : error instanceof z.ZodError ? 400 : 500;
      return page(reply, status, messagePage('There is no such payment here.'));
    });
    server.get('/approve/:id', (request: PageRequest, reply) => {
      const charge = awaited(provider, request.params.id);
      if (charge.state !== 'PROCESSING') return page(reply, 200, messagePage(RESULTS[resultOf(charge)]));
      return page(reply, 200, approvalPage(charge));
    });
    server.post('/approve/:id', (request: PageRequest, reply) => {
      const { id } = awaited(provider, request.params.id);
      const charge = provider.decide(id, form.parse(request.body).decision === 'approve');
      const result = resultOf(charge);
      if (charge.returnUrl === null) return page(reply, 200, messagePage(RESULTS[result]));
      const back = new URL(charge.returnUrl);
      back.searchParams.set('reference', charge.reference);
      back.searchParams.set('result', result);
      return reply.redirect(back.href, 303);
    });
    done();
  };
}

const RESULTS = {
  approved: 'The payment is approved. You can close this page.',
  declined: 'The payment is not approved, and nothing is charged. You can close this page.',
} as const;

function awaited(provider: Provider, id: string): Charge {
  const charge = provider.books.find(id);
  if (charge.needsApproval === 0) throw new BookError(404, 'not_found', 'nothing is to be approved there');
  return charge;
}

function resultOf({ state }: Charge): keyof typeof RESULTS {
  return state === 'AUTHORIZED' || state === 'CAPTURED' ? 'approved' : 'declined';
}

function page(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.status(status).type('text/html; charset=utf-8').send(html);
}
