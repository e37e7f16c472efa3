import { resolve } from 'node:path';
import { readEnvironment } from '@yoyaku/platform/environment';
import { z } from 'zod';

const variables = z.object({
  /** The port of the one URL; the other processes' ports lie at fixed distances above it (ports.ts). */
  PORT: z.coerce.number().int().min(1).max(65_000).default(4000),
  /** Where the embedded PostgreSQL keeps its data; `.data` in the repository unless set. */
  DATA_DIRECTORY: z.string().default(resolve(import.meta.dirname, '../.data')),
  /** A PostgreSQL server to use instead of the embedded one; its user must be allowed to create databases. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** A Redis server to use instead of the in-process event bus. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Cards at Stripe instead of the simulator; payments itself says what it then needs. */
  CARD_PROVIDER: z.string().optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_RETURN_URL: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
});

/** What `npm start` reads; every variable has a default. @throws EnvironmentError naming every malformed one. */
export const startEnvironment = () => readEnvironment(variables, process.env);

/** Where to look for Apollo Router's program. */
export const routerLookup = () => ({ APOLLO_ROUTER_BIN: process.env['APOLLO_ROUTER_BIN'], PATH: process.env['PATH'] });
