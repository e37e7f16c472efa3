import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cardOf } from './cards.ts';
import type { Provider } from './provider.ts';
import { onceBy, type Replies } from './replies.ts';

export const amount = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const asked = { reference: z.string().min(1).max(200), amount, currency: z.string().regex(/^[A-Z]{3}$/) };
const newPayment = z.strictObject({ ...asked, cardToken: z.string().min(1).max(200) });

/** `/v1/payments`: cards. */
export function cardRoutes(server: FastifyInstance, provider: Provider, replies: Replies): void {
  server.post('/v1/payments', (request, reply) => {
    const { cardToken, ...body } = newPayment.parse(request.body);
    const once = onceBy(request, { ...body, cardToken });
    return replies.give(request, reply, () => provider.chargeCard(...once, body, cardToken), cardOf(cardToken));
  });
  paymentRoutes(server, '/v1/payments', provider, replies);
}

const capture = z.strictObject({ amount: amount.optional() });
const refund = z.strictObject({ amount });
const nothing = z.strictObject({});

type PaymentRequest = FastifyRequest<{ Params: { id: string } }>;

/** What can be done with a payment that is there, whatever it was made by. */
export function paymentRoutes(server: FastifyInstance, path: string, provider: Provider, replies: Replies): void {
  const method = path.startsWith('/easy-pay/') ? 'EASY_PAY' : 'CARD';
  server.post(`${path}/:id/capture`, (request: PaymentRequest, reply) => {
    const body = capture.parse(request.body ?? {});
    return replies.give(request, reply, () =>
      provider.capture(...onceBy(request, body), request.params.id, body.amount),
    );
  });
  server.post(`${path}/:id/void`, (request: PaymentRequest, reply) => {
    const body = nothing.parse(request.body ?? {});
    return replies.give(request, reply, () => provider.void(...onceBy(request, body), request.params.id));
  });
  server.post(`${path}/:id/refunds`, (request: PaymentRequest, reply) => {
    const body = refund.parse(request.body);
    return replies.give(request, reply, () =>
      provider.refund(...onceBy(request, body), request.params.id, body.amount),
    );
  });
  server.get(path, (request: FastifyRequest<{ Querystring: { reference?: string } }>, reply) =>
    replies.give(request, reply, () => {
      const found = provider.books.withReference(request.query.reference ?? '');
      const shown = found.filter((charge) => charge.method === method).map((charge) => provider.view(charge));
      return { status: 200, body: { payments: shown } };
    }),
  );
}
