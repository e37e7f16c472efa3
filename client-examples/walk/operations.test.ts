import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  type DefinitionNode,
  Kind,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';
import { accountOperations } from '../accounts/sign-up.ts';
import { stories } from '../stories.ts';

const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));

const pascalCase = (name: string) => name.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());

const namesIn = (folder: URL) => readdirSync(folder).map((file) => file.replace(/\.graphql$/, ''));

const folders = Object.entries(stories).map(([shop, { operations }]) => ({ shop, folder: operations }));

describe.each([{ shop: 'accounts', folder: accountOperations }, ...folders])('$shop', ({ folder }) => {
  describe.each(namesIn(folder))('%s.graphql', (file) => {
    const document = parse(readFileSync(new URL(`${file}.graphql`, folder), 'utf8'));

    test('is valid against the API', () => {
      expect(validate(api, document)).toEqual([]);
    });

    test('holds one operation, named as its file', () => {
      expect(document.definitions.map(nameOf)).toEqual([pascalCase(file)]);
    });

    test('is ready for failures that are added later', () => {
      visit(document, {
        OperationDefinition({ operation, selectionSet }) {
          if (operation !== OperationTypeNode.MUTATION) return;
          for (const field of selectionSet.selections) {
            if (field.kind === Kind.FIELD && field.selectionSet) {
              expect(typesIn(field.selectionSet)).toContain('Failure');
            }
          }
        },
      });
    });
  });
});

describe.each(Object.entries(stories))('the story of %s', (_shop, { operations, steps }) => {
  test('sends every operation that its folder holds, and none that there is not', () => {
    const sent = new Set(steps.flatMap((step) => ('operation' in step ? [step.operation] : [])));
    const own = namesIn(operations);
    expect(own.filter((name) => !sent.has(name))).toEqual([]);
    const known = [...own, ...namesIn(accountOperations)];
    expect([...sent].filter((name) => !known.includes(name))).toEqual([]);
  });

  test('has no two steps of the same name', () => {
    const names = steps.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

test('README.md says of how many steps each story is', () => {
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const told = [...text.matchAll(/^\| `(\w+)\/` +\| (\d+) +\|/gm)].map(([, shop, steps]) => [shop, Number(steps)]);
  const store = ['store', Number(/(\d+) passed/.exec(text)?.[1])];
  expect(Object.fromEntries([store, ...told])).toEqual(
    Object.fromEntries(Object.entries(stories).map(([shop, { steps }]) => [shop, steps.length])),
  );
});

const nameOf = (definition: DefinitionNode) =>
  definition.kind === Kind.OPERATION_DEFINITION ? definition.name?.value : definition.kind;

const typesIn = ({ selections }: SelectionSetNode) =>
  selections.map((selection) =>
    selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : selection.kind,
  );
