import type { Clock } from '@yoyaku/platform/clock';
import type { PaymentsEnvironment } from '../environment.ts';
import { GuardedProvider, type Isolation } from './guarded-provider.ts';
import { Providers } from './providers.ts';
import { SimulatorAdapter } from './simulator.adapter.ts';

/** The providers that the environment tells how to reach, each behind a guard of its own. */
export function openProviders(
  { PROVIDER_URL, PROVIDER_SECRET, WEBHOOK_SECRET }: PaymentsEnvironment,
  clock: Clock,
  isolation: Isolation,
): Providers {
  const simulator = new SimulatorAdapter({
    url: PROVIDER_URL,
    providerSecret: PROVIDER_SECRET,
    webhookSecret: WEBHOOK_SECRET,
    timeoutMilliseconds: isolation.timeout,
    connections: isolation.mostCalls,
  });
  return new Providers(
    { simulator: new GuardedProvider('simulator', simulator, clock, isolation) },
    { CARD: 'simulator' },
  );
}
