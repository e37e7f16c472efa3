import { idCodec } from '@yoyaku/platform/ids';

export const orderIds = idCodec('ord');
export const paymentIds = idCodec('pay');
