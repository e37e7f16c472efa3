import { httpUrl, readEnvironment, subgraphVariables } from '@yoyaku/platform/environment';
import type { z } from 'zod';

/** What this subgraph reads from its environment. */
export const dashboardVariables = subgraphVariables.extend({
  /** Where the reservations subgraph answers, for events that the bus has lost. */
  RESERVATIONS_URL: httpUrl,
});

export type DashboardEnvironment = z.infer<typeof dashboardVariables>;

/** @throws EnvironmentError naming every variable that is missing or malformed. */
export const environment = (): DashboardEnvironment => readEnvironment(dashboardVariables, process.env);
