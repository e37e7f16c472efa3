import { CreatePayments1700000004001 } from './create-payments.ts';

export const migrations = [CreatePayments1700000004001];
