import { idCodec } from '@yoyaku/platform/ids';

/** `mem_…`: (shop, account). */
export const membershipIds = idCodec('mem');
