import type { Uuid } from '../ids.ts';

/** A fact about to be written to the outbox, in the transaction that makes it true. Named in the past tense. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly shopId: Uuid;
  readonly aggregateId: Uuid;
  /** The aggregate's version after the fact. */
  readonly version: number;
  readonly data: Data;
}

/** A fact as every consumer sees it. */
export interface RecordedEvent<Type extends string = string, Data = unknown> extends NewEvent<Type, Data> {
  readonly id: Uuid;
  /** The subgraph that emitted it. */
  readonly source: string;
  /** 1, 2, 3 … within the source, without gaps: whoever sees a gap has missed something and asks the source. */
  readonly position: number;
  /** RFC 3339, UTC. */
  readonly occurredAt: string;
}
