import { httpUrl, readEnvironment } from '@yoyaku/platform/environment';
import { z } from 'zod';

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** The API key a merchant must show. */
  PROVIDER_SECRET: z.string().min(16),
  /** Signs the callbacks. */
  WEBHOOK_SECRET: z.string().min(16),
  /** Where callbacks about cards go, and those about easy-pay. Unset: nowhere, until `PATCH /admin/behaviour` names one. */
  WEBHOOK_URL: httpUrl.optional(),
  EASY_PAY_WEBHOOK_URL: httpUrl.optional(),
  /** The SQLite file that holds its books; `:memory:` for none. */
  STORE_FILE: z.string().min(1).default(':memory:'),
  /** Where customers reach the approval pages. Unset: where it listens. */
  PUBLIC_URL: httpUrl.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** @throws EnvironmentError listing every problem. */
export const environment = () => readEnvironment(schema, process.env);
