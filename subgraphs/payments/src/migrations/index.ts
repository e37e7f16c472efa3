import { CreateIdempotencyRecord1700000000001 } from '@yoyaku/platform/idempotency';
import { CreatePayments1700000004001 } from './create-payments.ts';

export const migrations = [CreateIdempotencyRecord1700000000001, CreatePayments1700000004001];
