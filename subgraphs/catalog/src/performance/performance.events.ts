import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';

/** The performance was called off: nothing of it can be ordered any more, and what was ordered is void. */
export type PerformanceEvent = NewEvent<
  'PerformanceCancelled',
  { readonly performanceId: Uuid; readonly productId: Uuid }
>;
