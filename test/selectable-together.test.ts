import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  buildSchema,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Whether both can stand under one name in an answer: https://spec.graphql.org/draft/#SameResponseShape() */
function haveOneShape(one: GraphQLOutputType, other: GraphQLOutputType): boolean {
  if (isNonNullType(one) || isNonNullType(other)) {
    return isNonNullType(one) && isNonNullType(other) && haveOneShape(one.ofType, other.ofType);
  }
  if (isListType(one) || isListType(other)) {
    return isListType(one) && isListType(other) && haveOneShape(one.ofType, other.ofType);
  }
  return isLeafType(one) || isLeafType(other) ? one === other : true;
}

/** The fields that a frontend cannot ask of all members of a union or interface without renaming one. */
function conflictsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    // Nobody asks for all failures there are; each union says which ones go together.
    if (!isAbstractType(type) || type.name === 'Failure') return [];
    const first = new Map<string, { member: string; type: GraphQLOutputType }>();
    return schema.getPossibleTypes(type).flatMap((member) =>
      Object.values(member.getFields()).flatMap((field) => {
        const before = first.get(field.name);
        if (!before) first.set(field.name, { member: member.name, type: field.type });
        if (!before || haveOneShape(before.type, field.type)) return [];
        const [one, other] = [before, { member: member.name, type: field.type }].map((each) =>
          [each.member, String(each.type)].join(': '),
        );
        return `${type.name}.${field.name} is of ${one}, and of ${other}`;
      }),
    );
  });
}

test('whatever one field can answer can be asked for in one selection, under the names that it has', () => {
  expect(conflictsOf(buildSchema(readFileSync('schema/api.graphql', 'utf8')))).toEqual([]);
});

test.each([
  ['another type', 'x: String!', 'x: Int!'],
  ['another nullability', 'x: ID!', 'x: ID'],
  ['another nullability inside of a list', 'x: [ID!]!', 'x: [ID]!'],
  ['a list beside one', 'x: [A!]!', 'x: A!'],
  ['an object beside a text', 'x: A', 'x: String'],
])('%s of a field is told', (_name, one, other) => {
  const schema = buildSchema(`union Result = A | B  type A { ${one} }  type B { ${other} }  type Query { a: Result }`);
  expect(conflictsOf(schema)).toHaveLength(1);
});
