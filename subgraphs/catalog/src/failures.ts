import type {
  CategoryInUse,
  IdempotencyKeyReused,
  InsufficientStock,
  InvalidInput,
  InvalidStateTransition,
  NameTaken,
  NotFound,
  ProductInUse,
  SkuTaken,
  VersionConflict,
} from './__generated__/resolver-types.ts';

/** A failure that tells its type, as resolving a union needs. */
type Typed<Failure extends { __typename?: string }> = Failure & { __typename: NonNullable<Failure['__typename']> };

export function notFound(what: string, id: string): Typed<NotFound> {
  return { __typename: 'NotFound', code: 'NOT_FOUND', message: `There is no such ${what}.`, retryable: false, id };
}

export function invalidInput(field: string, message: string): Typed<InvalidInput> {
  return { __typename: 'InvalidInput', code: 'INVALID_INPUT', message, retryable: false, field };
}

export function idempotencyKeyReused(): Typed<IdempotencyKeyReused> {
  return {
    __typename: 'IdempotencyKeyReused',
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: 'This idempotency key has been used for a different request; use a new one.',
    retryable: false,
  };
}

export function versionConflict(what: string, currentVersion: number): Typed<VersionConflict> {
  return {
    __typename: 'VersionConflict',
    code: 'VERSION_CONFLICT',
    message: `The ${what} has changed meanwhile; it is at version ${currentVersion} now.`,
    retryable: false,
    currentVersion,
  };
}

export function nameTaken(name: string): Typed<NameTaken> {
  const message = `The shop has another category named ${name}.`;
  return { __typename: 'NameTaken', code: 'NAME_TAKEN', message, retryable: false, name };
}

export function skuTaken(sku: string): Typed<SkuTaken> {
  const message = `The shop has another variant with the stock keeping unit ${sku}.`;
  return { __typename: 'SkuTaken', code: 'SKU_TAKEN', message, retryable: false, sku };
}

export function categoryInUse(categoryId: string, productCount: number): Typed<CategoryInUse> {
  return {
    __typename: 'CategoryInUse',
    code: 'CATEGORY_IN_USE',
    message: `${productCount} products stand in the category; move or delete them first.`,
    retryable: true,
    categoryId,
    productCount,
  };
}

export function productInUse(productId: string): Typed<ProductInUse> {
  return {
    __typename: 'ProductInUse',
    code: 'PRODUCT_IN_USE',
    message: 'It has been ordered, and orders must go on naming it; discontinue the product instead.',
    retryable: false,
    productId,
  };
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

export function invalidStateTransition(
  from: string,
  to: string,
  allowed: readonly string[],
): Typed<InvalidStateTransition> {
  return {
    __typename: 'InvalidStateTransition',
    code: 'INVALID_STATE_TRANSITION',
    message: `A product that is ${from} cannot become ${to}.`,
    retryable: false,
    from,
    to,
    allowed: [...allowed],
  };
}
