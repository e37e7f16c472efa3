import type { z } from 'zod';
import { httpUrl, readEnvironment, subgraphVariables } from '@yoyaku/platform/environment';

export const reservationsVariables = subgraphVariables.extend({
  /** Where the catalog subgraph answers: it holds, sells and gives back the stock. */
  CATALOG_URL: httpUrl,
  /** Where the payments subgraph answers: its events confirm orders. */
  PAYMENTS_URL: httpUrl,
});

export type ReservationsEnvironment = z.infer<typeof reservationsVariables>;

/** @throws EnvironmentError naming every variable that is missing or malformed. */
export const environment = (): ReservationsEnvironment => readEnvironment(reservationsVariables, process.env);
