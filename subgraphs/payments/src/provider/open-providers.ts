import type { PaymentsEnvironment } from '../environment.ts';
import { Providers } from './providers.ts';
import { SimulatorAdapter } from './simulator.adapter.ts';

/** The providers that the environment tells how to reach. @param timeoutMilliseconds how long an answer may take */
export function openProviders(
  { PROVIDER_URL, PROVIDER_SECRET, WEBHOOK_SECRET }: PaymentsEnvironment,
  timeoutMilliseconds: number,
): Providers {
  const simulator = new SimulatorAdapter({
    url: PROVIDER_URL,
    providerSecret: PROVIDER_SECRET,
    webhookSecret: WEBHOOK_SECRET,
    timeoutMilliseconds,
  });
  return new Providers({ simulator }, { CARD: 'simulator' });
}
