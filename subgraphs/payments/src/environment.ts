import { httpUrl, readEnvironment, subgraphVariables } from '@yoyaku/platform/environment';
import { z } from 'zod';

export const paymentsVariables = subgraphVariables.extend({
  /** Where the reservations subgraph answers: orders come from there. */
  RESERVATIONS_URL: httpUrl,
  /** Where the payment provider answers. */
  PROVIDER_URL: httpUrl,
  /** Our API key at the provider. */
  PROVIDER_SECRET: z.string().min(16),
  /** Signs the provider's webhook calls. */
  WEBHOOK_SECRET: z.string().min(16),
});

export type PaymentsEnvironment = z.infer<typeof paymentsVariables>;

/** @throws EnvironmentError listing every problem. */
export const environment = (): PaymentsEnvironment => readEnvironment(paymentsVariables, process.env);
