import { idCodec } from '@yoyaku/platform/ids';

/** The API's ids of what belongs to a shop: each carries the shop and the thing's own key. */
export const categoryIds = idCodec('cat');
export const productIds = idCodec('prd');
export const variantIds = idCodec('var');
export const unitIds = idCodec('uni');
export const seatPlanIds = idCodec('spl');
export const performanceIds = idCodec('prf');
export const movementIds = idCodec('mov');
export const orderIds = idCodec('ord');
