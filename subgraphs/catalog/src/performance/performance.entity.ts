// Performance: one dated occurrence of a product, with a stock of its own: seats made from a seat plan, or plain counts.
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import type { PerformanceStatus } from './performance.state.ts';

export interface PerformanceRow {
  readonly shopId: Uuid;
  readonly performanceId: Uuid;
  readonly productId: Uuid;
  /** Null where pieces are only counted. */
  readonly seatPlanId: Uuid | null;
  readonly name: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly saleFrom: Date | null;
  readonly saleUntil: Date | null;
  readonly status: PerformanceStatus;
  readonly version: number;
  readonly createdAt: Date;
}

export type PerformancePage = Connection<PerformanceRow>;

/** How much there is of one variant for a performance. What can be ordered is onHand − held − confirmed. */
export interface PerformancePoolRow {
  readonly shopId: Uuid;
  readonly performanceId: Uuid;
  readonly poolId: Uuid;
  readonly variantId: Uuid;
  /** Of the seat plan; null where pieces are only counted. */
  readonly tier: string | null;
  readonly onHand: number;
  /** Only what is held at that moment, not what lapsed holds keep. */
  readonly held: number;
  readonly confirmed: number;
}
