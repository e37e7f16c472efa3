/**
 * The failures that every subgraph has, as its schema.graphql defines them: expected refusals, told apart by `__typename`
 * in the union of a mutation's results. What is particular to a subgraph stands in its own failures.ts.
 */

export const notFound = (what: string, id: string) =>
  ({ __typename: 'NotFound', code: 'NOT_FOUND', message: `There is no such ${what}.`, retryable: false, id }) as const;

/** @param field Path within the input, e.g. `lines.0.quantity`. */
export const invalidInput = (field: string, message: string) =>
  ({ __typename: 'InvalidInput', code: 'INVALID_INPUT', message, retryable: false, field }) as const;

export type InvalidInputFailure = ReturnType<typeof invalidInput>;

export const idempotencyKeyReused = () =>
  ({
    __typename: 'IdempotencyKeyReused',
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: 'This idempotency key has been used for a different request; use a new one.',
    retryable: false,
  }) as const;

export const versionConflict = (what: string, currentVersion: number) =>
  ({
    __typename: 'VersionConflict',
    code: 'VERSION_CONFLICT',
    message: `The ${what} has changed meanwhile; it is at version ${currentVersion} now.`,
    retryable: false,
    currentVersion,
  }) as const;

/** @param allowed The states that can be reached from the present one. */
export const invalidStateTransition = (what: string, from: string, to: string, allowed: readonly string[]) => ({
  __typename: 'InvalidStateTransition' as const,
  code: 'INVALID_STATE_TRANSITION' as const,
  message: `The ${what} is ${from}, and cannot become ${to}.`,
  retryable: false,
  from,
  to,
  allowed: [...allowed],
});
