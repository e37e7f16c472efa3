import { idCodec } from '@yoyaku/platform/ids';

export const orderIds = idCodec('ord');
/** As reservations writes them: (shop, order line). */
export const lineIds = idCodec('lin');
export const paymentIds = idCodec('pay');
