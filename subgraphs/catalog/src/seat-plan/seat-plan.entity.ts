// Seat plan: where the seats of a house stand. Performances get their seats from one, and keep them when it changes.
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';

/** Rows alike, next to each other, as they are kept and shown. */
export interface PlannedSection {
  readonly name: string;
  /** The best or foremost first. */
  readonly rows: readonly string[];
  readonly firstSeat: number;
  readonly seatsPerRow: number;
  readonly tier: string;
}

export interface SeatPlanRow {
  readonly shopId: Uuid;
  readonly seatPlanId: Uuid;
  readonly name: string;
  readonly sections: readonly PlannedSection[];
  readonly seatCount: number;
  readonly version: number;
  readonly createdAt: Date;
  /** Null while it can be used for new performances. */
  readonly archivedAt: Date | null;
  /** What lists are sorted by. */
  readonly sortName: string;
}

export type SeatPlanPage = Connection<SeatPlanRow>;
