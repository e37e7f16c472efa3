import { Counter, Gauge } from 'prom-client';

export const providerCircuit = new Gauge({
  name: 'yoyaku_payment_provider_circuit',
  help: 'The breaker before a payment provider: 0 closed, 1 open (nothing is sent), 2 half open (one call tries).',
  labelNames: ['provider'],
});

export const providerCalls = new Counter({
  name: 'yoyaku_payment_provider_calls_total',
  help: 'Calls to payment providers, by provider, call and outcome (UNAVAILABLE: most of them were not even sent).',
  labelNames: ['provider', 'call', 'outcome'],
});
