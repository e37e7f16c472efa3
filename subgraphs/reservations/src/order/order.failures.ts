import type {
  IdempotencyKeyReused,
  InsufficientStock,
  InvalidInput,
  InvalidStateTransition,
  NotFound,
  ProductDiscontinued,
  ProductNotFound,
  VersionConflict,
} from '../__generated__/resolver-types.ts';
import { ORDER_TRANSITIONS, type OrderState } from './order.state.ts';

/** A failure that tells its type, as resolving a union needs. */
type Typed<Failure extends { __typename?: string }> = Failure & { __typename: NonNullable<Failure['__typename']> };

export function notFound(what: string, id: string): Typed<NotFound> {
  return { __typename: 'NotFound', code: 'NOT_FOUND', message: `There is no such ${what}.`, retryable: false, id };
}

export function invalidInput(field: string, message: string): Typed<InvalidInput> {
  return { __typename: 'InvalidInput', code: 'INVALID_INPUT', message, retryable: false, field };
}

export function productNotFound(variantId: string): Typed<ProductNotFound> {
  const message = 'The shop sells no such variant.';
  return { __typename: 'ProductNotFound', code: 'PRODUCT_NOT_FOUND', message, retryable: false, variantId };
}

export function productDiscontinued(variantId: string): Typed<ProductDiscontinued> {
  const message = 'The product is no longer sold.';
  return { __typename: 'ProductDiscontinued', code: 'PRODUCT_DISCONTINUED', message, retryable: false, variantId };
}

export function insufficientStock(variantId: string, requested: number, available: number): Typed<InsufficientStock> {
  return {
    __typename: 'InsufficientStock',
    code: 'INSUFFICIENT_STOCK',
    message: `${requested} were asked for, ${available} can be had.`,
    retryable: true,
    variantId,
    requested,
    available,
  };
}

export function idempotencyKeyReused(): Typed<IdempotencyKeyReused> {
  return {
    __typename: 'IdempotencyKeyReused',
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: 'This idempotency key has been used for a different request; use a new one.',
    retryable: false,
  };
}

export function versionConflict(currentVersion: number): Typed<VersionConflict> {
  return {
    __typename: 'VersionConflict',
    code: 'VERSION_CONFLICT',
    message: `The order has changed meanwhile; it is at version ${currentVersion} now.`,
    retryable: false,
    currentVersion,
  };
}

export function invalidStateTransition(from: OrderState, to: OrderState): Typed<InvalidStateTransition> {
  return {
    __typename: 'InvalidStateTransition',
    code: 'INVALID_STATE_TRANSITION',
    message: `An order that is ${from} cannot become ${to}.`,
    retryable: false,
    from,
    to,
    allowed: [...ORDER_TRANSITIONS[from]],
  };
}
