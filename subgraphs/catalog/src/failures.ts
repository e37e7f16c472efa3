import type {
  CategoryInUse,
  InsufficientStock,
  NameTaken,
  ProductInUse,
  SkuTaken,
} from './__generated__/resolver-types.ts';

/** A failure that tells its type, as resolving a union needs. */
type Typed<Failure extends { __typename?: string }> = Failure & { __typename: NonNullable<Failure['__typename']> };

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
