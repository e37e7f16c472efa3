import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  compose,
  CompositionError,
  difference,
  generatedFiles,
  readSubgraphs,
  readSupergraphConfig,
} from '../compose.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const subgraph = (name: string, sdl: string) => ({ name, url: `http://${name}/graphql`, sdl: `${LINK}\n${sdl}` });

const BOOKS = subgraph(
  'books',
  '"A book." type Book @key(fields: "id") { "Its id." id: ID! title: String! } type Query { books: [Book] }',
);
const LOANS = subgraph(
  'loans',
  '"A stub." type Book @key(fields: "id", resolvable: false) { "The id of a stub." id: ID! } type Query { lent: [Book] }',
);

describe('composition', () => {
  test('gives the supergraph and what clients see of it', () => {
    const { supergraphSdl, apiSdl, hints } = compose([BOOKS, LOANS]);
    expect(supergraphSdl).toContain('@join__graph(name: "loans", url: "http://loans/graphql")');
    expect(apiSdl).toContain('lent: [Book]');
    expect(apiSdl).not.toMatch(/join__|@link|_entities/);
    expect(hints).toEqual([]);
  });

  test('does not depend on the order of subgraphs', () => {
    expect(compose([LOANS, BOOKS])).toEqual(compose([BOOKS, LOANS]));
  });

  test('takes the description of an entity from the subgraph that knows most of it', () => {
    const stubs = ['lost', 'sold'].map((name) => ({ ...LOANS, name, sdl: LOANS.sdl.replace('lent', name) }));
    const { apiSdl } = compose([...stubs, LOANS, BOOKS]);
    expect(apiSdl).toContain('"""A book."""');
    expect(apiSdl).not.toContain('stub');
  });

  test('lists every reason why subgraphs do not fit', () => {
    const other = subgraph(
      'other',
      'type Book @key(fields: "id") { id: ID! title: Int! } type Query { others: [Book] }',
    );
    expect(() => compose([BOOKS, other])).toThrow(CompositionError);
    expect(() => compose([BOOKS, other])).toThrow(/\[FIELD_TYPE_MISMATCH\].*title/);
    expect(() => compose([BOOKS, other])).toThrow(/\[INVALID_FIELD_SHARING\].*title/);
  });

  test('tells what differs, and where', () => {
    expect(difference('a', 'one\ntwo\nfour\n', 'one\nthree\nfour\n')).toBe('a, from line 2:\n-two\n+three');
    expect(difference('a', 'same\n', 'same\n')).toBeNull();
    expect(difference('a', '', 'new\n')).toBe('a, from line 1:\n+new');
  });
});

describe('supergraph.yaml', () => {
  test('pins the version that composes here', () => {
    const installed = import.meta.resolve('@apollo/composition');
    const { version } = JSON.parse(readFileSync(new URL('../package.json', installed), 'utf8')) as { version: string };
    expect(readSupergraphConfig().federation_version).toBe(`=${version}`);
  });

  test('composes to exactly what is committed', () => {
    for (const [path, wanted] of Object.entries(generatedFiles(compose(readSubgraphs())))) {
      const committed = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
      expect(difference(path, committed, wanted)).toBeNull();
    }
  });
});
