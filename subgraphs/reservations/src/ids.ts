import { idCodec } from '@yoyaku/platform/ids';

/** `ord_…`: (shop, order). */
export const orderIds = idCodec('ord');
/** `lin_…`: (shop, order line). */
export const lineIds = idCodec('lin');
/** `var_…`: (shop, variant), as the catalog subgraph writes them. */
export const variantIds = idCodec('var');
