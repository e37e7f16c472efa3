import type { FastifyInstance } from 'fastify';
import { badInput } from '@yoyaku/platform/errors';
import { z } from 'zod';
import { type Hold, holdList, type HoldRequest, holdRequestList } from './hold.ts';
import type { StockEngine } from './stock-engine.ts';

/** Fastify compiles the schema once; bodies that break it are answered with 400 and the code BAD_REQUEST. */
const body = (schema: z.ZodType) => ({ schema: { body: z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) } });

/** What the reservations subgraph calls. */
export function stockRoutes(server: FastifyInstance, stock: StockEngine): void {
  server.post<{ Body: { holds: HoldRequest[] } }>('/internal/hold', body(holdRequestList), async (request) => {
    const { holds } = request.body;
    for (const { lines } of holds) {
      const lineIds = new Set(lines.map(({ lineId }) => lineId));
      if (lineIds.size < lines.length) throw badInput('A line id may be named once only.');
    }
    return { outcomes: await Promise.all(holds.map((hold) => stock.hold(hold))) };
  });

  server.post<{ Body: { holds: Hold[] } }>('/internal/confirm', body(holdList), async (request) => ({
    outcomes: await stock.confirm(request.body.holds),
  }));

  server.post<{ Body: { holds: Hold[] } }>('/internal/release', body(holdList), async (request, reply) => {
    await stock.release(request.body.holds);
    return reply.code(204).send();
  });
}
