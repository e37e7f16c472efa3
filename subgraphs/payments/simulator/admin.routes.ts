import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Behaviour, behaviourSchema } from './behaviour.ts';
import type { Provider } from './provider.ts';
import type { Replies } from './replies.ts';

const ofReference = z.strictObject({ reference: z.string() });
const decision = z.strictObject({ reference: z.string(), approves: z.boolean() });

/** `/admin`: for tests. */
export function adminRoutes(server: FastifyInstance, provider: Provider, { traffic }: Replies): void {
  const { books, callbacks } = provider;
  server.get('/admin/books', () => books.all());
  server.get('/admin/behaviour', () => provider.behaviour);
  server.patch('/admin/behaviour', ({ body }) => {
    provider.behaviour = { ...provider.behaviour, ...behaviourSchema.partial().parse(body) } as Behaviour;
    return provider.behaviour;
  });
  server.delete('/admin/behaviour', () => {
    provider.behaveNormally();
    return provider.behaviour;
  });
  server.post('/admin/settle', ({ body }) => {
    const { reference } = ofReference.parse(body);
    return books.withReference(reference).map((charge) => provider.settle(charge));
  });
  server.post('/admin/decide', ({ body }) => {
    const { reference, approves } = decision.parse(body);
    return books.withReference(reference).map(({ id }) => provider.decide(id, approves));
  });
  server.get('/admin/callbacks', () => callbacks.list());
  server.post('/admin/callbacks/release', () => ({ released: callbacks.release() }));
  /** How many merchant requests came since the last look, and how many of them were under way at once. */
  server.get('/admin/traffic', () => traffic.look());
}
