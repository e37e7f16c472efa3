import { z } from 'zod';

/** Thrown at start when the environment is unusable; lists every problem, so that one edit mends them all. */
export class EnvironmentError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
    this.problems = problems;
  }
}

/**
 * Validates environment variables against a zod schema, all at once.
 * An empty string counts as unset, as `docker compose` passes unset variables that way.
 * @throws EnvironmentError naming every variable that is missing or malformed.
 */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  source: Record<string, string | undefined>,
): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new EnvironmentError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

const url = (...protocols: string[]) => z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`) });

/** The variables every subgraph reads; a subgraph extends them with its own. */
export const subgraphVariables = z.object({
  /** PostgreSQL database of this subgraph alone. */
  DATABASE_URL: url('postgres', 'postgresql'),
  /** Redis for the event bus and live channels. Unset: both stay inside this process. */
  REDIS_URL: url('redis', 'rediss').optional(),
  /** Keeps apart the installations that share a Redis. */
  REDIS_PREFIX: z.string().min(1).default('yoyaku'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** Shared with the Router and the live gateway; a GraphQL request without it is refused. */
  GATEWAY_SECRET: z.string().min(16),
  /** Shared by the subgraphs for their internal HTTP routes. */
  SERVICE_TOKEN: z.string().min(16),
  /** Where the users subgraph answers: token keys and the shop directory come from there. */
  USERS_URL: url('http', 'https'),
  /** GraphQL requests that may be worked on at once; while there are as many, new mutations answer OVERLOADED. */
  MOST_REQUESTS_IN_FLIGHT: z.coerce.number().int().min(1).default(256),
  /** How long the event loop may keep things waiting, in milliseconds; beyond it, too, new mutations answer OVERLOADED. */
  MOST_EVENT_LOOP_DELAY_MS: z.coerce.number().int().min(1).default(1000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type SubgraphEnvironment = z.infer<typeof subgraphVariables>;

/** For the URL of another subgraph. */
export const httpUrl = url('http', 'https');
