import { aMoment, anId, someText } from '../walk/expectation.ts';
import type { Kept, Person, Step } from '../walk/step.ts';

/** What every frontend does with accounts and sessions. */
export const accountOperations = new URL('operations/', import.meta.url);

/** An address that is different in every walk. */
export const email = (person: Person, kept: Kept) => `${person}-${kept('run')}@example.com`;
export const password = (person: Person) => `the ${person}'s own password`;

/** A person signs up; keeps `<person>.token` and `<person>.id`. */
export const signsUp = (person: Person, displayName: string): Step => ({
  name: `the ${person} signs up`,
  operation: 'sign-up',
  variables: (kept) => ({
    input: { email: email(person, kept), password: password(person), displayName },
  }),
  expected: (kept) => ({
    data: {
      signUp: {
        __typename: 'Session',
        account: { id: anId('acc'), displayName, email: email(person, kept) },
        accessToken: someText,
        accessTokenExpiresAt: aMoment,
        refreshToken: someText,
      },
    },
  }),
  keep: { [`${person}.token`]: 'signUp.accessToken', [`${person}.id`]: 'signUp.account.id' },
});
