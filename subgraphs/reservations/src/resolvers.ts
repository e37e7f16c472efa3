import { isScalarType } from 'graphql';
import type { Resolvers } from './__generated__/resolver-types.ts';

/** The resolvers of several nouns as one map: each adds fields to types, and no field is resolved twice. */
export function mergedResolvers(...maps: readonly Resolvers[]): Resolvers {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const map of maps) {
    for (const [type, fields] of Object.entries(map) as [string, Record<string, unknown>][]) {
      if (isScalarType(fields)) {
        merged[type] = fields;
        continue;
      }
      const known = (merged[type] ??= {});
      for (const [field, resolver] of Object.entries(fields)) {
        if (field in known) throw new Error(`${type}.${field} is resolved twice`);
        known[field] = resolver;
      }
    }
  }
  return merged;
}
