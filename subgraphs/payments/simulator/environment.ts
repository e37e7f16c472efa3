import { httpUrl, readEnvironment } from '@yoyaku/platform/environment';
import { z } from 'zod';

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** The API key a merchant must show. */
  PROVIDER_SECRET: z.string().min(16),
  /** Signs the callbacks. */
  WEBHOOK_SECRET: z.string().min(16),
  /** Where callbacks go. Unset: nowhere, until `PATCH /admin/behaviour` names one. */
  WEBHOOK_URL: httpUrl.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** @throws EnvironmentError listing every problem. */
export const environment = () => readEnvironment(schema, process.env);
