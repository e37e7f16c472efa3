/** What our resolvers return for each GraphQL type, by paths relative to src/__generated__. */
export const mappers = {
  Category: '../category/category.entity.ts#CategoryRow',
  CategoryConnection: '../category/category.entity.ts#CategoryPage',
  Product: '../product/product.entity.ts#ProductRow',
  ProductConnection: '../product/product.entity.ts#ProductPage',
  Variant: '../variant/variant.entity.ts#VariantRow',
  VariantConnection: '../variant/variant.entity.ts#VariantPage',
  RequiresMain: '../rule/product-rule.ts#RequiresMainRow',
  Availability: '../availability/availability.service.ts#AvailabilityRow',
  StockUnit: '../unit/unit.entity.ts#UnitRow',
  StockUnitConnection: '../unit/unit.entity.ts#UnitPage',
  SeatPlan: '../seat-plan/seat-plan.entity.ts#SeatPlanRow',
  SeatPlanConnection: '../seat-plan/seat-plan.entity.ts#SeatPlanPage',
  Performance: '../performance/performance.entity.ts#PerformanceRow',
  PerformanceConnection: '../performance/performance.entity.ts#PerformancePage',
  PerformancePool: '../performance/performance.entity.ts#PerformancePoolRow',
  StockMovement: '../stock/stock-movement.store.ts#StockMovementRow',
  StockMovementConnection: '../stock/stock-movement.store.ts#StockMovementPage',
};

export const contextType = '../context.ts#Context';
