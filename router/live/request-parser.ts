import { gatewayError } from './errors.ts';

/** As in router.yaml. */
const MOST_BODY_BYTES = 1_048_576;
/** Either of these makes a request one that a browser asks leave for (CORS preflight); as in router.yaml. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];
const SIMPLE_CONTENT_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

export interface RequestParams {
  /** Empty when none was given. */
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

/**
 * Reads the operation of an HTTP request as the Router does: JSON by POST, or query parameters by GET; never from a
 * request that a foreign page can send without asking leave (CSRF).
 * @throws GraphQLError with the Router's code and HTTP status.
 */
export async function parseRequest(request: Request): Promise<RequestParams> {
  const contentType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const simple = contentType === undefined || SIMPLE_CONTENT_TYPES.includes(contentType);
  if (simple && !PREFLIGHT_HEADERS.some((name) => request.headers.get(name))) {
    throw gatewayError(
      'CSRF_ERROR',
      `This may be a cross-site request forgery: send JSON, or one of the headers ${PREFLIGHT_HEADERS.join(', ')}.`,
    );
  }
  if (request.method === 'GET') return fromQueryString(new URL(request.url).searchParams);
  if (contentType !== 'application/json') {
    throw gatewayError('INVALID_CONTENT_TYPE_HEADER', '`Content-Type` must be "application/json".', 415);
  }
  return fromJson(await readBody(request));
}

async function readBody(request: Request): Promise<string> {
  const tooLarge = () =>
    gatewayError('INVALID_GRAPHQL_REQUEST', `The body is larger than ${MOST_BODY_BYTES} bytes.`, 413);
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BODY_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fromJson(body: string): RequestParams {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw gatewayError('INVALID_GRAPHQL_REQUEST', 'The body is not JSON.');
  }
  if (Array.isArray(parsed)) throw gatewayError('BATCHING_NOT_ENABLED', 'Send one operation per request.');
  if (!isObject(parsed)) throw gatewayError('INVALID_GRAPHQL_REQUEST', 'The body is not a JSON object.');
  return checked(parsed['query'], parsed['operationName'], parsed['variables']);
}

function fromQueryString(parameters: URLSearchParams): RequestParams {
  let variables: unknown;
  try {
    variables = JSON.parse(parameters.get('variables') ?? 'null');
  } catch {
    throw gatewayError('INVALID_GRAPHQL_REQUEST', '`variables` is not JSON.');
  }
  return checked(parameters.get('query'), parameters.get('operationName'), variables);
}

function checked(query: unknown, operationName: unknown, variables: unknown): RequestParams {
  const given = (value: unknown) => value !== undefined && value !== null;
  if (given(query) && typeof query !== 'string') {
    throw gatewayError('INVALID_GRAPHQL_REQUEST', '`query` is not a string.');
  }
  if (given(operationName) && typeof operationName !== 'string') {
    throw gatewayError('INVALID_GRAPHQL_REQUEST', '`operationName` is not a string.');
  }
  if (given(variables) && !isObject(variables)) {
    throw gatewayError('INVALID_GRAPHQL_REQUEST', '`variables` is not an object.');
  }
  return {
    query: typeof query === 'string' ? query : '',
    ...(typeof operationName === 'string' && { operationName }),
    ...(isObject(variables) && { variables }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
