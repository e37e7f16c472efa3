import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { DEFAULT_QUERY } from '../edge/default-query.ts';

const API = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));

test('what GraphiQL opens with is valid, and so is what it offers as comments', () => {
  const offered = DEFAULT_QUERY.split('\n\n').map((part) => part.replaceAll(/^# ?/gm, ''));
  const operations = offered.filter((part) => /^(query|mutation|subscription) /.test(part));
  expect(operations).toHaveLength(3);
  for (const operation of [DEFAULT_QUERY, ...operations]) expect(validate(API, parse(operation))).toEqual([]);
});
