import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GATEWAY_SECRET_HEADER } from '../auth/gateway.ts';
import { randomId } from '../ids.ts';
import { SampleSubgraph } from '../testing/sample-subgraph.ts';
import { type Answer, startTestSubgraph, type TestSubgraph } from '../testing/test-subgraph.ts';

const account = randomId();
let subgraph: TestSubgraph;
let gateway: Record<string, string>;

beforeAll(async () => {
  subgraph = await startTestSubgraph(new SampleSubgraph().definition(), { quiet: true });
  gateway = { [GATEWAY_SECRET_HEADER]: subgraph.kit.environment.GATEWAY_SECRET };
});
afterAll(() => subgraph.close());

const post = (body: unknown, headers: Record<string, string> = gateway) =>
  subgraph.service.post('/graphql', body, headers);
const codes = (body: unknown) => (body as Answer).errors?.map(({ extensions }) => extensions.code);

describe('who may ask', () => {
  test('a gateway is answered', async () => {
    expect(await post({ query: '{ hello }' })).toEqual({ status: 200, body: { data: { hello: 'Hello.' } } });
  });

  test.each([
    ['without the secret', {}],
    ['with a wrong secret', { [GATEWAY_SECRET_HEADER]: 'the gateway secret of thieves' }],
    ['with the beginning of the secret', { [GATEWAY_SECRET_HEADER]: 'the gateway' }],
    ['with an empty secret', { [GATEWAY_SECRET_HEADER]: '' }],
  ])('a caller %s is refused before anything is read', async (_, headers) => {
    for (const body of [{ query: '{ hello }' }, '{ broken']) {
      const answer = await post(body, headers);
      expect(answer.status).toBe(403);
      expect(codes(answer.body)).toEqual(['GATEWAY_ONLY']);
      expect(answer.body.data).toBeUndefined();
    }
  });

  test('only POST is served', async () => {
    const answer = await subgraph.service.get('/graphql?query={hello}', gateway);
    expect([answer.status, codes(answer.body)]).toEqual([405, ['METHOD_NOT_ALLOWED']]);
  });

  test('the client address is the one that the gateway gives', async () => {
    const body = { query: '{ clientAddress }' };
    expect((await post(body)).body.data).toEqual({ clientAddress: null });
    const headers = { ...gateway, 'x-client-address': '203.0.113.9', 'x-forwarded-for': '198.51.100.1' };
    expect((await post(body, headers)).body.data).toEqual({ clientAddress: '203.0.113.9' });
  });
});

describe('tokens', () => {
  test('an account asks in its own name', async () => {
    expect(await subgraph.query('{ whoAmI }', {}, { as: account })).toEqual({ data: { whoAmI: account } });
  });

  test('without a token what is public is served, and what is not answers UNAUTHENTICATED', async () => {
    const { data, errors } = await subgraph.query('{ hello whoAmI }');
    expect(data).toEqual({ hello: 'Hello.', whoAmI: null });
    expect(errors).toMatchObject([{ path: ['whoAmI'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test.each([
    ['an expired token', () => subgraph.users.expiredToken(account)],
    ['a token of an unknown key', () => subgraph.users.foreignToken(account)],
    ['a token whose subject is no account', () => subgraph.users.token('root')],
    ['garbage', () => Promise.resolve('garbage')],
    ['an unsigned token', () => Promise.resolve(unsigned(account))],
  ])('%s is refused with the whole operation, public fields included', async (_, token) => {
    const headers = { ...gateway, authorization: `Bearer ${await token()}` };
    const { status, body } = await post({ query: '{ hello }' }, headers);
    expect([status, codes(body)]).toEqual([200, ['UNAUTHENTICATED']]);
    expect(body.data).toBeUndefined();
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'bearer a b'])('the header "%s" is refused', async (authorization) => {
    const { status, body } = await post({ query: '{ hello }' }, { ...gateway, authorization });
    expect([status, codes(body)]).toEqual([200, ['UNAUTHENTICATED']]);
  });
});

describe('bodies that are no operation', () => {
  test.each([
    ['malformed JSON', '{ broken', {}, 400, 'BAD_REQUEST'],
    ['an empty body', '', {}, 400, 'BAD_REQUEST'],
    ['an array', '[]', {}, 400, 'BAD_REQUEST'],
    ['a batch', '[{"query":"{ hello }"}]', {}, 400, 'BAD_REQUEST'],
    ['no query', '{"variables":{}}', {}, 400, 'BAD_REQUEST'],
    ['variables that are no object', '{"query":"{ hello }","variables":[1]}', {}, 400, 'BAD_REQUEST'],
    ['a poisoned prototype', '{"query":"{ hello }","__proto__":{"a":1}}', {}, 400, 'BAD_REQUEST'],
    ['plain text', '{ hello }', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a form', 'query={hello}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a giant', `{"query":"${'#'.repeat(1_100_000)}"}`, {}, 413, 'PAYLOAD_TOO_LARGE'],
  ])('%s', async (_, body, headers, status, code) => {
    const answer = await post(body, { ...gateway, ...headers });
    expect([answer.status, codes(answer.body)]).toEqual([status, [code]]);
  });
});

describe('operations that are wrong', () => {
  const spread = Array.from(
    { length: 16 },
    (_, n) => `fragment F${n} on Thing { a: itself { ...F${n + 1} } b: itself { ...F${n + 1} } }`,
  );

  test.each([
    ['a syntax error', '{ hello', 'GRAPHQL_PARSE_FAILED'],
    ['too many tokens', `{ ${'hello '.repeat(10_001)} }`, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ goodbye }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a deep query',
      `{ thing(id: 1) ${'{ itself '.repeat(20)} { id } ${'}'.repeat(20)} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'fragments that spread into tens of thousands of fields',
      `{ thing(id: 1) { ...F0 } } ${spread.join(' ')} fragment F16 on Thing { id }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a circle of fragments',
      '{ thing(id: 1) { ...A } } fragment A on Thing { itself { ...A } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['two operations and no name', 'query A { hello } query B { hello }', 'OPERATION_RESOLUTION_FAILURE'],
    ['a subscription', 'subscription { listener }', 'BAD_USER_INPUT'],
    ['a variable that is missing', 'query ($at: DateTime!) { moment(at: $at) }', 'BAD_USER_INPUT'],
    ['a literal that is no moment', '{ moment(at: "tomorrow") }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s answers a coded error at HTTP 200', async (_, query, code) => {
    const { status, body } = await post({ query });
    expect(status).toBe(200);
    expect(new Set(codes(body))).toEqual(new Set([code]));
    expect(JSON.stringify(body)).not.toMatch(/stacktrace|node_modules/);
  });

  test.each([
    ['moment', 'query ($v: DateTime!) { moment(at: $v) }', 'tomorrow'],
    ['moment', 'query ($v: DateTime!) { moment(at: $v) }', 1_767_225_600],
    ['decimal', 'query ($v: Decimal!) { number(decimal: $v) }', 12.5],
    ['integer', 'query ($v: Int!) { most(first: $v) }', 1.5],
    ['integer', 'query ($v: Int!) { most(first: $v) }', 2 ** 31],
    ['argument', 'query ($v: Int) { most(first: $v) }', null],
  ])('a variable that is no good %s is BAD_USER_INPUT', async (_, query, v) => {
    const { status, body } = await post({ query, variables: { v } });
    expect([status, codes(body)]).toEqual([200, ['BAD_USER_INPUT']]);
  });

  test('twenty levels and introspection pass', async () => {
    const deep = `{ thing(id: 1) ${'{ itself '.repeat(18)} { id } ${'}'.repeat(18)} }`;
    const types = '{ __schema { types { ofType { ofType { ofType { ofType { name } } } } } } }';
    expect(codes((await post({ query: deep })).body)).toBeUndefined();
    expect(codes((await post({ query: types })).body)).toBeUndefined();
  });
});

describe('errors of resolvers', () => {
  test('what nobody meant for the caller is masked, and found in the log by its id', async () => {
    const headers = { 'x-request-id': 'req-2' };
    const { data, errors = [] } = await subgraph.query('{ hello breaks }', {}, { headers });
    expect(data).toEqual({ hello: 'Hello.', breaks: null });
    expect(errors).toMatchObject([
      {
        message: 'Something went wrong on our side.',
        path: ['breaks'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) },
      },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/hunter2|stack/);
    const logged = subgraph.log.find(({ errorId }) => errorId === errors[0]?.extensions['errorId']);
    expect(logged).toMatchObject({ err: { message: 'the password is hunter2' }, requestId: 'req-2' });
  });

  test('what is meant for the caller keeps its code, message and details', async () => {
    expect((await subgraph.query('{ refuses }')).errors).toMatchObject([
      {
        message: 'first must be from 1 to 100, not 0.',
        path: ['refuses'],
        extensions: { code: 'BAD_USER_INPUT', first: 0 },
      },
    ]);
  });
});

describe('contexts', () => {
  test('a line logged by a resolver bears the id of its request', async () => {
    await subgraph.query('{ logs }', {}, { headers: { 'x-request-id': 'req-1' } });
    expect(subgraph.log.find(({ msg }) => msg === 'logged by a resolver')).toMatchObject({ requestId: 'req-1' });
  });

  test('every operation has loaders of its own', async () => {
    const { data } = await subgraph.query('{ loader again: loader }');
    expect(data.again).toBe(data.loader);
    expect((await subgraph.query('{ loader }')).data.loader).toBe(Number(data.loader) + 1);
  });

  test('moments and decimals come back as they went in', async () => {
    const { data } = await subgraph.query('query ($at: DateTime!) { moment(at: $at) number(decimal: "0.10") }', {
      at: '2026-01-31T18:30:00+09:00',
    });
    expect(data).toEqual({ moment: '2026-01-31T09:30:00.000Z', number: '0.10' });
  });

  test('entities are resolved for the gateway', async () => {
    const { data } = await subgraph.query(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id } } }',
      { r: [{ __typename: 'Thing', id: 'a' }] },
    );
    expect(data._entities).toEqual([{ id: 'a' }]);
  });
});

function unsigned(sub: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub, iss: 'yoyaku', aud: 'yoyaku', exp: Math.floor(Date.now() / 1000) + 60 };
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
