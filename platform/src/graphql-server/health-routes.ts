import type { FastifyInstance } from 'fastify';
import { register } from 'prom-client';
import type { Database } from '../database/database.ts';

/** A database that has not answered by then counts as gone. */
const DATABASE_MILLISECONDS = 2_000;

export interface Health {
  readonly database: Database;
  /** False before everything is up and from the moment the process begins to drain. */
  readonly accepting: () => boolean;
}

/**
 * GET /health/live: the process answers. GET /health/ready: send traffic; else 503 with the reason.
 * GET /metrics: the whole process, in the Prometheus text format.
 */
export function healthRoutes(server: FastifyInstance, { database, accepting }: Health): void {
  server.get('/health/live', () => ({ status: 'LIVE' }));
  server.get('/health/ready', async (_request, reply) => {
    const reason = accepting() ? await databaseTrouble(database) : 'DRAINING';
    return reason === null ? { status: 'READY' } : reply.code(503).send({ status: 'NOT_READY', reason });
  });
  server.get('/metrics', async (_request, reply) => reply.type(register.contentType).send(await register.metrics()));
}

async function databaseTrouble(database: Database): Promise<string | null> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => {
    late.resolve('DATABASE_UNREACHABLE');
  }, DATABASE_MILLISECONDS);
  const asked = database.query('SELECT 1').then(
    () => null,
    () => 'DATABASE_UNREACHABLE',
  );
  const trouble = await Promise.race([asked, late.promise]);
  clearTimeout(timer);
  return trouble;
}
