import { invalidStateTransition, versionConflict } from '@yoyaku/platform/failures';
import type { InsufficientStock, ProductDiscontinued, ProductNotFound } from '../__generated__/resolver-types.ts';
import { ORDER_TRANSITIONS, type OrderState } from './order.state.ts';

/** A failure that tells its type, as resolving a union needs. */
type Typed<Failure extends { __typename?: string }> = Failure & { __typename: NonNullable<Failure['__typename']> };

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

export const orderVersionConflict = (currentVersion: number) => versionConflict('order', currentVersion);

export const refusedTransition = (from: OrderState, to: OrderState) =>
  invalidStateTransition('order', from, to, ORDER_TRANSITIONS[from]);
