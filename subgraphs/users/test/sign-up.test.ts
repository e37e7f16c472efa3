import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { MOST_FAILURES_PER_ACCOUNT } from '../src/session/log-in-limits.ts';
import { mutationOf, PASSWORD, RunningUsers } from './support/running-users.ts';

let users: RunningUsers;

beforeAll(async () => {
  users = await RunningUsers.start();
});

afterAll(() => users[Symbol.asyncDispose]());

const inputOf = (changes: object = {}) => ({
  email: `${randomId()}@example.com`,
  password: PASSWORD,
  displayName: 'Hanako',
  ...changes,
});

describe('signing up', () => {
  test('opens an account and logs it in', async () => {
    const session = await users.run(
      'signUp',
      inputOf({ email: '  Hanako.Yamada@Example.COM ', displayName: ' 花子 ' }),
    );

    const now = users.clock.now();
    expect(session).toMatchObject({
      __typename: 'Session',
      account: {
        id: expect.stringMatching(/^acc_/),
        email: 'hanako.yamada@example.com',
        displayName: '花子',
        createdAt: now.toISOString(),
      },
      accessTokenExpiresAt: new Date(now.getTime() + 900_000).toISOString(),
      refreshTokenExpiresAt: new Date(now.getTime() + 30 * 86_400_000).toISOString(),
    });
    const { data } = await users.subgraph.query('{ me { id email } }', {}, { as: session.accessToken });
    expect(data.me).toEqual({ id: session.account.id, email: 'hanako.yamada@example.com' });
  });

  test('is refused for an address that has an account, however it is spelt', async () => {
    const { email } = await users.signUp();
    const accounts = await users.count('account');
    expect(await users.run('signUp', inputOf({ email: email.toUpperCase() }))).toMatchObject({
      __typename: 'EmailTaken',
      code: 'EMAIL_TAKEN',
      retryable: false,
    });
    expect(await users.count('account')).toBe(accounts);
  });

  test('opens one account of two that want one address at the same moment', async () => {
    const input = inputOf();
    const results = await Promise.all([users.run('signUp', input), users.run('signUp', input)]);
    expect(results.map(({ __typename }) => __typename).sort()).toEqual(['EmailTaken', 'Session']);
  });

  test.each([
    ['email', { email: 'nobody' }],
    ['email', { email: 'a b@example.com' }],
    ['email', { email: `${'a'.repeat(250)}@example.com` }],
    ['email', { email: 'nul\u0000@example.com' }],
    ['password', { password: '123456789' }],
    ['password', { password: '😀'.repeat(9) }],
    ['password', { password: 'x'.repeat(129) }],
    ['password', { email: 'me.myself@example.com', password: 'Me.Myself@example.com' }],
    ['displayName', { displayName: '   ' }],
    ['displayName', { displayName: 'x'.repeat(51) }],
    ['displayName', { displayName: 'nul\u0000' }],
    ['displayName', { displayName: 'half of a pair \ud83d' }],
    ['idempotencyKey', { idempotencyKey: '' }],
    ['idempotencyKey', { idempotencyKey: 'x'.repeat(201) }],
    ['idempotencyKey', { idempotencyKey: 'nul\u0000' }],
  ])('is refused for a bad %s: %j', async (field, changes) => {
    const accounts = await users.count('account');
    expect(await users.run('signUp', inputOf(changes))).toMatchObject({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      field,
      message: expect.stringMatching(/./),
    });
    expect(await users.count('account')).toBe(accounts);
  });

  test('keeps the password as Argon2id with the parameters that OWASP asks for, and nowhere else', async () => {
    const password = `a password to look for ${randomId()}`;
    const session = await users.run('signUp', inputOf({ password, idempotencyKey: randomId() }));
    const { database } = users.subgraph.kit;

    const hashes = await database.query<{ hash: string }>('SELECT hash FROM password ORDER BY changed_at DESC');
    for (const { hash } of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
    const kept = await database.query(
      `SELECT (SELECT jsonb_agg(to_jsonb(r)) FROM idempotency_record r) AS records,
              (SELECT jsonb_agg(to_jsonb(r)) FROM refresh_token r) AS tokens,
              (SELECT jsonb_agg(to_jsonb(r)) FROM outbox r) AS events,
              (SELECT jsonb_agg(to_jsonb(r)) FROM password r) AS passwords`,
    );
    const everything = JSON.stringify([kept, users.subgraph.log]);
    expect(everything).not.toContain(password);
    expect(everything).not.toContain(session.accessToken);
    expect(everything).not.toContain(session.refreshToken.split('.')[1]);
  });
});

describe('signing up again under the same key', () => {
  test('logs in to the same account, with a session of its own', async () => {
    const input = inputOf({ idempotencyKey: randomId() });
    const first = await users.run('signUp', input);
    const accounts = await users.count('account');
    const again = await users.run('signUp', input);
    expect(again).toMatchObject({ __typename: 'Session', account: first.account });
    expect(again.refreshToken).not.toBe(first.refreshToken);
    expect(await users.count('account')).toBe(accounts);
  });

  test('opens one account, be it 20 times at once', async () => {
    const input = inputOf({ idempotencyKey: randomId() });
    const accounts = await users.count('account');
    const results = await Promise.all(Array.from({ length: 20 }, () => users.run('signUp', input)));
    expect(new Set(results.map(({ __typename, account }) => `${__typename} ${account.id}`)).size).toBe(1);
    expect(await users.count('account')).toBe(accounts + 1);
  });

  test('gives the same id on every machine', async () => {
    const input = inputOf({ email: 'fixed@example.com', idempotencyKey: 'demo' });
    expect(await users.run('signUp', input)).toMatchObject({ account: { id: 'acc_ztRNyQGrhZC2qWBObh-Pzw' } });
  });

  test('opens an account for each address', async () => {
    const idempotencyKey = randomId();
    const [one, other] = [
      await users.run('signUp', inputOf({ idempotencyKey })),
      await users.run('signUp', inputOf({ idempotencyKey })),
    ];
    expect(one).toMatchObject({ __typename: 'Session' });
    expect(other.account.id).not.toBe(one.account.id);
  });

  test.each([
    ['password', { password: 'another password' }],
    ['display name', { displayName: 'Taro' }],
  ])('is refused with another %s', async (_, changes) => {
    const input = inputOf({ idempotencyKey: randomId() });
    await users.run('signUp', input);
    expect(await users.run('signUp', { ...input, ...changes })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
      code: 'IDEMPOTENCY_KEY_REUSED',
      retryable: false,
    });
  });

  test('is no way to try passwords without end', async () => {
    const input = inputOf({ idempotencyKey: randomId() });
    await users.run('signUp', input);
    const guess = { ...input, password: 'not the password' };
    for (let tries = 0; tries < MOST_FAILURES_PER_ACCOUNT; tries++) {
      expect(await users.run('signUp', guess)).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    }
    expect(await users.refusal(mutationOf('signUp'), { input: guess })).toMatchObject({ code: 'RATE_LIMITED' });
  });
});
