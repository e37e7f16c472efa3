import { expect, test } from '@jest/globals';
import { type ErrorCode, RequestError } from '../errors.ts';
import { testLogger } from '../testing/test-logger.ts';
import { createHttpServer } from './http-server.ts';

test.each<readonly [ErrorCode, number]>([
  ['BAD_USER_INPUT', 400],
  ['UNAUTHENTICATED', 401],
  ['GATEWAY_ONLY', 403],
  ['NOT_FOUND', 404],
  ['RATE_LIMITED', 429],
  ['INTERNAL_SERVER_ERROR', 500],
  ['OVERLOADED', 503],
  ['SERVICE_UNAVAILABLE', 503],
])('a route that throws %s answers it with the status %i', async (code, status) => {
  const server = createHttpServer(testLogger('test', true).logger);
  server.get('/', () => {
    throw new RequestError(code, 'No.', { more: 1 });
  });
  const answer = await server.inject('/');
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toEqual({ errors: [{ message: 'No.', extensions: { code, more: 1 } }] });
  await server.close();
});
