import { CreateDashboard1700000005001 } from './1700000005001-create-dashboard.ts';

export const migrations = [CreateDashboard1700000005001];
