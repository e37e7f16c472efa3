import { readdirSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

/** Resolver types for each subgraph, from its SDL and its own mappers (subgraphs/<name>/codegen.mappers.ts). */
const generates: CodegenConfig['generates'] = {};

for (const name of readdirSync('subgraphs')) {
  const { mappers, contextType } = (await import(`./subgraphs/${name}/codegen.mappers.ts`)) as {
    mappers: Record<string, string>;
    contextType: string;
  };
  generates[`subgraphs/${name}/src/__generated__/resolver-types.ts`] = {
    schema: `subgraphs/${name}/schema.graphql`,
    plugins: ['typescript', 'typescript-resolvers'],
    config: {
      federation: true,
      enumsAsTypes: true,
      useTypeImports: true,
      strictScalars: true,
      scalars: {
        DateTime: { input: 'Date', output: 'Date | string' },
        Decimal: 'string',
        LocalDateTime: 'string',
        _FieldSet: 'string',
      },
      avoidOptionals: { field: true, object: true, inputValue: false },
      inputMaybeValue: 'T | null | undefined',
      makeResolverTypeCallable: true,
      contextType,
      mappers,
    },
  };
}

export default { generates } satisfies CodegenConfig;
