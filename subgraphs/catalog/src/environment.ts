import type { z } from 'zod';
import { httpUrl, readEnvironment, subgraphVariables } from '@yoyaku/platform/environment';

export const catalogVariables = subgraphVariables.extend({
  /** Where the reservations subgraph answers: its events give stock back. */
  RESERVATIONS_URL: httpUrl,
});

export type CatalogEnvironment = z.infer<typeof catalogVariables>;

/** @throws EnvironmentError naming every variable that is missing or malformed. */
export const environment = (): CatalogEnvironment => readEnvironment(catalogVariables, process.env);

/** What the recount of stock needs: the database alone. */
export const reconcileEnvironment = () => readEnvironment(catalogVariables.pick({ DATABASE_URL: true }), process.env);
