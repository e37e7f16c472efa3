import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type RouterConfig = Readonly<Record<string, unknown>>;

export const ROUTER_CONFIG_FILE = `${import.meta.dirname}/router.yaml`;
/** For owners of a GraphOS key, laid over the former. */
export const GRAPHOS_OVERLAY_FILE = `${import.meta.dirname}/router.graphos.yaml`;

export const readRouterConfig = (file = ROUTER_CONFIG_FILE): RouterConfig =>
  parse(readFileSync(file, 'utf8')) as RouterConfig;

/** Lays one configuration over another: maps are merged, anything else is replaced. The Router itself takes one file. */
export function overlay(base: RouterConfig, over: RouterConfig): RouterConfig {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isMap(below) && isMap(value) ? overlay(below, value) : value;
  }
  return merged;
}

/**
 * What Router 2.17 runs only with a GraphOS key; router-licence.test.ts tries each on the real Router, which lists no
 * such table but refuses to start.
 */
const LICENSED_KEYS = [
  'subscription',
  'authentication.router',
  'authorization.directives',
  'coprocessor',
  'persisted_queries',
  'demand_control',
  'batching',
  'limits.router.max_depth',
  'limits.router.max_height',
  'limits.router.max_root_fields',
  'limits.router.max_aliases',
  'preview_entity_cache',
  'response_cache',
  'supergraph.query_planning.cache.redis',
  'apq.router.cache.redis',
  'plugins.experimental~restricted',
];

/** The keys of a configuration that need a GraphOS key, as dotted paths; empty for a free one. */
export function licensedKeys(config: RouterConfig): string[] {
  return LICENSED_KEYS.map((path) => path.split('.').map((key) => key.replace('~', '.'))).flatMap((path) =>
    has(config, path) ? [path.join('.')] : [],
  );
}

function has(config: RouterConfig, path: readonly string[]): boolean {
  const found = path.reduce<unknown>((node, key) => (isMap(node) ? node[key] : undefined), config);
  return found !== undefined && found !== null;
}

/** Specifications whose directives make a supergraph need a key; the Router refuses to start without. */
const LICENSED_SPECS = ['authenticated', 'requiresScopes', 'policy', 'context', 'cost', 'connect', 'source'];

/** The licensed specifications that a supergraph links, and `overrideLabel` for a progressive @override. */
export function licensedDirectives(supergraphSdl: string): string[] {
  const links = supergraphSdl.matchAll(/@link\(\s*url:\s*"https:\/\/specs\.apollo\.dev\/(\w+)\/v/g);
  const linked = [...links].map(([, spec]) => spec ?? '').filter((spec) => LICENSED_SPECS.includes(spec));
  return /@join__field\([^)]*overrideLabel:\s*"/.test(supergraphSdl) ? [...linked, 'overrideLabel'] : linked;
}

const isMap = (value: unknown): value is RouterConfig =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
