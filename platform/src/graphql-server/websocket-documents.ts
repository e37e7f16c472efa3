import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';
import { documentLimits, MOST_TOKENS } from './document-limits.ts';

const MOST_DOCUMENTS = 500;

/** Reads a document; what is good is remembered, as Apollo Server does for HTTP. */
export type ReadDocument = (
  text: string,
) => { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** Parses and validates with the limits and the error codes that Apollo Server applies to HTTP. */
export function documentReader(schema: GraphQLSchema): ReadDocument {
  const documents = new BoundedCache<DocumentNode>(MOST_DOCUMENTS);
  return (text) => {
    const known = documents.get(text);
    if (known) return { document: known };
    let document: DocumentNode;
    try {
      document = parse(text, { maxLexicalTokens: MOST_TOKENS });
    } catch (error) {
      return { errors: [coded('GRAPHQL_PARSE_FAILED', error as GraphQLError)] };
    }
    const errors = validate(schema, document, [...specifiedRules, documentLimits]);
    if (errors.length > 0) return { errors: errors.map((error) => coded('GRAPHQL_VALIDATION_FAILED', error)) };
    documents.set(text, document);
    return { document };
  };
}

function coded(code: string, { message, nodes, source, positions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}
