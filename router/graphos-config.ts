import { stringify } from 'yaml';
import { GRAPHOS_OVERLAY_FILE, overlay, readRouterConfig, type RouterConfig } from './router-config.ts';

/** router.yaml with router.graphos.yaml laid over it. */
export const graphosConfig = (): RouterConfig => overlay(readRouterConfig(), readRouterConfig(GRAPHOS_OVERLAY_FILE));

/** `node router/graphos-config.ts` prints it, for those who start the Router themselves. */
if (import.meta.main) process.stdout.write(stringify(graphosConfig()));
