import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { readSupergraphConfig } from '../compose.ts';
import { graphosConfig } from '../graphos-config.ts';
import { PASSED_EXTENSIONS } from '../live/errors.ts';
import { licensedDirectives, licensedKeys, overlay, readRouterConfig, type RouterConfig } from '../router-config.ts';
import { toySupergraph } from './support/live-gateway.ts';
import { freePort } from './support/listening.ts';
import { routerBinary } from './support/router.ts';

const SUPERGRAPH = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const REDIS = '{ redis: { urls: ["redis://127.0.0.1:6379"] } }';

/** The smallest use of each licensed key that Router 2.17 accepts as well-formed. */
const LICENSED: Record<string, string> = {
  subscription: 'subscription: { enabled: true, mode: { passthrough: { all: { path: /graphql } } } }',
  'authentication.router': 'authentication: { router: { jwt: { jwks: [{ url: "http://127.0.0.1:9/" }] } } }',
  'authorization.directives': 'authorization: { directives: { enabled: true } }',
  coprocessor: 'coprocessor: { url: "http://127.0.0.1:9" }',
  persisted_queries: 'persisted_queries: { enabled: true }',
  demand_control:
    'demand_control: { enabled: true, mode: measure, strategy: { static_estimated: { list_size: 10, max: 1000 } } }',
  batching: 'batching: { enabled: true, mode: batch_http_link }',
  'limits.router.max_depth': 'limits: { router: { max_depth: 10 } }',
  'limits.router.max_height': 'limits: { router: { max_height: 10 } }',
  'limits.router.max_root_fields': 'limits: { router: { max_root_fields: 10 } }',
  'limits.router.max_aliases': 'limits: { router: { max_aliases: 10 } }',
  preview_entity_cache: 'preview_entity_cache: { enabled: true, subgraph: { all: { enabled: true } } }',
  response_cache: `response_cache: { enabled: true, subgraph: { all: { enabled: true, ${REDIS.slice(2, -2)} } } }`,
  'supergraph.query_planning.cache.redis': `supergraph: { query_planning: { cache: ${REDIS} } }`,
  'apq.router.cache.redis': `apq: { router: { cache: ${REDIS} } }`,
  'plugins.experimental.restricted': 'plugins: { experimental.restricted: { enabled: true } }',
};

describe('router.yaml', () => {
  test('uses nothing that needs a key', () => {
    expect(licensedKeys(readRouterConfig())).toEqual([]);
  });

  test.each(Object.keys(LICENSED))('would be caught using %s (control)', (key) => {
    const used = overlay(readRouterConfig(), parse(LICENSED[key] ?? '') as RouterConfig);
    expect(licensedKeys(used)).toEqual([key]);
  });

  test('knows where every subgraph is', () => {
    const { override_subgraph_url: urls } = readRouterConfig() as { override_subgraph_url: Record<string, string> };
    const { subgraphs } = readSupergraphConfig();
    expect(Object.keys(urls).toSorted()).toEqual(Object.keys(subgraphs).toSorted());
    for (const [name, { routing_url }] of Object.entries(subgraphs)) {
      expect(urls[name]).toBe(`\${env.${name.toUpperCase()}_URL:-${routing_url.replace('/graphql', '')}}/graphql`);
    }
  });

  test('passes the same extensions of errors as the live gateway', () => {
    expect(readRouterConfig()).toMatchObject({
      include_subgraph_errors: { all: { allow_extensions_keys: [...PASSED_EXTENSIONS] } },
    });
  });
});

describe('the supergraph', () => {
  test('links no directive that needs a key', () => {
    expect(licensedDirectives(SUPERGRAPH)).toEqual([]);
  });

  test.each(['authenticated', 'requiresScopes', 'policy'])('would be caught linking @%s (control)', (name) => {
    const link = `@link(url: "https://specs.apollo.dev/${name}/v0.1", for: SECURITY)`;
    expect(licensedDirectives(SUPERGRAPH.replace('schema\n', `schema\n  ${link}\n`))).toEqual([name]);
  });

  test('would be caught overriding progressively (control)', () => {
    const field = '@join__field(graph: A, override: "b", overrideLabel: "percent(5)")';
    expect(licensedDirectives(`type T { f: Int ${field} }`)).toEqual(['overrideLabel']);
  });
});

describe('router.graphos.yaml', () => {
  test('adds subscriptions in passthrough mode and nothing else that needs a key', () => {
    const laid = graphosConfig();
    expect(licensedKeys(laid)).toEqual(['subscription']);
    expect(laid).toMatchObject({
      subscription: { mode: { passthrough: { all: { path: '/graphql', protocol: 'graphql_ws' } } } },
    });
  });
});

(routerBinary ? describe : describe.skip)('the real Router, without a key,', () => {
  let directory: string;
  let address: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'yoyaku-router-test-'));
    writeFileSync(join(directory, 'supergraph.graphql'), toySupergraph());
    address = `127.0.0.1:${await freePort()}`;
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  /** Runs the Router on a configuration that it refuses; what it says. */
  async function refusal(config: RouterConfig, supergraph = join(directory, 'supergraph.graphql')): Promise<string> {
    const file = join(directory, 'router.yaml');
    const quiet = { supergraph: { listen: address }, health_check: { enabled: false } };
    writeFileSync(file, stringify(overlay(config, quiet)));
    const env = { APOLLO_TELEMETRY_DISABLED: 'true', GATEWAY_SECRET: 'secret-of-the-test' };
    const args = ['--config', file, '--supergraph', supergraph];
    const running = promisify(execFile)(routerBinary ?? '', args, { env, timeout: 10_000 });
    return running.then(
      () => 'it ended well',
      (error: unknown) => {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        return stdout + stderr;
      },
    );
  }

  test.each(Object.keys(LICENSED))('refuses %s, so the list above is right', async (key) => {
    expect(await refusal(parse(LICENSED[key] ?? '') as RouterConfig)).toContain('license violation');
  });

  test('refuses the overlay for no other reason than the licence', async () => {
    const laid = graphosConfig();
    const free = { telemetry: { exporters: { metrics: { prometheus: { enabled: false } } } } };
    expect(await refusal(overlay(laid, free))).toContain('Federated subscriptions');
  });

  test('refuses a supergraph with a licensed directive', async () => {
    const file = join(directory, 'licensed.graphql');
    const link = '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)';
    const directive = 'directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM\n';
    writeFileSync(file, directive + toySupergraph().replace('schema\n', `schema\n  ${link}\n`));
    expect(await refusal({}, file)).toContain('license violation');
  });
});
