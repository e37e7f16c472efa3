import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findRouter } from '../router-binary.ts';
import { type RunningRouter, startRouter } from '../router-process.ts';
import { ask, codesOf, until } from './support/clients.ts';
import { silent, toySupergraphFile, toyUrls } from './support/live-gateway.ts';
import { routerBinary, startTestRouter } from './support/router.ts';
import { startToys, TOY_SECRET, type Toys } from './support/toy-subgraphs.ts';

(routerBinary ? describe : describe.skip)('the Router on router.yaml', () => {
  let toys: Toys;
  let router: RunningRouter & { baseUrl: string };

  beforeAll(async () => {
    toys = await startToys();
    using supergraph = toySupergraphFile();
    router = await startTestRouter({ supergraphFile: supergraph.file, subgraphUrls: toyUrls(toys) });
  });

  afterAll(async () => {
    await router.stop();
    await toys.stop();
  });

  test('sends subgraphs the named headers and the secret, never a forged one or another header', async () => {
    await ask(router.baseUrl, '{ caller { authorization } }', {
      headers: {
        authorization: 'Bearer ann',
        'x-request-id': 'r1',
        traceparent: '00-1-2-01',
        'x-client-address': '10.1.1.1',
        'x-gateway-secret': 'forged',
        'x-other': '1',
        cookie: 'a=b',
      },
    });
    const request = toys.shelf.requests.at(-1);
    expect(request).toMatchObject({
      authorization: 'Bearer ann',
      'x-request-id': 'r1',
      traceparent: '00-1-2-01',
      'x-client-address': '10.1.1.1',
      'x-gateway-secret': TOY_SECRET,
    });
    expect(request).not.toHaveProperty('x-other');
    expect(request).not.toHaveProperty('cookie');
  });

  test('keeps the code of an error, and drops what it says of our insides', async () => {
    const answer = await ask(router.baseUrl, '{ detailed }');
    expect(answer.body.errors?.[0]?.extensions).toEqual({
      code: 'UNAUTHENTICATED',
      retryable: true,
      retryAt: '2026-01-31T09:30:00.000Z',
    });
    const { body } = await ask(router.baseUrl, '{ broken }');
    expect(JSON.stringify(body)).not.toMatch(/stacktrace|service|catalog/);
  });

  test.each([
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://studio.apollographql.com', 'https://studio.apollographql.com'],
    ['https://evil.example', null],
    ['http://localhost.evil.example', null],
  ])('lets pages of %s read: %s', async (origin, allowed) => {
    const { headers } = await ask(router.baseUrl, '{ __typename }', { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(allowed);
  });

  test('takes no subscription without a key', async () => {
    const answer = await ask(router.baseUrl, 'subscription { loanChanged(id: "l1") { id } }', {
      headers: { accept: 'multipart/mixed;subscriptionSpec="1.0", application/json' },
    });
    expect(codesOf(answer)).toEqual(['SUBSCRIPTION_DISABLED']);
    expect(toys.sockets).toEqual([]);
  });

  test('counts its requests for Prometheus', async () => {
    const count = async () => {
      const text = await (await fetch(router.metricsUrl)).text();
      const lines = text.matchAll(/^http_server_request_duration_seconds_count\{.*\} (\d+)$/gm);
      return [...lines].reduce((sum, [, value]) => sum + Number(value), 0);
    };
    const before = await count();
    for (let index = 0; index < 5; index += 1) await ask(router.baseUrl, '{ __typename }');
    await until(async () => (await count()) === before + 5);
  });

  test('shows Sandbox to a browser', async () => {
    const response = await fetch(router.url, { headers: { accept: 'text/html' } });
    expect(await response.text()).toContain('EmbeddedSandbox');
  });
});

(routerBinary ? describe : describe.skip)('running the Router', () => {
  test('works on the committed supergraph', async () => {
    const router = await startTestRouter({});
    const { body } = await ask(router.baseUrl, '{ __type(name: "Order") { fields { name } } }');
    expect(JSON.stringify(body.data)).toContain('payment');
    await router.stop();
  });

  test('starts it again when it is killed, and says so', async () => {
    const lines: string[] = [];
    const router = await startTestRouter({ onTrouble: (line) => lines.push(line) });
    const first = router.pid() ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => lines.includes('Apollo Router is back'));
    expect(lines[0]).toBe('Apollo Router died (SIGKILL); starting it again');
    expect(router.pid()).not.toBe(first);
    expect((await ask(router.baseUrl, '{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    await router.stop();
    await expect(ask(router.baseUrl, '{ __typename }')).rejects.toThrow('fetch failed');
  });

  test('tells why it does not come up', async () => {
    using supergraph = toySupergraphFile();
    await expect(startTestRouter({ supergraphFile: `${supergraph.file}.missing` })).rejects.toThrow(
      /did not come up: .*missing/,
    );
    await expect(startTestRouter({ binary: '/does/not/exist' })).rejects.toThrow(/did not come up: .*ENOENT/);
  });

  test('tells that a port is taken', async () => {
    const router = await startTestRouter({});
    const port = Number(new URL(router.url).port);
    await expect(startTestRouter({ port })).rejects.toThrow(/did not come up: .*(in use|address)/i);
    await router.stop();
  });
});

describe('finding a Router', () => {
  test('takes APOLLO_ROUTER_BIN as it is, and refuses one that cannot be run', async () => {
    expect(await findRouter({ APOLLO_ROUTER_BIN: process.execPath })).toBe(process.execPath);
    await expect(findRouter({ APOLLO_ROUTER_BIN: '/does/not/exist' })).rejects.toThrow(
      'APOLLO_ROUTER_BIN is /does/not/exist',
    );
  });

  test('finds none where there is none', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'yoyaku-router-test-'));
    expect(await findRouter({ PATH: directory }, join(directory, 'router'))).toBeNull();
    rmSync(directory, { recursive: true });
  });

  test('is not a router that merely has the name', async () => {
    await expect(startRouter({ ...NOWHERE, binary: process.execPath })).rejects.toThrow('did not come up');
  });
});

const NOWHERE = { port: 1, healthPort: 1, metricsPort: 1, gatewaySecret: TOY_SECRET, logger: silent };
