import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { ManualClock } from '../clock.ts';
import { randomId } from '../ids.ts';
import { TestUsers } from '../testing/test-users.ts';
import { TOKEN_KEYS_PATH } from './token-claims.ts';
import { createTokenVerifier, remoteTokenKeys } from './token-verifier.ts';

const account = randomId();
const clock = new ManualClock();
let users: TestUsers;

beforeAll(async () => {
  users = await TestUsers.start(clock);
});
afterAll(() => users.close());

const bearer = async (token: Promise<string>) => `Bearer ${await token}`;

test('no header is nobody', async () => {
  const verifier = createTokenVerifier(remoteTokenKeys(users.url), clock);
  expect(await verifier.viewer(undefined)).toEqual({ kind: 'ANONYMOUS' });
  expect(await verifier.viewer('')).toEqual({ kind: 'ANONYMOUS' });
});

test('a good token is verified once, and refused when its time has come', async () => {
  const remote = createRemoteJWKSet(new URL(TOKEN_KEYS_PATH, users.url));
  const keys = jest.fn<JWTVerifyGetKey>((...given) => remote(...given));
  const verifier = createTokenVerifier(keys, clock);
  const authorization = await bearer(users.token(account));
  for (let n = 0; n < 3; n++) {
    expect(await verifier.viewer(authorization)).toEqual({ kind: 'ACCOUNT', accountId: account });
  }
  expect(keys).toHaveBeenCalledTimes(1);
  clock.advance(15 * 60 * 1_000 - 1);
  expect(await verifier.viewer(authorization)).toMatchObject({ kind: 'ACCOUNT' });
  clock.advance(1);
  expect(await verifier.viewer(authorization)).toEqual({
    kind: 'REFUSED',
    reason: 'The access token has expired; refresh the session.',
  });
});

test('a changed token is refused, though the true one is remembered', async () => {
  const verifier = createTokenVerifier(remoteTokenKeys(users.url), clock);
  const token = await users.token(account);
  await verifier.viewer(`Bearer ${token}`);
  const [header, , signature] = token.split('.');
  const claims = { sub: randomId(), iss: 'yoyaku', aud: 'yoyaku', exp: 4_102_444_800 };
  const forged = [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  expect(await verifier.viewer(`Bearer ${forged}`)).toMatchObject({ kind: 'REFUSED' });
});

describe('while users is down', () => {
  test('known keys go on verifying, new tokens included', async () => {
    const mortal = await TestUsers.start(clock);
    const verifier = createTokenVerifier(remoteTokenKeys(mortal.url), clock);
    await verifier.viewer(await bearer(mortal.token(account)));
    await mortal.close();
    const newcomer = randomId();
    expect(await verifier.viewer(await bearer(mortal.token(newcomer)))).toEqual({
      kind: 'ACCOUNT',
      accountId: newcomer,
    });
    expect(await verifier.viewer(await bearer(mortal.expiredToken(account)))).toMatchObject({ kind: 'REFUSED' });
  });

  test('without keys nobody can tell whether a token is good', async () => {
    const mortal = await TestUsers.start(clock);
    const verifier = createTokenVerifier(remoteTokenKeys(mortal.url), clock);
    const authorization = await bearer(mortal.token(account));
    await mortal.close();
    await expect(verifier.viewer(authorization)).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } });
    expect(await verifier.viewer(undefined)).toEqual({ kind: 'ANONYMOUS' });
  });
});
