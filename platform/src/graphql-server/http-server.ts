import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type FastifyError, type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { type ErrorCode, publicExtensions, RequestError } from '../errors.ts';
import type { Logger } from '../logging.ts';

/** Header by which one request is followed through the edge, gateways and subgraphs. */
export const REQUEST_ID_HEADER = 'x-request-id';

const MOST_BODY_BYTES = 1_048_576;

/** What Fastify refuses by itself, by HTTP status. */
const CODES: Partial<Record<number, string>> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  503: 'SERVICE_UNAVAILABLE',
};

/** The body of every refusal, over HTTP as in GraphQL. */
export const errorBody = (code: string, message: string, details: Record<string, unknown> = {}) => ({
  errors: [{ message, extensions: { code, ...details } }],
});

/** A Fastify server that takes JSON only and answers every failure with a coded error in GraphQL's shape. */
export function createHttpServer(logger: Logger): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit: MOST_BODY_BYTES,
    genReqId: requestId,
    routerOptions: { maxParamLength: 200 },
  });
  server.removeContentTypeParser('text/plain');
  server.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send(errorBody('NOT_FOUND', `Nothing answers ${request.method} here.`)),
  );
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error instanceof RequestError) return sendRequestError(error, reply);
    const status = error.statusCode ?? 500;
    if (status < 500 || status === 503) {
      return reply.code(status).send(errorBody(CODES[status] ?? 'BAD_REQUEST', error.message));
    }
    const errorId = randomUUID();
    logger.error({ err: error, errorId, requestId: request.id, route: request.routeOptions.url }, 'a route failed');
    return reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', { errorId }));
  });
  server.addHook('onResponse', (_request, _reply, done) => {
    // Closing closes the connections that are idle at that moment; the others would linger when they have answered.
    if (!server.server.listening) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
  return server;
}

function sendRequestError(error: RequestError, reply: FastifyReply) {
  const { code: _, ...details } = publicExtensions(error);
  return reply.code(STATUS_OF_CODE[error.code]).send(errorBody(error.code, error.message, details));
}

/** Routes outside GraphQL speak HTTP, where every code has its status. */
const STATUS_OF_CODE: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  GATEWAY_ONLY: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  OVERLOADED: 503,
  SERVICE_UNAVAILABLE: 503,
};

/** The caller's own id when it is a sane one, so that it cannot fill the logs. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
}
