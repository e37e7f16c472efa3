import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { publicExtensions, RequestError } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { graphqlErrors } from '../telemetry/graphql-metrics.ts';

/** Codes that Apollo Server itself gives to requests that are wrong before they are executed. */
const CODES_BEFORE_EXECUTION = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Nodes of a document that hold a value: graphql-js points at one when an argument given there is no good. */
const VALUES = new Set<string>([
  Kind.VARIABLE,
  Kind.VARIABLE_DEFINITION,
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

/** Given the request's id when it is known, for the log. */
export type FormatError = (error: unknown, requestId?: string) => GraphQLFormattedError;

/**
 * Makes the errors of one subgraph presentable: those meant for the caller keep message and code, all others become an
 * INTERNAL_SERVER_ERROR with an `errorId` that is logged beside what really happened. Never a stack.
 */
export function errorFormatter(subgraph: string, logger: Logger): FormatError {
  return (thrown, requestId) => {
    const error = thrown instanceof GraphQLError ? thrown : new GraphQLError('unexpected', wrapping(thrown));
    const formatted = meantForCaller(error) ?? masked(error, logger, requestId);
    graphqlErrors.inc({ subgraph, code: String(formatted.extensions?.['code']) });
    return formatted;
  };
}

function meantForCaller(error: GraphQLError): GraphQLFormattedError | null {
  const { message, locations, path } = error.toJSON();
  const at = { ...(locations && { locations }), ...(path && { path }) };
  const requestError = findRequestError(error);
  if (requestError) {
    return { message: requestError.message, ...at, extensions: publicExtensions(requestError) };
  }
  const code = error.extensions['code'];
  if (typeof code === 'string' && CODES_BEFORE_EXECUTION.has(code)) {
    return { message, ...at, extensions: { code } };
  }
  if (isBadInput(error)) return { message, ...at, extensions: { code: 'BAD_USER_INPUT' } };
  return null;
}

function masked(error: GraphQLError, logger: Logger, requestId: string | undefined): GraphQLFormattedError {
  const errorId = randomUUID();
  const cause = error.originalError ?? error;
  logger.error({ err: cause, errorId, requestId, path: error.path?.join('.') }, 'an operation failed unexpectedly');
  const { locations, path } = error.toJSON();
  return {
    message: 'Something went wrong on our side.',
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  };
}

/** graphql-js and graphql-ws wrap what resolvers and streams throw, sometimes twice. */
function findRequestError(error: unknown): RequestError | null {
  if (error instanceof RequestError) return error;
  return error instanceof GraphQLError && error.originalError ? findRequestError(error.originalError) : null;
}

/** Whether graphql-js refused a variable or an argument, or could not tell which operation is meant. */
function isBadInput(error: GraphQLError): boolean {
  if (error.extensions['code'] !== undefined) return false;
  const innermost = error.originalError instanceof GraphQLError ? error.originalError : error;
  const [node] = innermost.nodes ?? error.nodes ?? [];
  if (node) return VALUES.has(node.kind) && innermost instanceof GraphQLError;
  return error.path === undefined && error.originalError === undefined;
}

const wrapping = (thrown: unknown) => ({
  originalError: thrown instanceof Error ? thrown : new Error(`not an Error: ${String(thrown)}`),
});
