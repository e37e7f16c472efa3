export type ProductStatus = 'ACTIVE' | 'DISCONTINUED';

/** From where a product can go where. */
export const PRODUCT_TRANSITIONS: Readonly<Record<ProductStatus, readonly ProductStatus[]>> = {
  ACTIVE: ['DISCONTINUED'],
  DISCONTINUED: ['ACTIVE'],
};
