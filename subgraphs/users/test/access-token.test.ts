import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@yoyaku/platform/auth/token-claims';
import { systemClock } from '@yoyaku/platform/clock';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { loadSigningKeys } from '../src/session/signing-keys.ts';
import { RunningUsers } from './support/running-users.ts';

let users: RunningUsers;

beforeAll(async () => {
  users = await RunningUsers.start();
});

afterAll(() => users[Symbol.asyncDispose]());

const JWKS = '/.well-known/jwks.json';

describe('an access token', () => {
  test('is verified by whoever has fetched the public keys', async () => {
    const person = await users.signUp();
    const keys = createRemoteJWKSet(new URL(JWKS, users.subgraph.url));
    const { payload, protectedHeader } = await jwtVerify(person.accessToken, keys, {
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      algorithms: ['EdDSA'],
      currentDate: users.clock.now(),
    });
    const now = Math.floor(users.clock.now().getTime() / 1000);
    expect(payload).toEqual({
      sub: accountIds.decode(person.id),
      iss: TOKEN_ISSUER,
      aud: TOKEN_AUDIENCE,
      iat: now,
      exp: now + 900,
    });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: expect.any(String) });
  });

  test('is good for 15 minutes, and what it is refused with says why', async () => {
    const { accessToken } = await users.signUp();
    users.clock.advance(899_000);
    expect(await users.refusal('{ me { id } }', {}, { as: accessToken })).toBeNull();
    users.clock.advance(2_000);
    const { errors } = await users.subgraph.query('{ me { id } }', {}, { as: accessToken });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('expired'), extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test('of another issuer is refused', async () => {
    const { id } = await users.signUp();
    const foreign = await users.subgraph.users.token(accountIds.decode(id) ?? '');
    expect(await users.refusal('{ me { id } }', {}, { as: foreign })).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await users.refusal('{ me { id } }', {}, { as: 'nonsense' })).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('is needed to ask who one is', async () => {
    expect(await users.refusal('{ me { id } }', {})).toEqual({ code: 'UNAUTHENTICATED' });
  });
});

describe('the public keys', () => {
  test('are there for everybody, may be cached, and hold no secret', async () => {
    const response = await fetch(new URL(JWKS, users.subgraph.url));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/jwk-set\+json/);
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+/);
    expect(await response.json()).toEqual({
      keys: [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: expect.any(String), x: expect.any(String) }],
    });
  });

  test('are those of one key, made by one of many processes that start at once', async () => {
    const { database } = users.subgraph.kit;
    await database.query('DELETE FROM signing_key');
    const loaded = await Promise.all(Array.from({ length: 8 }, () => loadSigningKeys(database, systemClock)));
    expect(new Set(loaded.map(({ active }) => active.keyId)).size).toBe(1);
    expect(await users.count('signing_key')).toBe(1);
  });

  test('stay the same when the process starts again', async () => {
    const { database } = users.subgraph.kit;
    const [before, after] = [
      await loadSigningKeys(database, systemClock),
      await loadSigningKeys(database, systemClock),
    ];
    expect(after.publicKeys).toEqual(before.publicKeys);
    expect(after.deriveSecret('a purpose')).toEqual(before.deriveSecret('a purpose'));
    expect(after.deriveSecret('another')).not.toEqual(before.deriveSecret('a purpose'));
  });

  test('show a retired key for a day, while a new one signs', async () => {
    const { database } = users.subgraph.kit;
    const old = await loadSigningKeys(database, systemClock);
    await database.query('UPDATE signing_key SET retired_at = $1 WHERE retired_at IS NULL', [systemClock.now()]);
    const renewed = await loadSigningKeys(database, systemClock);
    expect(renewed.active.keyId).not.toBe(old.active.keyId);
    expect(renewed.publicKeys.keys.map(({ kid }) => kid).sort()).toEqual(
      [old.active.keyId, renewed.active.keyId].sort(),
    );
    const inTwoDays = { now: () => new Date(Date.now() + 2 * 86_400_000) };
    expect((await loadSigningKeys(database, inTwoDays)).publicKeys.keys.map(({ kid }) => kid)).toEqual([
      renewed.active.keyId,
    ]);
  });
});

test('a token names its key', async () => {
  const { accessToken } = await users.signUp();
  expect(decodeProtectedHeader(accessToken).kid).toMatch(/^[\w-]{43}$/);
});
