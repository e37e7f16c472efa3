import { CreateOrder1700000003001 } from './1700000003001-create-order.ts';

export const migrations = [CreateOrder1700000003001];
