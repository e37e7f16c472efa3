import { describe, expect, test } from '@jest/globals';
import { isMutation } from './is-mutation.ts';

const two = 'query Look { a } mutation Do { b }';

describe('a mutation is', () => {
  test.each([
    ['as the Router sends it', 'mutation Do__shop__0($input: I!) { do(input: $input) { id } }', 'Do__shop__0'],
    ['without a name', 'mutation { do }', undefined],
    ['with a directive', 'mutation @live { do }', undefined],
    ['behind comments and commas', '# query\n,, mutation Do { do }', 'Do'],
    ['behind a fragment', 'fragment F on T { id } mutation { do { ...F } }', undefined],
    ['the second of two operations', two, 'Do'],
    ['behind a query whose defaults have braces', 'query Q($a: I = {b: {c: 1}}) { a } mutation Do { b }', 'Do'],
    ['with a null for a name', 'mutation { do }', null],
  ])('%s', (_, query, operationName) => {
    expect(isMutation({ query, operationName })).toBe(true);
  });
});

describe('no mutation is', () => {
  test.each<[string, unknown]>([
    ['a query', { query: '{ a }' }],
    ['a query of that name', { query: 'query mutation { a }' }],
    ['a query with a field of that name', { query: '{ mutation { id } }' }],
    ['a query with a variable of that name', { query: 'query ($mutation: I = {mutation: 1}) { a(b: $mutation) }' }],
    ['a query that quotes one', { query: '{ a(b: "mutation Do { c }") }' }],
    ['a query that quotes one in a comment', { query: '#mutation { a }\n{ a }' }],
    ['a fragment of that name', { query: 'fragment mutation on T { id } query { ...mutation }' }],
    ['the first of two operations', { query: two, operationName: 'Look' }],
    ['an operation that is not there', { query: two, operationName: 'Nothing' }],
    ['a document that cannot be read', { query: 'fragment F on T { id \u0007 } mutation { do }' }],
    ['an unfinished document', { query: 'fragment F on T { mutation' }],
    ['a subscription', { query: 'subscription { mutation }' }],
    ['no text', { query: 3 }],
    ['no object', 'mutation { do }'],
    ['nothing', undefined],
    ['a batch', [{ query: 'mutation { do }' }]],
  ])('%s', (_, body) => {
    expect(isMutation(body)).toBe(false);
  });
});
