import type { EventBus, Following } from './bus.ts';
import type { RecordedEvent } from './event.ts';

type Deliver = (events: readonly RecordedEvent[]) => void;

interface Stream {
  head: number;
  events: RecordedEvent[];
  readonly followers: Set<Deliver>;
}

/** Carries events between the subgraphs of one process, which share one instance. */
export class InProcessBus implements EventBus {
  readonly capacity: number;
  readonly #streams = new Map<string, Stream>();

  constructor(capacity = 1_000) {
    this.capacity = capacity;
  }

  head(source: string): Promise<number> {
    return Promise.resolve(this.#stream(source).head);
  }

  publish(source: string, after: number, events: readonly RecordedEvent[]): Promise<number> {
    const stream = this.#stream(source);
    if (stream.head === after) {
      stream.head = events.at(-1)?.position ?? after;
      stream.events = [...stream.events, ...events].slice(-this.capacity);
      for (const deliver of stream.followers) deliver(events);
    }
    return Promise.resolve(stream.head);
  }

  clear(source: string): Promise<void> {
    const stream = this.#stream(source);
    stream.head = 0;
    stream.events = [];
    return Promise.resolve();
  }

  follow(source: string, after: number, deliver: Deliver): Following {
    const { events, followers } = this.#stream(source);
    // One of our own, since the same function may follow twice.
    const follower: Deliver = (delivered) => deliver(delivered);
    const held = events.filter(({ position }) => position > after);
    if (held.length > 0) deliver(held);
    followers.add(follower);
    return {
      close() {
        followers.delete(follower);
        return Promise.resolve();
      },
    };
  }

  close(): Promise<void> {
    this.#streams.clear();
    return Promise.resolve();
  }

  #stream(source: string): Stream {
    let stream = this.#streams.get(source);
    if (!stream) {
      stream = { head: 0, events: [], followers: new Set() };
      this.#streams.set(source, stream);
    }
    return stream;
  }
}
