import type { ZodType } from 'zod';

/**
 * Timer: work that is due at a moment, and that was asked for in the transaction of the change it belongs to: it is
 * there if and only if the change is. Kept and run by graphile-worker, in the subgraph's own database.
 *
 * It runs at its moment or later, once or (after a crash) again, and graphile-worker goes by the database's time, not by
 * ours. So a timer only says that it is time to look: its work judges by the kit's clock whether there is something to
 * do, does nothing if there is not, and schedules itself again where it came too early. What it throws is logged and
 * tried again later, with growing pauses.
 */
export interface Timer<Payload = unknown> {
  /** Unique within the subgraph, e.g. `expire-orders`. */
  readonly name: string;
  readonly payload: ZodType<Payload>;
  readonly run: (payload: Payload) => Promise<void>;
}

/** A timer with its payload checked before it runs. */
export const timer = <Payload>({ name, payload, run }: Timer<Payload>): Timer => ({
  name,
  payload,
  run: (given) => run(payload.parse(given)),
});

/** When which timer is due. */
export interface Schedule {
  /** The timer's name. */
  readonly timer: string;
  /** What it is about, e.g. an order line. A timer scheduled again under its key replaces the one that still waits. */
  readonly key: string;
  readonly runAt: Date;
  /** A JSON object. */
  readonly payload: Readonly<Record<string, unknown>>;
}
