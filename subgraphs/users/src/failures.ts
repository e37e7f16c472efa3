import type {
  AlreadyMember,
  EmailTaken,
  InvalidCredentials,
  InvalidRefreshToken,
  LastOwner,
  Role,
  RoleRequired,
  SessionRevoked,
} from './__generated__/resolver-types.ts';

/** A failure as it is answered: GraphQL tells the members of a result union apart by `__typename`. */
type Named<Failure extends { __typename?: string }> = Failure & { readonly __typename: string };

export const roleRequired = (role: Role): Named<RoleRequired> => ({
  __typename: 'RoleRequired',
  code: 'ROLE_REQUIRED',
  message: 'Only an owner of the shop may do this.',
  retryable: false,
  role,
});

export const emailTaken = (): Named<EmailTaken> => ({
  __typename: 'EmailTaken',
  code: 'EMAIL_TAKEN',
  message: 'This e-mail address has an account already; log in to it.',
  retryable: false,
});

export const invalidCredentials = (): Named<InvalidCredentials> => ({
  __typename: 'InvalidCredentials',
  code: 'INVALID_CREDENTIALS',
  message: 'E-mail address or password is wrong.',
  retryable: false,
});

export const invalidRefreshToken = (): Named<InvalidRefreshToken> => ({
  __typename: 'InvalidRefreshToken',
  code: 'INVALID_REFRESH_TOKEN',
  message: 'This refresh token is not good, or no longer; log in again.',
  retryable: false,
});

export const sessionRevoked = (): Named<SessionRevoked> => ({
  __typename: 'SessionRevoked',
  code: 'SESSION_REVOKED',
  message: 'This session has been ended; log in again.',
  retryable: false,
});

export const alreadyMember = (role: Role): Named<AlreadyMember> => ({
  __typename: 'AlreadyMember',
  code: 'ALREADY_MEMBER',
  message: 'This account works in the shop already.',
  retryable: true,
  role,
});

export const lastOwner = (): Named<LastOwner> => ({
  __typename: 'LastOwner',
  code: 'LAST_OWNER',
  message: 'A shop keeps at least one owner; add another first.',
  retryable: true,
});

/** Resolves a result union: failures name their type, whatever does not is the success. */
export const resultOf =
  <Member extends string>(success: Member) =>
  (result: object): Member =>
    '__typename' in result ? (result.__typename as Member) : success;
