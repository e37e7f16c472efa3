import type { Batches } from '@yoyaku/platform/batches';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type AdvanceDebit, type AdvanceOutcome, returnDebits } from './advance-debits.ts';

const MOST_ASKED_FOR = 64;
/** How long after its hold has lapsed an order may still be on its way here. */
const MARGIN_MILLISECONDS = 60_000;

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const order = { shopId: uuid, orderId: uuid };
const wanted = z.object({
  debits: z
    .array(
      z.object({
        ...order,
        accountId: uuid,
        points: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
        /** RFC 3339: as long as its stock is held. After that, an order that has not come never will. */
        heldUntil: z.iso.datetime(),
      }),
    )
    .min(1)
    .max(MOST_ASKED_FOR),
});
const unwanted = z.object({ orders: z.array(z.object(order)).min(1).max(MOST_ASKED_FOR) });

/** Fastify compiles the schema once; bodies that break it are answered with 400 and the code BAD_REQUEST. */
const body = (schema: z.ZodType) => ({ schema: { body: z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) } });

/** What reservations calls: points of orders that are about to be written, and of those that were not after all. */
export function pointsRoutes(
  server: FastifyInstance,
  debits: Batches<AdvanceDebit, AdvanceOutcome>,
  { database, clock }: { readonly database: Database; readonly clock: Clock },
): void {
  server.post<{ Body: z.infer<typeof wanted> }>('/internal/points/debits', body(wanted), async (request) => ({
    outcomes: await Promise.all(
      request.body.debits.map(({ heldUntil, ...debit }) => {
        const lookAt = new Date(new Date(heldUntil).getTime() + MARGIN_MILLISECONDS);
        return debits.add({ ...debit, lookAt });
      }),
    ),
  }));

  server.post<{ Body: z.infer<typeof unwanted> }>(
    '/internal/points/returns',
    body(unwanted),
    async (request, reply) => {
      await returnDebits(database, clock, request.body.orders);
      return reply.code(204).send();
    },
  );
}
