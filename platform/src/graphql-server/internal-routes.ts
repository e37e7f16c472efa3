import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { badInput } from '../errors.ts';
import { readEvents } from '../events/feed.ts';

const MOST_EVENTS = 1_000;

const position = z.object({
  after: z.coerce.number().int().min(0),
  limit: z.coerce.number().int().min(1).max(MOST_EVENTS).default(500),
});

/** GET /internal/events?after&limit: this subgraph's events after a position, for followers that have missed some. */
export function eventRoutes(server: FastifyInstance, database: Database, source: string): void {
  server.get('/internal/events', async (request) => {
    const asked = position.safeParse(request.query);
    if (!asked.success) throw badInput(`after must be a position and limit from 1 to ${MOST_EVENTS}.`);
    return { events: await readEvents(database, source, asked.data.after, asked.data.limit) };
  });
}
