import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { MOST_FAILURES_PER_ACCOUNT, MOST_FAILURES_PER_ADDRESS } from '../src/session/log-in-limits.ts';
import { mutationOf, PASSWORD, type Person, type Result, RunningUsers } from './support/running-users.ts';

let users: RunningUsers;
let person: Person;

beforeAll(async () => {
  users = await RunningUsers.start();
});

afterAll(() => users[Symbol.asyncDispose]());

beforeEach(async () => {
  person = await users.signUp();
});

const LOG_IN = mutationOf('logIn');
const WRONG = 'not the password';

/** One try from an address of its own, unless told otherwise; the answer's type or the code of its refusal. */
async function tryToLogIn(email: string, password: string, from: string = randomId()): Promise<string> {
  const headers = { 'x-client-address': from };
  const { data, errors } = await users.subgraph.query(LOG_IN, { input: { email, password } }, { headers });
  return errors?.[0]?.extensions.code ?? (data as { logIn: Result }).logIn.__typename;
}

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;

describe('logging in', () => {
  test('opens a session, however the address is spelt', async () => {
    const session = await users.run('logIn', { email: ` ${person.email.toUpperCase()} `, password: PASSWORD });
    expect(session).toMatchObject({ __typename: 'Session', account: { id: person.id, email: person.email } });
    const { data } = await users.subgraph.query('{ me { id } }', {}, { as: session.accessToken });
    expect(data.me.id).toBe(person.id);
  });

  test('knows a password by its characters, not by how the keyboard composed them', async () => {
    const email = `${randomId()}@example.com`;
    await users.run('signUp', { email, password: 'パスワードが長いです', displayName: 'Ga' });
    expect(await tryToLogIn(email, 'パスワードが長いです'.normalize('NFD'))).toBe('Session');
  });

  test('answers the same for a wrong password, an unknown address and what is no address', async () => {
    const wrong = await users.run('logIn', { email: person.email, password: WRONG });
    expect(wrong).toEqual({
      __typename: 'InvalidCredentials',
      code: 'INVALID_CREDENTIALS',
      message: expect.stringMatching(/./),
      retryable: false,
    });
    expect(await users.run('logIn', { email: `${randomId()}@example.com`, password: PASSWORD })).toEqual(wrong);
    expect(await users.run('logIn', { email: 'nul\u0000', password: '' })).toEqual(wrong);
  });

  test('takes as long for an unknown address as for a wrong password', async () => {
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 9; round++) {
      known.push(await milliseconds(() => tryToLogIn(person.email, WRONG)));
      unknown.push(await milliseconds(() => tryToLogIn(`${randomId()}@example.com`, WRONG)));
    }
    // Without the hash an answer takes a tenth of the time.
    const ratio = median(unknown) / median(known);
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });
});

describe('after too many wrong passwords for an account', () => {
  beforeEach(async () => {
    for (let tries = 0; tries < MOST_FAILURES_PER_ACCOUNT; tries++) {
      expect(await tryToLogIn(person.email, WRONG)).toBe('InvalidCredentials');
    }
  });

  test('even the right one is refused, and it is told for how long', async () => {
    const refusal = await users.refusal(LOG_IN, { input: { email: person.email, password: PASSWORD } });
    expect(refusal).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    expect(refusal?.['retryAfterSeconds']).toBeGreaterThan(0);
    expect(refusal?.['retryAfterSeconds']).toBeLessThanOrEqual(900);
  });

  test('it does not help to spell the address another way, nor does it harm other accounts', async () => {
    expect(await tryToLogIn(person.email.toUpperCase(), PASSWORD)).toBe('RATE_LIMITED');
    expect(await tryToLogIn((await users.signUp()).email, PASSWORD)).toBe('Session');
  });
});

test('an address without an account is limited like any other', async () => {
  const email = `${randomId()}@example.com`;
  for (let tries = 0; tries < MOST_FAILURES_PER_ACCOUNT; tries++) await tryToLogIn(email, WRONG);
  expect(await tryToLogIn(email, WRONG)).toBe('RATE_LIMITED');
});

test('whoever remembers the password after all starts anew', async () => {
  for (let round = 0; round < 3; round++) {
    for (let tries = 1; tries < MOST_FAILURES_PER_ACCOUNT; tries++) await tryToLogIn(person.email, WRONG);
    expect(await tryToLogIn(person.email, PASSWORD)).toBe('Session');
  }
});

test('many log-ins in one document count one by one', async () => {
  const aliases = Array.from({ length: 30 }, (_, index) => {
    const password = index === 29 ? PASSWORD : WRONG;
    return `a${index}: logIn(input: { email: "${person.email}", password: "${password}" }) { __typename }`;
  });
  const { data, errors } = await users.subgraph.query(`mutation { ${aliases.join('\n')} }`);
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: [`a${MOST_FAILURES_PER_ACCOUNT}`], extensions: { code: 'RATE_LIMITED' } }]);
});

test('many log-ins at once count before any is checked', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => tryToLogIn(person.email, WRONG)));
  expect(answers.filter((answer) => answer === 'InvalidCredentials')).toHaveLength(MOST_FAILURES_PER_ACCOUNT);
  expect(answers.filter((answer) => answer === 'RATE_LIMITED')).toHaveLength(40 - MOST_FAILURES_PER_ACCOUNT);
});

test('many right log-ins at once, for one account and from one client, are all let in', async () => {
  const answers = await Promise.all(
    Array.from({ length: 3 * MOST_FAILURES_PER_ACCOUNT }, () => tryToLogIn(person.email, PASSWORD, '198.51.100.1')),
  );
  expect(new Set(answers)).toEqual(new Set(['Session']));
});

test('too many wrong passwords from one client shut it out, whatever accounts it tries, and nobody else', async () => {
  const network = '2001:db8:1:2';
  for (let tries = 0; tries < MOST_FAILURES_PER_ADDRESS; tries++) {
    const from = `${network}::${(tries + 1).toString(16)}`;
    expect(await tryToLogIn(`${randomId()}@example.com`, WRONG, from)).toBe('InvalidCredentials');
  }
  expect(await tryToLogIn(person.email, PASSWORD, `${network}:a:b:c:d`)).toBe('RATE_LIMITED');
  expect(await tryToLogIn(person.email, PASSWORD, '2001:db8:1:3::1')).toBe('Session');
});
