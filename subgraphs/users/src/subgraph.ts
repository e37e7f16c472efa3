import type { SubgraphDefinition } from '@yoyaku/platform/graphql-server/subgraph';
import { createLocalJWKSet } from 'jose';
import { AccountEntity } from './account/account.entity.ts';
import { accountResolvers } from './account/account.resolvers.ts';
import { createPasswords } from './account/passwords.ts';
import { signUpService } from './account/sign-up.ts';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { type UsersLoaders, usersLoaders } from './loaders.ts';
import { AccountMembershipEntity, MembershipEntity } from './membership/membership.entity.ts';
import { membershipResolvers } from './membership/membership.resolvers.ts';
import { membershipService } from './membership/membership.service.ts';
import { migrations } from './migrations/index.ts';
import { accessTokens } from './session/access-token.ts';
import { expiredSessionsJob } from './session/expired-sessions.job.ts';
import { jwksRoutes } from './session/jwks.routes.ts';
import { connectForLimits, createLogInLimits } from './session/log-in-limits.ts';
import { logInService } from './session/log-in.ts';
import { RefreshTokenEntity, SessionEntity } from './session/session.entity.ts';
import { sessionResolvers } from './session/session.resolvers.ts';
import { sessionService } from './session/session.service.ts';
import { loadSigningKeys } from './session/signing-keys.ts';
import { shopChanges } from './shop/change-shop.ts';
import { ownShopDirectory } from './shop/own-shop-directory.ts';
import { ShopEntity } from './shop/shop.entity.ts';
import { shopResolvers } from './shop/shop.resolvers.ts';
import { shopRoutes } from './shop/shop.routes.ts';
import { shopService } from './shop/shop.service.ts';

/** Accounts, sessions, shops and who works in them. */
export const usersSubgraph: SubgraphDefinition<UsersLoaders> = {
  name: 'users',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  entities: [AccountEntity, SessionEntity, RefreshTokenEntity, ShopEntity, MembershipEntity, AccountMembershipEntity],
  migrations,
  shops: ({ database }) => ownShopDirectory(database),

  async build({ environment, logger, clock, database }) {
    const keys = await loadSigningKeys(database, clock);
    const serverSecret = keys.deriveSecret('refresh tokens');
    const sessions = sessionService({ database, clock, logger, accessTokens: accessTokens(keys, clock), serverSecret });
    const passwords = createPasswords();
    const { REDIS_URL, REDIS_PREFIX } = environment;
    const redis = REDIS_URL === undefined ? null : connectForLimits(REDIS_URL, logger);
    const limits = createLogInLimits(redis, REDIS_PREFIX);
    const logIns = logInService({ database, passwords, sessions, limits });
    const signUp = signUpService({ database, clock, passwords, sessions, logIns });
    const sessionPart = sessionResolvers({ signUp, logIns, sessions });
    const shopPart = shopResolvers(database, shopService({ database, clock }), shopChanges({ database, clock }));
    const membershipPart = membershipResolvers(membershipService({ database, clock }));
    const resolvers: Resolvers = {
      ...accountResolvers,
      ...sessionPart,
      ...shopPart,
      ...membershipPart,
      Query: { ...accountResolvers.Query, ...shopPart.Query },
      Mutation: { ...sessionPart.Mutation, ...shopPart.Mutation, ...membershipPart.Mutation },
    };
    return {
      resolvers,
      loaders: (viewer) => usersLoaders(database, viewer),
      jobs: [expiredSessionsJob(database, clock)],
      internalRoutes: (server) => {
        shopRoutes(server, database);
      },
      publicRoutes: (server) => {
        jwksRoutes(server, keys);
      },
      tokenKeys: createLocalJWKSet(keys.publicKeys),
      close() {
        redis?.disconnect();
        return Promise.resolve();
      },
    };
  },
};
