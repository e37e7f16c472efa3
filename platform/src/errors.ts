import { GraphQLError } from 'graphql';

/** The codes of top-level errors. Expected failures of a mutation are not here: they are types of its result union. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'OVERLOADED'
  | 'SERVICE_UNAVAILABLE'
  | 'GATEWAY_ONLY'
  | 'INTERNAL_SERVER_ERROR';

/** A top-level error whose message and code are meant for the caller. Anything else thrown is masked. */
export class RequestError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    // Status 200: a gateway would add an error of its own to any other.
    super(message, { extensions: { code, ...details, http: { status: 200 } } });
    this.name = 'RequestError';
    this.code = code;
  }
}

/** What a caller may see of an error's extensions: not the HTTP status, which is for the server. */
export function publicExtensions({ extensions }: RequestError): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extensions).filter(([name]) => name !== 'http'));
}

export const unauthenticated = (message = 'Log in first: this needs an Authorization header.') =>
  new RequestError('UNAUTHENTICATED', message);

export const badInput = (message: string, details?: Record<string, unknown>) =>
  new RequestError('BAD_USER_INPUT', message, details);

/** Refused for want of room, and nothing has been done: worth another try, no sooner than in so many seconds. */
export const overloaded = (retryAfterSeconds: number) =>
  new RequestError('OVERLOADED', `Too busy for that at the moment; try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  });

export const serviceUnavailable = (service: string) =>
  new RequestError('SERVICE_UNAVAILABLE', `${service} does not answer at the moment; try again.`, { retryable: true });
