import { describe, expect, test } from '@jest/globals';
import { EnvironmentError, readEnvironment, subgraphVariables } from './environment.ts';

const good = {
  DATABASE_URL: 'postgres://user@127.0.0.1/users',
  PORT: '4001',
  GATEWAY_SECRET: 'a-secret-of-some-length',
  SERVICE_TOKEN: 'another-secret-of-length',
  USERS_URL: 'http://127.0.0.1:4001',
};

describe('the environment', () => {
  test('is read with numbers as numbers and defaults filled in', () => {
    expect(readEnvironment(subgraphVariables, good)).toMatchObject({
      PORT: 4001,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
    });
  });

  test('takes an empty variable for an unset one', () => {
    expect(readEnvironment(subgraphVariables, { ...good, REDIS_URL: '' }).REDIS_URL).toBeUndefined();
  });

  test('names every problem at once', () => {
    const bad = { ...good, PORT: '70000', GATEWAY_SECRET: 'short', USERS_URL: 'ftp://x', DATABASE_URL: undefined };
    const read = () => readEnvironment(subgraphVariables, bad);
    expect(read).toThrow(EnvironmentError);
    for (const name of ['PORT', 'GATEWAY_SECRET', 'USERS_URL', 'DATABASE_URL']) expect(read).toThrow(name);
  });
});
