// Unit: one thing of which there is only one, e.g. a bike, or a seat of a performance.
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import type { UnitStatus } from './unit.state.ts';

/** One serial thing. Its table is written by hand-written SQL only. */
export interface UnitRow {
  readonly shopId: Uuid;
  readonly unitId: Uuid;
  readonly poolId: Uuid;
  readonly variantId: Uuid;
  /** Of seats only, as are the section, the row and the number. */
  readonly performanceId: Uuid | null;
  /** Unique within its pool. */
  readonly label: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly section: string | null;
  readonly rowName: string | null;
  readonly seatNumber: number | null;
  readonly status: UnitStatus;
  readonly version: number;
  readonly createdAt: Date;
}

export type UnitPage = Connection<UnitRow>;
