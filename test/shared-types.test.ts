import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type DefinitionNode, Kind, parse, print, type TypeDefinitionNode } from 'graphql';

const subgraphs = readdirSync('subgraphs').map((name) => ({
  name,
  document: parse(readFileSync(`subgraphs/${name}/schema.graphql`, 'utf8')),
}));

const SHARED_INPUTS: ReadonlySet<string> = new Set(['MoneyInput', 'PaymentMethodInput', 'EasyPayInput']);

/** Types that several subgraphs define must be one text, or their meaning drifts apart. */
function isShared(definition: DefinitionNode): definition is TypeDefinitionNode {
  if (definition.kind === Kind.SCALAR_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
    return true;
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return SHARED_INPUTS.has(definition.name.value);
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return false;
  return definition.directives?.some(({ name }) => name.value === 'shareable') ?? false;
}

const definitions = new Map<string, { subgraph: string; text: string }[]>();
for (const { name, document } of subgraphs) {
  for (const definition of document.definitions) {
    if (!isShared(definition)) continue;
    const places = definitions.get(definition.name.value) ?? [];
    definitions.set(definition.name.value, [...places, { subgraph: name, text: print(definition) }]);
  }
}

describe('the types that subgraphs share', () => {
  test.each([...definitions].filter(([, places]) => places.length > 1))('%s is the same everywhere', (_, places) => {
    const [first, ...others] = places;
    for (const other of others)
      expect({ in: other.subgraph, text: other.text }).toEqual({ in: other.subgraph, text: first?.text });
  });
});

test('an enum value that several subgraphs define has one description', () => {
  const descriptions = new Map<string, Set<string>>();
  for (const { document } of subgraphs) {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.ENUM_TYPE_DEFINITION) continue;
      for (const value of definition.values ?? []) {
        const key = `${definition.name.value}.${value.name.value}`;
        descriptions.set(key, (descriptions.get(key) ?? new Set()).add(value.description?.value ?? ''));
      }
    }
  }
  expect([...descriptions].filter(([, texts]) => texts.size > 1).map(([key, texts]) => [key, ...texts])).toEqual([]);
});
