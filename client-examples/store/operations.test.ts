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
import { story } from './story.ts';

const folder = new URL('operations/', import.meta.url);
const files = readdirSync(folder).map((file) => file.replace(/\.graphql$/, ''));
const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));

const read = (name: string) => parse(readFileSync(new URL(`${name}.graphql`, folder), 'utf8'));

const pascalCase = (name: string) => name.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());

describe.each(files)('%s.graphql', (file) => {
  const document = read(file);

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
          if (field.kind === Kind.FIELD && field.selectionSet) expect(typesIn(field.selectionSet)).toContain('Failure');
        }
      },
    });
  });
});

test('the story sends only operations that there are', () => {
  const sent = story.flatMap((step) => ('operation' in step ? [step.operation] : []));
  expect(sent.filter((operation) => !files.includes(operation))).toEqual([]);
});

test('no two steps of the story have the same name', () => {
  const names = story.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

const nameOf = (definition: DefinitionNode) =>
  definition.kind === Kind.OPERATION_DEFINITION ? definition.name?.value : definition.kind;

const typesIn = ({ selections }: SelectionSetNode) =>
  selections.map((selection) =>
    selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : selection.kind,
  );
