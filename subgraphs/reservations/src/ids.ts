import { idCodec, partIdCodec } from '@yoyaku/platform/ids';

/** `ord_…`: (shop, order). */
export const orderIds = idCodec('ord');
/** `lin_…`: (shop, order line). */
export const lineIds = idCodec('lin');
/** `res_…`: (shop, order, order line). Lines are kept by order, and no index of their own finds them without it. */
export const reservationIds = partIdCodec('res');
/** `crt_…`: (shop, cart). */
export const cartIds = idCodec('crt');
/** `cln_…`: (shop, cart line). */
export const cartLineIds = idCodec('cln');
/** `tbl_…`: (shop, table). */
export const tableIds = idCodec('tbl');
/** `tbs_…`: (shop, table session). */
export const tableSessionIds = idCodec('tbs');
/** `tcd_…`: (shop, the secret of a table): what a table's QR code holds. */
export const tableCodes = idCodec('tcd');
/** `wai_…`: (shop, waitlist entry). */
export const waitlistIds = idCodec('wai');

// As the catalog subgraph writes them:
/** `prd_…`: (shop, product). */
export const productIds = idCodec('prd');
/** `var_…`: (shop, variant). */
export const variantIds = idCodec('var');
/** `prf_…`: (shop, performance). */
export const performanceIds = idCodec('prf');
/** `uni_…`: (shop, unit or seat). */
export const unitIds = idCodec('uni');
