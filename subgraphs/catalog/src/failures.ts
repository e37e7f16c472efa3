import type {
  CategoryInUse,
  InsufficientStock,
  LabelTaken,
  ImportProblem,
  ImportRefused,
  NameTaken,
  PerformanceInUse,
  ProductInUse,
  RuleCycle,
  SeatPlanInUse,
  SkuTaken,
  UnitInUse,
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
    message: `${productCount} products stand in the category; move or delete them first, or archive the category.`,
    retryable: true,
    categoryId,
    productCount,
  };
}

/** @param requiredByProductIds The products that require it as their main; none when it has been ordered. */
export function productInUse(productId: string, requiredByProductIds: readonly string[] = []): Typed<ProductInUse> {
  const isOrdered = requiredByProductIds.length === 0;
  return {
    __typename: 'ProductInUse',
    code: 'PRODUCT_IN_USE',
    message: isOrdered
      ? 'It has been ordered, and orders must go on naming it; archive it instead.'
      : 'Other products require it as their main; archive it instead, or change their rules first.',
    retryable: !isOrdered,
    productId,
    requiredByProductIds: [...requiredByProductIds],
  };
}

export function ruleCycle(productIds: readonly string[]): Typed<RuleCycle> {
  return {
    __typename: 'RuleCycle',
    code: 'RULE_CYCLE',
    message:
      'Each of these products would require the next, and the last the first; change the rules of another first.',
    retryable: false,
    productIds: [...productIds],
  };
}

/** @param problems The first of them; there may be more. */
export function importRefused(
  rows: number,
  problemCount: number,
  problems: readonly ImportProblem[],
): Typed<ImportRefused> {
  return {
    __typename: 'ImportRefused',
    code: 'IMPORT_REFUSED',
    message: `Nothing of the file has been taken over: it has ${problemCount} ${problemCount === 1 ? 'problem' : 'problems'}.`,
    retryable: false,
    rows,
    problemCount,
    problems: [...problems],
  };
}

export function insufficientStock(variantId: string, requested: number, available: number): Typed<InsufficientStock> {
  return {
    __typename: 'InsufficientStock',
    code: 'INSUFFICIENT_STOCK',
    message: `${requested} asked for, ${available} can be had.`,
    retryable: true,
    variantId,
    requested,
    available,
  };
}

export function labelTaken(label: string): Typed<LabelTaken> {
  const message = `There is another unit with the label ${label}.`;
  return { __typename: 'LabelTaken', code: 'LABEL_TAKEN', message, retryable: false, label };
}

export function unitInUse(unitId: string): Typed<UnitInUse> {
  const message = 'It is promised to an order, or out of the house; retire it once it is free.';
  return { __typename: 'UnitInUse', code: 'UNIT_IN_USE', message, retryable: true, unitId };
}

export function seatPlanInUse(seatPlanId: string, performanceCount: number): Typed<SeatPlanInUse> {
  return {
    __typename: 'SeatPlanInUse',
    code: 'SEAT_PLAN_IN_USE',
    message: `${performanceCount} performances were created with the seat plan; archive it instead.`,
    retryable: false,
    seatPlanId,
    performanceCount,
  };
}

export function performanceInUse(performanceId: string): Typed<PerformanceInUse> {
  return {
    __typename: 'PerformanceInUse',
    code: 'PERFORMANCE_IN_USE',
    message: 'It has been ordered, and orders must go on naming it; cancel it instead.',
    retryable: false,
    performanceId,
  };
}
