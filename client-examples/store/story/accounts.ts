import { email, password, signsUp } from '../../accounts/sign-up.ts';
import { refused, refusedOutright, someText } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** People sign up, log in, and stay logged in. */
export const accountSteps: readonly Step[] = [
  signsUp('owner', '丸山 さくら'),
  signsUp('customer', '山田 花子'),
  signsUp('neighbour', '鈴木 一郎'),
  {
    name: 'an e-mail address signs up only once',
    operation: 'sign-up',
    variables: (kept) => ({
      input: { email: email('owner', kept), password: 'another password', displayName: 'Somebody else' },
    }),
    expected: () => refused('signUp', 'EmailTaken', 'EMAIL_TAKEN', { retryable: false }),
  },
  {
    name: 'a short password is refused',
    operation: 'sign-up',
    variables: (kept) => ({
      input: { email: `short-${kept('run')}@example.com`, password: 'short', displayName: 'Short' },
    }),
    expected: () => refused('signUp', 'InvalidInput', 'INVALID_INPUT', { field: 'password' }),
  },
  {
    name: 'a wrong password does not log in',
    operation: 'log-in',
    variables: (kept) => ({ input: { email: email('customer', kept), password: 'not the password' } }),
    expected: () => refused('logIn', 'InvalidCredentials', 'INVALID_CREDENTIALS'),
  },
  {
    name: 'an address that nobody has answers like a wrong password',
    operation: 'log-in',
    variables: (kept) => ({ input: { email: `nobody-${kept('run')}@example.com`, password: 'not the password' } }),
    expected: () => refused('logIn', 'InvalidCredentials', 'INVALID_CREDENTIALS'),
  },
  {
    name: 'the customer logs in',
    operation: 'log-in',
    variables: (kept) => ({ input: { email: email('customer', kept), password: password('customer') } }),
    expected: (kept) => ({
      data: { logIn: { __typename: 'Session', account: { id: kept('customer.id') }, accessToken: someText } },
    }),
    keep: { 'customer.token': 'logIn.accessToken', 'customer.refreshToken': 'logIn.refreshToken' },
  },
  {
    name: 'the session goes on with a new pair of tokens',
    operation: 'refresh-session',
    variables: (kept) => ({ input: { refreshToken: kept('customer.refreshToken') } }),
    expected: (kept) => ({
      data: { refreshSession: { __typename: 'Session', account: { id: kept('customer.id') }, accessToken: someText } },
    }),
    keep: { 'customer.token': 'refreshSession.accessToken', 'customer.refreshToken': 'refreshSession.refreshToken' },
  },
  {
    name: 'a made-up refresh token is refused',
    operation: 'refresh-session',
    variables: () => ({ input: { refreshToken: 'made-up' } }),
    expected: () => refused('refreshSession', 'InvalidRefreshToken', 'INVALID_REFRESH_TOKEN'),
  },
  {
    name: 'the customer is who they are',
    as: 'customer',
    operation: 'me',
    expected: (kept) => ({
      data: {
        me: {
          id: kept('customer.id'),
          displayName: '山田 花子',
          email: email('customer', kept),
          memberships: { nodes: [] },
        },
      },
    }),
  },
  {
    name: 'without a token nobody is anybody',
    operation: 'me',
    expected: () => refusedOutright('UNAUTHENTICATED'),
  },
];
