import { readEnvironment, type SubgraphEnvironment, subgraphVariables } from '@yoyaku/platform/environment';

/** Users calls no other subgraph, so the platform's variables are all it reads. */
export const usersVariables = subgraphVariables;

export type UsersEnvironment = SubgraphEnvironment;

/** @throws EnvironmentError naming every variable that is missing or malformed. */
export const environment = (): UsersEnvironment => readEnvironment(usersVariables, process.env);
