import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchemaModule } from '@apollo/subgraph/dist/schema-helper/index.js';
import { type DocumentNode, type GraphQLSchema, Kind, parse } from 'graphql';
import { DateTimeScalar, DecimalScalar } from './scalars.ts';
import type { ResolverMap } from './subgraph.ts';

const SHARED_SCALARS = { DateTime: DateTimeScalar, Decimal: DecimalScalar };

/** The schema of a subgraph: its SDL, its resolvers, and the shared scalars that it uses and does not resolve itself. */
export function executableSchema(schemaFile: URL, resolvers: ResolverMap): GraphQLSchema {
  const typeDefs = parse(readFileSync(schemaFile, 'utf8'));
  const declared = declaredScalars(typeDefs);
  const scalars = Object.entries(SHARED_SCALARS).filter(([name]) => declared.has(name));
  // buildSubgraphSchema checks at run time that every resolver has its place in the schema.
  const all = { ...Object.fromEntries(scalars), ...resolvers } as NonNullable<GraphQLSchemaModule['resolvers']>;
  return buildSubgraphSchema({ typeDefs, resolvers: all });
}

function declaredScalars(document: DocumentNode): Set<string> {
  return new Set(
    document.definitions
      .filter((definition) => definition.kind === Kind.SCALAR_TYPE_DEFINITION)
      .map(({ name }) => name.value),
  );
}
