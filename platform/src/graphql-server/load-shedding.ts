import { monitorEventLoopDelay } from 'node:perf_hooks';
import { overloaded, publicExtensions, type RequestError } from '../errors.ts';
import { overloadRefusals, requestsInFlight } from '../telemetry/graphql-metrics.ts';
import { errorBody } from './http-server.ts';

/** What a process can stand; beyond either, new mutations are refused. */
export interface LoadLimits {
  readonly mostInFlight: number;
  readonly mostDelayMilliseconds: number;
}

/**
 * Refuses new mutations while there is too much to do, so that those admitted finish in good time: work that is taken on
 * beyond what a process can do makes everybody wait, and in the end is done for callers who have given up. Queries are
 * never refused (they are parts of mutations, too), nor are internal routes, which other subgraphs call for mutations that
 * they have admitted; both count by the delay that they cause.
 */
export interface LoadShedding {
  /** What a new request must be answered with now; null when it is welcome. Asks what it is only when there is too much to do. */
  refusal(isMutation: () => boolean): Refusal | null;
  /** Counts a request as in flight until its work has ended. */
  during<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  close(): void;
}

export interface Refusal {
  readonly error: RequestError;
  /** The whole answer, as JSON. */
  readonly body: string;
}

/** How long one look at the event loop lasts: a refusal for its delay goes on for so long after the delay has ended. */
const LOOK_MILLISECONDS = 500;
/** Of the histogram's own timer. */
const RESOLUTION_MILLISECONDS = 20;

export function shedLoad(subgraph: string, { mostInFlight, mostDelayMilliseconds }: LoadLimits): LoadShedding {
  const tooMany = overloadRefusals.labels(subgraph, 'requests in flight');
  const tooSlow = overloadRefusals.labels(subgraph, 'event-loop delay');
  const gauge = requestsInFlight.labels(subgraph);
  const eventLoop = watchEventLoop();
  let inFlight = 0;

  return {
    refusal(isMutation) {
      const delay = eventLoop.delay();
      const isSlow = delay > mostDelayMilliseconds;
      if ((!isSlow && inFlight < mostInFlight) || !isMutation()) return null;
      (isSlow ? tooSlow : tooMany).inc();
      return refusalFor(Math.max(1, Math.ceil(delay / 1000)));
    },
    async during(work) {
      gauge.set(++inFlight);
      try {
        return await work();
      } finally {
        gauge.set(--inFlight);
      }
    },
    close: () => {
      eventLoop.close();
    },
  };
}

interface EventLoopWatch {
  /** How long an event waits for its turn, in milliseconds: what one that came at any moment of the last look could expect. */
  delay(): number;
  close(): void;
}

function watchEventLoop(): EventLoopWatch {
  const turns = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  turns.enable();
  let delay = 0;
  let lookedAt = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // A look that ends late was held up itself, which the histogram may not know yet.
    const late = now - lookedAt - LOOK_MILLISECONDS;
    lookedAt = now;
    // A long turn meets more events than a short one: of turns t, an event finds one of Σt²/Σt on average.
    const met = turns.count === 0 ? 0 : (turns.mean ** 2 + turns.stddev ** 2) / turns.mean / 1e6;
    delay = Math.max(late, met - RESOLUTION_MILLISECONDS, 0);
    turns.reset();
  }, LOOK_MILLISECONDS);
  timer.unref();
  return {
    delay: () => delay,
    close() {
      clearInterval(timer);
      turns.disable();
    },
  };
}

let last: { readonly seconds: number; readonly refusal: Refusal } | null = null;

/** They are all alike, and whatever is spent on them is missing to those admitted. */
function refusalFor(seconds: number): Refusal {
  if (last?.seconds === seconds) return last.refusal;
  const error = overloaded(seconds);
  const { code: _, ...details } = publicExtensions(error);
  const refusal = { error, body: JSON.stringify(errorBody(error.code, error.message, details)) };
  last = { seconds, refusal };
  return refusal;
}
