import { QueryFailedError } from 'typeorm';

/** SQLSTATE codes we act on (PostgreSQL manual, appendix A). */
export const SqlState = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  exclusionViolation: '23P01',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  lockNotAvailable: '55P03',
  invalidParameterValue: '22023',
  duplicateDatabase: '42P04',
} as const;

interface DatabaseError {
  readonly code: string;
  readonly constraint?: string;
}

/** The PostgreSQL error inside whatever pg or TypeORM threw, or null. */
function databaseError(error: unknown): DatabaseError | null {
  const inner: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(inner instanceof Error) || !('code' in inner) || typeof inner.code !== 'string') return null;
  return inner as Error & DatabaseError;
}

export function hasSqlState(error: unknown, ...states: readonly string[]): boolean {
  const found = databaseError(error);
  return found !== null && states.includes(found.code);
}

/** Whether the error is the refusal of this very constraint; names are compared, never messages. */
export function violates(error: unknown, constraint: string): boolean {
  return databaseError(error)?.constraint === constraint;
}
