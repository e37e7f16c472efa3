import { randomUUID } from 'node:crypto';
import type { Logger } from '@yoyaku/platform/logging';
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/** Extensions of subgraph errors that pass; the same list stands in router.yaml under include_subgraph_errors. */
export const PASSED_EXTENSIONS = ['code', 'retryable', 'retryAt', 'retryAfterSeconds', 'errorId'] as const;

/** What the executor calls a failed upstream request, in the Router's words. */
const ROUTER_CODES: Readonly<Record<string, string>> = {
  SUBREQUEST_HTTP_ERROR: 'SUBREQUEST_HTTP_ERROR',
  RESPONSE_VALIDATION_FAILED: 'SUBREQUEST_MALFORMED_RESPONSE',
  TIMEOUT_ERROR: 'GATEWAY_TIMEOUT',
};

const MASKED = 'Something went wrong on our side.';

/** Codes whose own message may tell what is not for callers. */
const MESSAGES: Readonly<Record<string, string>> = {
  INTERNAL_SERVER_ERROR: MASKED,
  SUBREQUEST_HTTP_ERROR: 'A service behind this field does not answer at the moment; try again.',
  SUBREQUEST_MALFORMED_RESPONSE: 'A service behind this field gave an answer that makes no sense.',
  GATEWAY_TIMEOUT: 'A service behind this field took too long; try again.',
};

/** An error of the gateway itself, over HTTP with this status. */
export function gatewayError(
  code: string,
  message: string,
  status = 400,
  options: GraphQLErrorOptions = {},
): GraphQLError {
  return new GraphQLError(message, { ...options, extensions: { code, http: { status, spec: false } } });
}

/**
 * Makes an error of the execution presentable: refusals of subgraphs keep message and code, failed requests get the
 * Router's code and a message without internals, and anything else is masked with an `errorId` that is logged.
 * Rewritten in place, because the gateway runtime logs every error that is replaced as a bug.
 */
export function presentError(thrown: unknown, logger: Logger): Error {
  const error = thrown instanceof GraphQLError ? thrown : null;
  const code = error?.extensions['code'];
  if (error && typeof code === 'string') return present(error, code);
  const errorId = randomUUID();
  logger.error({ err: error?.originalError ?? thrown, errorId, path: error?.path?.join('.') }, 'masked an error');
  return new GraphQLError(MASKED, {
    ...(error?.nodes && { nodes: error.nodes }),
    ...(error?.path && { path: error.path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  });
}

function present(error: GraphQLError, given: string): GraphQLError {
  const { extensions } = error;
  const ours = extensions.http;
  for (const name of Object.keys(extensions)) {
    if (!PASSED_EXTENSIONS.some((passed) => passed === name)) Reflect.deleteProperty(extensions, name);
  }
  const code = ROUTER_CODES[given] ?? given;
  const message = MESSAGES[code];
  if (message) {
    extensions['code'] = code;
    error.message = message;
  } else if (ours !== undefined && !error.path) extensions.http = ours;
  return error;
}
