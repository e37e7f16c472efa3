import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { asked, paymentRoutes } from './card.routes.ts';
import type { Provider } from './provider.ts';
import { onceBy, type Replies } from './replies.ts';

const newApproval = z.strictObject({
  ...asked,
  // The browser is sent there: never to a `javascript:` or `data:` address.
  returnUrl: z.url({ protocol: /^https?$/ }).max(2000),
});

/** `/easy-pay/v1/approvals`: the customer approves on our page, and the merchant is told. */
export function easyPayRoutes(server: FastifyInstance, provider: Provider, replies: Replies): void {
  server.post('/easy-pay/v1/approvals', (request, reply) => {
    const { returnUrl, ...body } = newApproval.parse(request.body);
    const once = onceBy(request, { ...body, returnUrl });
    return replies.give(request, reply, () => provider.askForApproval(...once, body, returnUrl));
  });
  paymentRoutes(server, '/easy-pay/v1/approvals', provider, replies);
}
