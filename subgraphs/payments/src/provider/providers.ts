import type { GuardedProvider } from './guarded-provider.ts';
import type { PaymentMethod, PaymentProvider } from './provider.ts';

/** What a payment row calls its provider. Never renamed: old payments are captured and refunded where they were made. */
export const PROVIDER_NAMES = ['simulator', 'stripe', 'easy-pay'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

export interface NamedProvider {
  readonly name: ProviderName;
  readonly provider: PaymentProvider;
}

/** The providers this process can talk to, and which of them new payments go to. */
export class Providers {
  readonly #known: ReadonlyMap<string, GuardedProvider>;
  readonly #forNew: Readonly<Partial<Record<PaymentMethod['kind'], ProviderName>>>;

  /** @param forNew where new payments go, by kind of method; a kind without one is not taken */
  constructor(
    known: ReadonlyMap<ProviderName, GuardedProvider>,
    forNew: Readonly<Partial<Record<PaymentMethod['kind'], ProviderName>>>,
  ) {
    this.#known = known;
    this.#forNew = forNew;
  }

  /** Where a new payment by this method goes; null when this installation does not take the method. */
  for({ kind }: PaymentMethod): NamedProvider | null {
    const name = this.#forNew[kind];
    return name === undefined ? null : { name, provider: this.named(name) };
  }

  /** The provider that an existing payment is at. @throws when the environment no longer says how to reach it */
  named(name: string): PaymentProvider {
    const provider = this.#known.get(name);
    if (!provider) throw new Error(`there is no provider ${name} here; see the environment variables of payments`);
    return provider;
  }

  /** Calls the listener when a provider answers again whose breaker was open: what waits for it can be done now. */
  onClosed(listener: (name: string) => void): void {
    for (const [name, provider] of this.#known)
      provider.onClosed(() => {
        listener(name);
      });
  }

  /** All of them. */
  all(): { readonly name: string; readonly provider: PaymentProvider }[] {
    return [...this.#known].map(([name, provider]) => ({ name, provider }));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#known.values()].map((provider) => provider.close()));
  }
}
