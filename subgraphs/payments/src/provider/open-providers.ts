import type { Clock } from '@yoyaku/platform/clock';
import type { PaymentsEnvironment } from '../environment.ts';
import { EasyPayAdapter } from './easy-pay.adapter.ts';
import { GuardedProvider, type Isolation } from './guarded-provider.ts';
import type { PaymentMethod, PaymentProvider } from './provider.ts';
import { type ProviderName, Providers } from './providers.ts';
import { SimulatorAdapter } from './simulator.adapter.ts';
import { StripeAdapter } from './stripe.adapter.ts';

/** The providers that the environment tells how to reach, each behind a guard of its own. */
export function openProviders(environment: PaymentsEnvironment, clock: Clock, isolation: Isolation): Providers {
  const guarded = new Map<ProviderName, GuardedProvider>();
  const open = (name: ProviderName, provider: PaymentProvider) =>
    guarded.set(name, new GuardedProvider(name, provider, clock, isolation));

  const { CARD_PROVIDER, PROVIDER_URL, PROVIDER_SECRET, WEBHOOK_SECRET } = environment;
  const limits = { timeoutMilliseconds: isolation.timeout, connections: isolation.mostCalls };
  if (PROVIDER_URL !== undefined && PROVIDER_SECRET !== undefined && WEBHOOK_SECRET !== undefined) {
    const options = { ...limits, url: PROVIDER_URL, secret: PROVIDER_SECRET, webhookSecret: WEBHOOK_SECRET };
    open('simulator', new SimulatorAdapter(options));
    open('easy-pay', new EasyPayAdapter(options));
  }
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_RETURN_URL, STRIPE_API_URL } = environment;
  if (STRIPE_SECRET_KEY !== undefined && STRIPE_WEBHOOK_SECRET !== undefined && STRIPE_RETURN_URL !== undefined)
    open(
      'stripe',
      new StripeAdapter({
        ...limits,
        secretKey: STRIPE_SECRET_KEY,
        webhookSecret: STRIPE_WEBHOOK_SECRET,
        returnUrl: STRIPE_RETURN_URL,
        apiUrl: STRIPE_API_URL,
      }),
    );
  const forNew: Partial<Record<PaymentMethod['kind'], ProviderName>> = {
    CARD: CARD_PROVIDER,
    ...(guarded.has('easy-pay') && { EASY_PAY: 'easy-pay' }),
  };
  return new Providers(guarded, forNew);
}
