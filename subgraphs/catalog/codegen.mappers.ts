/** What our resolvers return for each GraphQL type, by paths relative to src/__generated__. */
export const mappers = {
  Category: '../category/category.entity.ts#CategoryRow',
  CategoryConnection: '../category/category.entity.ts#CategoryPage',
  Product: '../product/product.entity.ts#ProductRow',
  ProductConnection: '../product/product.entity.ts#ProductPage',
  Variant: '../variant/variant.entity.ts#VariantRow',
  VariantConnection: '../variant/variant.entity.ts#VariantPage',
  RequiresMain: '../rule/product-rule.ts#RequiresMainRow',
  StockMovement: '../stock/stock-movement.store.ts#StockMovementRow',
  StockMovementConnection: '../stock/stock-movement.store.ts#StockMovementPage',
};

export const contextType = '../context.ts#Context';
