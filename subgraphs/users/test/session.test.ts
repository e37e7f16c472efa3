import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import { readRefreshToken } from '../src/session/refresh-token.ts';
import { PASSWORD, type Person, type Result, RunningUsers } from './support/running-users.ts';

const DAY = 86_400_000;

let users: RunningUsers;
let person: Person;

beforeAll(async () => {
  users = await RunningUsers.start();
});

afterAll(() => users[Symbol.asyncDispose]());

beforeEach(async () => {
  person = await users.signUp();
});

const refresh = (refreshToken: string, idempotencyKey?: string): Promise<Result> =>
  users.run('refreshSession', { refreshToken, idempotencyKey });

const refreshed = async (refreshToken: string): Promise<string> => (await refresh(refreshToken)).refreshToken;

const logIn = async (): Promise<string> =>
  (await users.run('logIn', { email: person.email, password: PASSWORD })).refreshToken;

describe('refreshing a session', () => {
  test('gives new tokens for the same account', async () => {
    const session = await refresh(person.refreshToken);
    expect(session).toMatchObject({ __typename: 'Session', account: { id: person.id, email: person.email } });
    expect(session.refreshToken).not.toBe(person.refreshToken);
    const { data } = await users.subgraph.query('{ me { id } }', {}, { as: session.accessToken });
    expect(data.me.id).toBe(person.id);
  });

  test('can go on for as long as the newest token is used', async () => {
    let token = person.refreshToken;
    for (let round = 0; round < 5; round++) token = await refreshed(token);
    expect(await refresh(token)).toMatchObject({ __typename: 'Session' });
  });

  test('with a token used before ends the whole session, the newest token included, and no other', async () => {
    const elsewhere = await logIn();
    const newest = await refreshed(await refreshed(person.refreshToken));
    expect(await refresh(person.refreshToken)).toEqual({
      __typename: 'SessionRevoked',
      code: 'SESSION_REVOKED',
      message: expect.stringMatching(/./),
      retryable: false,
    });
    expect(await refresh(newest)).toMatchObject({ __typename: 'SessionRevoked' });
    expect(await refresh(elsewhere)).toMatchObject({ __typename: 'Session' });
    expect(users.subgraph.log).toContainEqual(
      expect.objectContaining({ level: 40, accountId: accountIds.decode(person.id) }),
    );
  });

  test('keeps of a token its hash only', async () => {
    const { hash } = readRefreshToken(person.refreshToken) ?? {};
    const rows = await users.subgraph.kit.database.query<{ token_hash: Buffer }>(
      'SELECT token_hash FROM refresh_token WHERE account_id = $1',
      [accountIds.decode(person.id)],
    );
    expect(rows).toEqual([{ token_hash: hash }]);
  });

  test('is refused for whatever is no token of ours', async () => {
    const stranger = await users.signUp();
    const [account, secret] = person.refreshToken.split('.') as [string, string];
    const forged = [
      '',
      'nonsense',
      person.accessToken,
      account,
      `${account}.`,
      `${account}.${randomBytes(32).toString('base64url')}`,
      `${stranger.refreshToken.split('.')[0] ?? ''}.${secret}`,
      `${person.refreshToken}=`,
      `${person.refreshToken}.${secret}`,
      `nul\u0000.${secret}`,
    ];
    for (const token of forged) {
      expect(await refresh(token)).toEqual({
        __typename: 'InvalidRefreshToken',
        code: 'INVALID_REFRESH_TOKEN',
        message: expect.stringMatching(/./),
        retryable: false,
      });
    }
    expect(await refresh(person.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  test('is refused for a key that cannot be kept', async () => {
    expect(await refresh(person.refreshToken, '')).toMatchObject({
      __typename: 'InvalidInput',
      field: 'idempotencyKey',
    });
    expect(await refresh(person.refreshToken)).toMatchObject({ __typename: 'Session' });
  });
});

describe('refreshing again under the same key', () => {
  test('gives the same token to whoever has lost the answer', async () => {
    const key = randomId();
    const first = await refresh(person.refreshToken, key);
    users.clock.advance(60_000);
    const again = await refresh(person.refreshToken, key);
    expect(again).toMatchObject({ __typename: 'Session', refreshToken: first.refreshToken });
    expect(await refresh(again.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  test.each([
    ['more than a minute later', () => users.clock.advance(60_001), false],
    ['with a different key', () => undefined, true],
  ])('%s it ends the session', async (_, wait, otherKey) => {
    const key = randomId();
    const { refreshToken: next } = await refresh(person.refreshToken, key);
    wait();
    expect(await refresh(person.refreshToken, otherKey ? randomId() : key)).toMatchObject({
      __typename: 'SessionRevoked',
    });
    expect(await refresh(next)).toMatchObject({ __typename: 'SessionRevoked' });
  });

  test('once the next token has been used, it ends the session', async () => {
    const key = randomId();
    const { refreshToken: next } = await refresh(person.refreshToken, key);
    const newest = await refreshed(next);
    expect(await refresh(person.refreshToken, key)).toMatchObject({ __typename: 'SessionRevoked' });
    expect(await refresh(newest)).toMatchObject({ __typename: 'SessionRevoked' });
  });

  test('is no way for somebody else to know the next token', async () => {
    const other = await users.signUp();
    const key = randomId();
    const [mine, theirs] = [await refresh(person.refreshToken, key), await refresh(other.refreshToken, key)];
    expect(mine.refreshToken.split('.')[1]).not.toBe(theirs.refreshToken.split('.')[1]);
  });
});

describe('two refreshes at the same moment', () => {
  /** Sends refreshes that all find the token unused and then wait for one another. */
  async function atOnce(keys: readonly (string | undefined)[]): Promise<Result[]> {
    const { database } = users.subgraph.kit;
    let answers: Promise<Result[]> = Promise.resolve([]);
    await database.transaction('hold the token', async (transaction) => {
      await transaction.query('SELECT FROM refresh_token WHERE account_id = $1 FOR UPDATE', [
        accountIds.decode(person.id),
      ]);
      answers = Promise.all(keys.map((key) => refresh(person.refreshToken, key)));
      while ((await waiting()) < keys.length);
    });
    return answers;
  }

  async function waiting(): Promise<number> {
    const [row] = await users.subgraph.kit.database.query<{ count: number }>(
      `SELECT count(*) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%rotated_at%'`,
    );
    return row?.count ?? 0;
  }

  test('give the next token to one of them, and the session lives on', async () => {
    const answers = await atOnce([undefined, undefined, undefined]);
    const won = answers.filter(({ __typename }) => __typename === 'Session');
    const lost = answers.filter(({ __typename }) => __typename === 'InvalidRefreshToken');
    expect([won.length, lost.length]).toEqual([1, 2]);
    expect(await refresh(won[0]!.refreshToken)).toMatchObject({ __typename: 'Session' });
  });

  test('give the same token to all of them when they have the same key', async () => {
    const key = randomId();
    const answers = await atOnce([key, key, key]);
    const tokens = new Set(answers.map(({ __typename, refreshToken }) => `${__typename} ${refreshToken}`));
    expect([...tokens]).toEqual([`Session ${answers[0]!.refreshToken}`]);
    expect(await refresh(answers[0]!.refreshToken)).toMatchObject({ __typename: 'Session' });
  });
});

describe('a session', () => {
  test('lasts 30 days from its last refresh', async () => {
    users.clock.advance(29 * DAY);
    const token = await refreshed(person.refreshToken);
    users.clock.advance(29 * DAY);
    const newest = await refreshed(token);
    users.clock.advance(30 * DAY);
    expect(await refresh(newest)).toMatchObject({ __typename: 'InvalidRefreshToken' });
  });

  test('lasts 90 days at most', async () => {
    const end = new Date(users.clock.now().getTime() + 90 * DAY).toISOString();
    let token = person.refreshToken;
    for (let weeks = 0; weeks < 12; weeks++) {
      users.clock.advance(7 * DAY);
      token = await refreshed(token);
    }
    const last = await refresh(token);
    expect(last['refreshTokenExpiresAt']).toBe(end);
    users.clock.advance(6 * DAY);
    expect(await refresh(last.refreshToken)).toMatchObject({ __typename: 'InvalidRefreshToken' });
  });

  test('is deleted a day after it has expired, with its tokens', async () => {
    await refreshed(person.refreshToken);
    users.clock.advance(15 * DAY);
    const young = await logIn();
    users.clock.advance(16 * DAY);
    await users.subgraph.jobs.runNow('delete expired sessions');
    expect([await users.count('session'), await users.count('refresh_token')]).toEqual([2, 3]);
    users.clock.advance(1);
    await users.subgraph.jobs.runNow('delete expired sessions');
    expect([await users.count('session'), await users.count('refresh_token')]).toEqual([1, 1]);
    expect(await refresh(young)).toMatchObject({ __typename: 'Session' });
  });
});

describe('logging out', () => {
  const logOut = (refreshToken: string) => users.run('logOut', { refreshToken });

  test('ends the session, and no other', async () => {
    const elsewhere = await logIn();
    expect(await logOut(person.refreshToken)).toEqual({
      __typename: 'LoggedOut',
      loggedOutAt: users.clock.now().toISOString(),
    });
    expect(await refresh(person.refreshToken)).toMatchObject({ __typename: 'SessionRevoked' });
    expect(await refresh(elsewhere)).toMatchObject({ __typename: 'Session' });
  });

  test('twice is the same as once', async () => {
    const first = await logOut(person.refreshToken);
    users.clock.advance(1_000);
    expect(await logOut(person.refreshToken)).toEqual(first);
  });

  test('takes any token of the session', async () => {
    const newest = await refreshed(person.refreshToken);
    expect(await logOut(person.refreshToken)).toMatchObject({ __typename: 'LoggedOut' });
    expect(await refresh(newest)).toMatchObject({ __typename: 'SessionRevoked' });
  });

  test('is refused for whatever is no token of ours', async () => {
    const [account] = person.refreshToken.split('.') as [string];
    for (const token of ['', 'nonsense', `${account}.${randomBytes(32).toString('base64url')}`]) {
      expect(await logOut(token)).toMatchObject({ __typename: 'InvalidRefreshToken', code: 'INVALID_REFRESH_TOKEN' });
    }
  });
});
