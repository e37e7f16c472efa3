import { httpUrl, readEnvironment, subgraphVariables } from '@yoyaku/platform/environment';
import { z } from 'zod';

const variables = subgraphVariables.extend({
  /** Where the reservations subgraph answers: orders come from there. */
  RESERVATIONS_URL: httpUrl,
  /** Where new card payments go. Those made before stay where they are. */
  CARD_PROVIDER: z.enum(['simulator', 'stripe']).default('simulator'),
  /** Where the provider simulator, or another that speaks as it does, answers for cards and for easy-pay. */
  PROVIDER_URL: httpUrl.optional(),
  /** Our API key at that provider. */
  PROVIDER_SECRET: z.string().min(16).optional(),
  /** Signs that provider's webhook calls. */
  WEBHOOK_SECRET: z.string().min(16).optional(),
  /** Our API key at Stripe, `sk_…`. */
  STRIPE_SECRET_KEY: z.string().min(16).optional(),
  /** Signs Stripe's webhook calls, `whsec_…`. */
  STRIPE_WEBHOOK_SECRET: z.string().min(16).optional(),
  /** Where customers come back to after 3-D Secure at Stripe. */
  STRIPE_RETURN_URL: httpUrl.optional(),
  /** Where Stripe answers, when it is not Stripe itself: for tests. */
  STRIPE_API_URL: httpUrl.optional(),
});

/** Each of these wants all the others of its line. */
const TOGETHER = [
  ['PROVIDER_URL', 'PROVIDER_SECRET', 'WEBHOOK_SECRET'],
  ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_RETURN_URL'],
] as const;

export const paymentsVariables = variables.superRefine((given, context) => {
  for (const names of TOGETHER) {
    const wanted = names[0] === (given.CARD_PROVIDER === 'stripe' ? 'STRIPE_SECRET_KEY' : 'PROVIDER_URL');
    if (!wanted && names.every((name) => given[name] === undefined)) continue;
    for (const name of names.filter((name) => given[name] === undefined))
      context.addIssue({ code: 'custom', path: [name], message: `is needed beside ${names.join(', ')}` });
  }
});

export type PaymentsEnvironment = z.infer<typeof paymentsVariables>;

/** @throws EnvironmentError listing every problem. */
export const environment = (): PaymentsEnvironment => readEnvironment(paymentsVariables, process.env);
