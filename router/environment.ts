import { httpUrl, readEnvironment } from '@yoyaku/platform/environment';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info');

/** The subgraphs' base URLs; unset ones stay as schema/supergraph.graphql has them. router.yaml reads the same. */
const subgraphUrls = {
  USERS_URL: httpUrl.optional(),
  CATALOG_URL: httpUrl.optional(),
  RESERVATIONS_URL: httpUrl.optional(),
  PAYMENTS_URL: httpUrl.optional(),
  DASHBOARD_URL: httpUrl.optional(),
};

const liveVariables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4200),
  GATEWAY_SECRET: z.string().min(16),
  ...subgraphUrls,
  SUPERGRAPH_FILE: z.string().optional(),
  /** `everything` where there is no Router. */
  LIVE_MODE: z.enum(['subscriptions-only', 'everything']).default('subscriptions-only'),
  INTROSPECTION: flag.default(false),
  CORS_ORIGIN_PATTERN: z.string().optional(),
  MOST_CONNECTIONS_PER_ADDRESS: z.coerce.number().int().positive().default(100),
  MOST_SUBSCRIPTIONS_PER_SOCKET: z.coerce.number().int().positive().default(100),
  LOG_LEVEL: logLevel,
});

/** @throws EnvironmentError listing every problem. */
export const liveEnvironment = () => readEnvironment(liveVariables, process.env);

/** `{ users: 'http://…', … }` of USERS_URL and the others, without the unset ones. */
export function subgraphUrlsOf(environment: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(subgraphUrls).flatMap((variable) => {
      const url = environment[variable];
      return typeof url === 'string' ? [[variable.replace('_URL', '').toLowerCase(), url]] : [];
    }),
  );
}

const installVariables = z.object({
  APOLLO_ELV2_LICENSE: z.string().optional(),
  APOLLO_ROUTER_BIN: z.string().optional(),
  PATH: z.string().default(''),
  /** Set where nothing may be skipped. */
  CI: z.string().optional(),
});

/** What finding and installing the Router looks at. */
export const installEnvironment = () => readEnvironment(installVariables, process.env);
