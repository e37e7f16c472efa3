import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** What the edge offers, as it is committed. */
export const apiSchema: GraphQLSchema = buildSchema(
  readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'),
);

export type Operation = 'query' | 'mutation' | 'subscription';

/** A field at the root of the schema. */
export interface RootField {
  readonly operation: Operation;
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
}

export const rootFields: readonly RootField[] = (
  [
    ['query', apiSchema.getQueryType()],
    ['mutation', apiSchema.getMutationType()],
    ['subscription', apiSchema.getSubscriptionType()],
  ] as const
).flatMap(([operation, type]) =>
  Object.values(type?.getFields() ?? {}).map((field) => ({ operation, name: field.name, field })),
);

/** Where ids stand in an input, e.g. `lines.variantId`; lists do not count as a step. */
function idPaths(type: GraphQLInputType, path: string, within: readonly string[] = []): string[] {
  const named = getNamedType(type);
  if (named.name === 'ID') return [path];
  if (!isInputObjectType(named) || within.includes(named.name)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    idPaths(field.type, `${path}.${field.name}`, [...within, named.name]),
  );
}

/** Where a root field takes ids, e.g. `id` or `input.lines.variantId`. */
export const idPathsOf = ({ field }: RootField): string[] =>
  field.args.flatMap((argument) => idPaths(argument.type, argument.name));

/** A value with what stands at a path put through a function, in every item of the lists on the way. */
export function changedAt(value: unknown, path: readonly string[], change: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => changedAt(item, path, change));
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' ? change(value) : value;
  if (typeof value !== 'object' || value === null || !(step in value)) return value;
  return { ...value, [step]: changedAt((value as Record<string, unknown>)[step], rest, change) };
}

/** The ids that stand at a path. */
export function idsAt(value: unknown, path: readonly string[]): string[] {
  const found: string[] = [];
  changedAt(value, path, (id) => {
    found.push(id);
    return id;
  });
  return found;
}

const FAILURES = `... on Failure { code message } ... on NotFound { id } ... on InvalidInput { field }
  ... on UnitNotFound { unitIds } ... on ProductNotFound { variantId } ... on PerformanceNotFound { performanceId }`;

/** An operation of this one field that asks for what answers it: the failures, or every plain field of what it finds. */
export function documentOf({ operation, name, field }: RootField, variables: object): string {
  const given = field.args.filter((argument) => argument.name in variables);
  const declared = given.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = given.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  return `${operation} (${declared}) { ${name}(${passed}) { __typename ${selection(field)} } }`;
}

function selection(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  if (isAbstractType(type)) {
    const members = new Set(apiSchema.getPossibleTypes(type).map((member) => member.name));
    return FAILURES.split('... on ')
      .filter(
        (part) => (part.startsWith('Failure') && members.has('NotFound')) || members.has(part.split(' ')[0] ?? ''),
      )
      .map((part) => `... on ${part}`)
      .join(' ');
  }
  if (!isObjectType(type)) return '';
  const { nodes } = type.getFields();
  return nodes ? `nodes { __typename ${plainFields(nodes)} }` : plainFields(field);
}

function plainFields(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return '';
  return Object.values(type.getFields())
    .filter((each) => isLeafType(getNamedType(each.type)) && each.args.length === 0)
    .map((each) => each.name)
    .join(' ');
}
