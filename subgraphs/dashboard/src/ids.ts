import { idCodec } from '@yoyaku/platform/ids';

/** `var_…`: carries the shop and the variant. Variants are the catalog's; here they are only named. */
export const variantIds = idCodec('var');
