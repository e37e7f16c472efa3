import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

/**
 * Whether a request's body asks for a mutation, found out without parsing: what gateways send takes two or three tokens.
 * False for what is no good operation at all.
 */
export function isMutation(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { query, operationName } = body as Record<string, unknown>;
  if (typeof query !== 'string' || !query.includes('mutation')) return false;
  try {
    return operationKind(query, typeof operationName === 'string' ? operationName : null) === 'mutation';
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}

/** The keyword of the operation of this name; without one, of the first. @throws GraphQLError at what is no token */
function operationKind(document: string, name: string | null): string | null {
  const lexer = new Lexer(new Source(document));
  let depth = 0;
  let begins = true;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    const { kind } = token;
    if (begins) {
      begins = false;
      if (kind === TokenKind.NAME && token.value !== 'fragment') {
        const named = lexer.lookahead();
        if (name === null || (named.kind === TokenKind.NAME && named.value === name)) return token.value;
      } else if (kind === TokenKind.BRACE_L && name === null) return 'query';
    }
    if (OPENING.has(kind)) depth += 1;
    else if (CLOSING.has(kind)) begins = --depth === 0 && kind === TokenKind.BRACE_R;
  }
  return null;
}

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.PAREN_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.PAREN_R]);
