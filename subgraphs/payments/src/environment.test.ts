import { describe, expect, test } from '@jest/globals';
import { readEnvironment } from '@yoyaku/platform/environment';
import { paymentsVariables } from './environment.ts';

const secret = 'a secret of the tests';
const others = {
  DATABASE_URL: 'postgres://localhost/payments',
  PORT: '4004',
  GATEWAY_SECRET: secret,
  SERVICE_TOKEN: secret,
  USERS_URL: 'http://localhost:4001',
  RESERVATIONS_URL: 'http://localhost:4003',
};
const simulator = { PROVIDER_URL: 'http://localhost:4010', PROVIDER_SECRET: secret, WEBHOOK_SECRET: secret };
const stripe = {
  STRIPE_SECRET_KEY: secret,
  STRIPE_WEBHOOK_SECRET: secret,
  STRIPE_RETURN_URL: 'https://shop.example/paid',
};

const problemsOf = (variables: Record<string, string>) => {
  try {
    readEnvironment(paymentsVariables, { ...others, ...variables });
    return [];
  } catch (error) {
    return (error as { problems: string[] }).problems.map((problem) => problem.split(':')[0]);
  }
};

describe('the environment of payments', () => {
  test.each([
    ['the simulator', simulator],
    ['Stripe', { CARD_PROVIDER: 'stripe', ...stripe }],
    ['Stripe, and the simulator for what was paid there before', { CARD_PROVIDER: 'stripe', ...simulator, ...stripe }],
  ])('may name %s', (_, variables) => {
    expect(problemsOf(variables)).toEqual([]);
  });

  test.each([
    ['no provider at all', {}, ['PROVIDER_URL', 'PROVIDER_SECRET', 'WEBHOOK_SECRET']],
    ['Stripe without its keys', { CARD_PROVIDER: 'stripe' }, Object.keys(stripe)],
    ['half of Stripe beside the simulator', { ...simulator, STRIPE_SECRET_KEY: secret }, Object.keys(stripe).slice(1)],
    [
      'the simulator without its secrets',
      { PROVIDER_URL: 'http://localhost:4010' },
      ['PROVIDER_SECRET', 'WEBHOOK_SECRET'],
    ],
  ])('may not name %s', (_, variables, missing) => {
    expect(problemsOf(variables)).toEqual(missing);
  });
});
