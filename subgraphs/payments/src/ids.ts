import { idCodec } from '@yoyaku/platform/ids';

export const orderIds = idCodec('ord');
/** As reservations writes them: (shop, order line). */
export const lineIds = idCodec('lin');
export const paymentIds = idCodec('pay');
/** (Shop, account). */
export const walletIds = idCodec('wal');
/** (Shop, ledger transaction). */
export const walletEntryIds = idCodec('ent');
