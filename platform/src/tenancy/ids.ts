import { tenantIdCodec } from '../ids.ts';

/** The API's ids of the two kinds of tenant: accounts `acc_…` and shops `shp_…`. */
export const accountIds = tenantIdCodec('acc');
export const shopIds = tenantIdCodec('shp');
