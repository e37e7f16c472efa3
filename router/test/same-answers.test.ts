import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LiveGateway } from '../live/gateway.ts';
import type { RunningRouter } from '../router-process.ts';
import { type Answer, ask, codesOf, post } from './support/clients.ts';
import { startToyGateway, toySupergraphFile, toyUrls } from './support/live-gateway.ts';
import { routerBinary, startTestRouter } from './support/router.ts';
import { startToys, type Toys } from './support/toy-subgraphs.ts';

const BOOK = 'query Book($id: ID!) { book(id: $id) { id title } }';

const OPERATIONS: Record<string, (url: string) => Promise<Answer>> = {
  'a query': (url) => ask(url, BOOK, { variables: { id: 'b1' } }),
  'a query with a join': (url) => ask(url, '{ loan(id: "l1") { state book { title seenSecret } } }'),
  'a mutation': (url) => ask(url, 'mutation { rename(id: "b1", title: "Kokoro") { title } }'),
  '__typename alone': (url) => ask(url, '{ __typename }'),
  introspection: (url) => ask(url, '{ __type(name: "Book") { fields { name } } }'),
  'one of several operations': (url) => ask(url, `${BOOK} query Type { __typename }`, { operationName: 'Type' }),
  'the same field under two names': (url) => ask(url, '{ a: book(id: "1") { title } b: book(id: "2") { id title } }'),
  'a fragment': (url) => ask(url, '{ book(id: "1") { ...F } } fragment F on Book { title }'),
  'a skipped field': (url) => ask(url, '{ book(id: "1") { id title @skip(if: true) } }'),
  'what a subgraph refuses': (url) => ask(url, '{ refused }'),
  'a refusal beside an answer': (url) => ask(url, '{ refused book(id: "b1") { title } }'),
  'a refusal with details': (url) => ask(url, '{ detailed }'),
  'a failure': (url) => ask(url, '{ broken }'),
  'a bearer token': (url) => ask(url, '{ caller { authorization } }', { headers: { authorization: 'Bearer ann' } }),
  'forged headers': (url) =>
    ask(url, '{ loan(id: "1") { book { seenSecret } } }', { headers: { 'x-gateway-secret': 'no' } }),
  'an unknown field': (url) => ask(url, '{ nope }'),
  'an unknown field twice': (url) =>
    ask(url, '{ book(id: "1") { nope } }').then(() => ask(url, '{ book(id: "1") { nope } }')),
  'a syntax error': (url) => ask(url, '{ book(id: "1" { id } }'),
  'an argument of the wrong type': (url) => ask(url, '{ book(id: {a: 1}) { id } }'),
  'no operation name': (url) => ask(url, `${BOOK} query Type { __typename }`),
  'an unknown operation name': (url) => ask(url, BOOK, { variables: { id: '1' }, operationName: 'Nope' }),
  'a missing variable': (url) => ask(url, BOOK),
  'a null variable': (url) => ask(url, BOOK, { variables: { id: null } }),
  'a variable of the wrong type': (url) => ask(url, BOOK, { variables: { id: { a: 1 } } }),
  'an unused variable': (url) => ask(url, BOOK, { variables: { id: '1', other: 2 } }),
  'no query': (url) => post(url, '{}'),
  'an empty query': (url) => ask(url, ''),
  'malformed JSON': (url) => post(url, '{"query":'),
  'no JSON': (url) => post(url, 'hello'),
  'an array': (url) => post(url, '[{"query":"{__typename}"}]'),
  'a number for a query': (url) => post(url, '{"query":3}'),
  'an array for variables': (url) => post(url, '{"query":"{__typename}","variables":[]}'),
  'a form': (url) => post(url, 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }),
  'plain text': (url) => post(url, '{"query":"{__typename}"}', { 'content-type': 'text/plain' }),
  'a subscription where one answer is wanted': (url) => ask(url, 'subscription { loanChanged(id: "1") { id } }'),
  'a document of too many tokens': (url) => ask(url, `{ ${'__typename '.repeat(10_001)} }`),
};

const whatMatters = (answer: Answer) => ({
  status: answer.status,
  data: answer.body.data ?? null,
  // The Router's parser goes on after a first syntax error, and repeats itself.
  codes: [...new Set(codesOf(answer))],
});

(routerBinary ? describe : describe.skip)('the Router and the live gateway in its place give equal answers to', () => {
  let toys: Toys;
  let router: RunningRouter & { baseUrl: string };
  let gateway: LiveGateway;

  beforeAll(async () => {
    toys = await startToys();
    using supergraph = toySupergraphFile();
    router = await startTestRouter({ supergraphFile: supergraph.file, subgraphUrls: toyUrls(toys) });
    gateway = await startToyGateway(toys);
  });

  afterAll(async () => {
    await router.stop();
    await gateway.stop();
    await toys.stop();
  });

  test.each(Object.keys(OPERATIONS))('%s', async (name) => {
    const send = OPERATIONS[name];
    const [ofRouter, ofGateway] = [await send?.(router.baseUrl), await send?.(gateway.url)];
    expect(ofGateway && whatMatters(ofGateway)).toEqual(ofRouter && whatMatters(ofRouter));
  });
});

(routerBinary ? describe : describe.skip)('without introspection, and with a subgraph down', () => {
  test('they give equal answers too', async () => {
    const toys = await startToys();
    using supergraph = toySupergraphFile();
    const subgraphUrls = { ...toyUrls(toys), catalog: 'http://127.0.0.1:9' };
    const router = await startTestRouter({ supergraphFile: supergraph.file, subgraphUrls, development: false });
    const gateway = await startToyGateway(toys, { subgraphUrls, introspection: false });
    for (const query of [
      '{ __schema { queryType { name } } }',
      '{ loan(id: "l1") { state book { id } } }',
      '{ loan(id: "l1") { state book { id title } } }',
      '{ book(id: "b1") { title } loan(id: "l1") { state } }',
    ]) {
      const [ofRouter, ofGateway] = [await ask(router.baseUrl, query), await ask(gateway.url, query)];
      expect([query, whatMatters(ofGateway)]).toEqual([query, whatMatters(ofRouter)]);
      expect(JSON.stringify([ofRouter.body, ofGateway.body])).not.toContain('127.0.0.1');
    }
    await Promise.all([router.stop(), gateway.stop(), toys.stop()]);
  });
});
