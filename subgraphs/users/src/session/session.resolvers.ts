import type { Resolvers } from '../__generated__/resolver-types.ts';
import { loadedAccount } from '../account/account.resolvers.ts';
import type { SignUpService } from '../account/sign-up.ts';
import { resultOf } from '../failures.ts';
import type { LogInService } from './log-in.ts';
import type { SessionService } from './session.service.ts';

interface SessionParts {
  readonly signUp: SignUpService;
  readonly logIns: LogInService;
  readonly sessions: SessionService;
}

export function sessionResolvers({ signUp, logIns, sessions }: SessionParts): Resolvers {
  return {
    Mutation: {
      signUp: (_parent, { input }, { clientAddress }) => signUp(input, clientAddress),
      logIn: (_parent, { input }, { clientAddress }) => logIns.logIn(input, clientAddress),
      refreshSession: (_parent, { input }) => sessions.refresh(input),
      logOut: (_parent, { input }) => sessions.logOut(input),
    },
    Session: {
      account: async ({ accountId }, _args, { loaders }) => ({
        ...(await loadedAccount(loaders, accountId)),
        byItsOwner: true,
      }),
    },
    SignUpResult: { __resolveType: resultOf('Session') },
    LogInResult: { __resolveType: resultOf('Session') },
    RefreshSessionResult: { __resolveType: resultOf('Session') },
    LogOutResult: { __resolveType: resultOf('LoggedOut') },
  };
}
