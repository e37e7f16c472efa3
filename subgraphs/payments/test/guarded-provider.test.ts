import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '@yoyaku/platform/clock';
import { GuardedProvider, type Isolation } from '../src/provider/guarded-provider.ts';
import type { PaymentProvider } from '../src/provider/provider.ts';
import { SimulatorAdapter } from '../src/provider/simulator.adapter.ts';
import { eventually } from './eventually.ts';
import { PROVIDER_SECRET, SimulatorProcess, WEBHOOK_SECRET } from './simulator-process.ts';

const isolation: Isolation = {
  // Long enough for a busy machine: where it is waited for, a test has a guard of its own.
  timeout: 5_000,
  mostCalls: 4,
  mostWaiting: 2,
  failureShare: 0.5,
  latestCalls: 10,
  fewestCalls: 4,
  openFor: 1_000,
  retryAfterFull: 50,
};

let simulator: SimulatorProcess;
let bare: SimulatorAdapter;
let provider: GuardedProvider;
let closedAgain = 0;
let count = 0;

beforeAll(async () => {
  simulator = await SimulatorProcess.start();
});
beforeEach(async () => {
  bare = openBare(5_000);
  provider = new GuardedProvider('simulator', bare, systemClock, isolation);
  closedAgain = 0;
  provider.onClosed(() => closedAgain++);
  await simulator.traffic();
});
afterEach(async () => {
  await provider.close();
  await simulator.behaveNormally();
});
afterAll(() => simulator[Symbol.asyncDispose]());

const pay = (by: PaymentProvider, cardToken = 'tok_visa') => {
  const reference = `guarded ${++count}`;
  const method = { kind: 'CARD', cardToken } as const;
  return by.authorize({ reference, idempotencyKey: reference, amount: { amount: 1200, currency: 'JPY' }, method });
};

function openBare(timeoutMilliseconds: number): SimulatorAdapter {
  const secrets = { secret: PROVIDER_SECRET, webhookSecret: WEBHOOK_SECRET };
  return new SimulatorAdapter({ ...secrets, url: simulator.url, timeoutMilliseconds, connections: 16 });
}

/** Calls one after another, as many as open the breaker. */
async function openBreaker(): Promise<void> {
  for (let call = 0; call < isolation.fewestCalls; call++)
    expect(await pay(provider)).toMatchObject({ outcome: 'AMBIGUOUS' });
}

describe('a provider behind its guard', () => {
  test('that says nothing is not waited for again until some time has passed', async () => {
    provider = new GuardedProvider('simulator', bare, systemClock, { ...isolation, timeout: 150 });
    await simulator.behave({ mode: 'SILENT' });
    await openBreaker();
    expect(await simulator.traffic()).toMatchObject({ received: isolation.fewestCalls });
    const before = Date.now();
    const answers = await Promise.all(Array.from({ length: 50 }, () => pay(provider)));
    for (const answer of answers) {
      if (answer.outcome !== 'UNAVAILABLE') throw new Error(`sent: ${answer.outcome}`);
      expect(answer.retryAt?.getTime()).toBeGreaterThan(before);
      expect(answer.retryAt?.getTime()).toBeLessThanOrEqual(before + isolation.openFor);
    }
    expect(await simulator.traffic()).toMatchObject({ received: 0 });
  });

  test('but without it takes every caller’s whole patience and every connection (the control)', async () => {
    await simulator.behave({ mode: 'SILENT' });
    const unguarded = openBare(500);
    const answers = await Promise.all(Array.from({ length: 16 }, () => pay(unguarded)));
    await unguarded.close();
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['AMBIGUOUS']));
    expect(await simulator.traffic()).toEqual({ received: 16, mostAtOnce: 16 });
  });

  test.each(['DOWN', 'BROKEN'] as const)('that is %s opens the breaker as well', async (mode) => {
    await simulator.behave({ mode });
    await openBreaker();
    expect(await pay(provider)).toMatchObject({ outcome: 'UNAVAILABLE', cause: 'the breaker is open' });
  });

  test('is tried by one call when the time has come, and stays shut out when that fails', async () => {
    await simulator.behave({ mode: 'BROKEN' });
    await openBreaker();
    await simulator.traffic();
    const outcomes = await eventually(
      async () => (await Promise.all([pay(provider), pay(provider), pay(provider)])).map(({ outcome }) => outcome),
      (found) => found.includes('AMBIGUOUS'),
    );
    expect(outcomes.sort()).toEqual(['AMBIGUOUS', 'UNAVAILABLE', 'UNAVAILABLE']);
    expect(await simulator.traffic()).toMatchObject({ received: 1 });
    expect(await pay(provider)).toMatchObject({ outcome: 'UNAVAILABLE', cause: 'the breaker is open' });
    expect(closedAgain).toBe(0);
  });

  test('is let in again, and those who wait are told, when that one call is answered', async () => {
    await simulator.behave({ mode: 'BROKEN' });
    await openBreaker();
    await simulator.behaveNormally();
    await eventually(
      () => pay(provider),
      ({ outcome }) => outcome === 'ANSWERED',
    );
    expect(closedAgain).toBe(1);
    const answers = await Promise.all(Array.from({ length: isolation.mostCalls }, () => pay(provider)));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['ANSWERED']));
  });

  test('may decline and refuse as often as it likes', async () => {
    for (let call = 0; call < 2 * isolation.latestCalls; call++) {
      const token = call % 2 === 0 ? 'tok_declined' : 'tok_unheard_of';
      expect(await pay(provider, token)).toMatchObject({ outcome: 'ANSWERED', payment: { state: 'FAILED' } });
      expect(await provider.void({ providerPaymentId: 'ch_unknown', idempotencyKey: 'none' })).toMatchObject({
        outcome: 'REFUSED',
      });
    }
    expect(await pay(provider)).toMatchObject({ outcome: 'ANSWERED', payment: { state: 'AUTHORIZED' } });
  });

  test('gets no more calls at once than it has room for; the rest are turned away at once', async () => {
    await simulator.behave({ latencyMilliseconds: 60 });
    const before = Date.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => pay(provider)));
    const turnedAway = answers.filter(({ outcome }) => outcome === 'UNAVAILABLE');
    expect(turnedAway).toHaveLength(20 - isolation.mostCalls - isolation.mostWaiting);
    expect(turnedAway[0]).toMatchObject({ cause: 'too many calls under way', retryAt: expect.any(Date) });
    expect((turnedAway[0] as { retryAt: Date }).retryAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(await simulator.traffic()).toEqual({
      received: isolation.mostCalls + isolation.mostWaiting,
      mostAtOnce: isolation.mostCalls,
    });
    // That was no fault of the provider's.
    expect(await pay(provider)).toMatchObject({ outcome: 'ANSWERED' });
  });
});
