export type PerformanceStatus = 'SCHEDULED' | 'CANCELLED';

/** From where a performance can go where. */
export const PERFORMANCE_TRANSITIONS: Readonly<Record<PerformanceStatus, readonly PerformanceStatus[]>> = {
  SCHEDULED: ['CANCELLED'],
  CANCELLED: [],
};
