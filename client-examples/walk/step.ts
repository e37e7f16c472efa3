import type { Answer } from '../subscriptions/sse.ts';
import type { Expectation } from './expectation.ts';

/** Who sends a step's operation, e.g. `owner`; nobody when absent. Their access token is kept as `<person>.token`. */
export type Person = string;

/**
 * A value of an earlier answer, or `run`, which is different in every walk, or `today`, the date in UTC when the walk began.
 * @throws when no step has kept it.
 */
export type Kept = (name: string) => string | number;

interface Common {
  /** What happens, as a sentence. */
  readonly name: string;
  readonly as?: Person;
  /** Values of the answer for later steps: name → path, e.g. `orderId: 'placeOrder.id'`. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** A query or mutation and its one answer. */
export interface RequestStep extends Common {
  /** Name of a file in the story's folder of operations, or in that of accounts, without `.graphql`. */
  readonly operation: string;
  readonly variables?: (kept: Kept) => object;
  readonly expected: (kept: Kept) => Expectation;
  /** For what follows by itself a moment later: asked again until the answer is as expected, for 20 seconds. */
  readonly eventually?: true;
}

/** Opens a subscription, which stays open until the end of the walk. */
export interface OpenStep extends Common {
  readonly opens: string;
  readonly operation: string;
  readonly variables: (kept: Kept) => object;
}

/** Waits until a subscription has brought what is expected, for 20 seconds; what comes before that is passed over. */
export interface ArrivalStep extends Common {
  readonly arrivesAt: string;
  readonly expected: (kept: Kept) => Expectation;
}

/** Opens the page on which the payment provider asks the customer, and presses a button there, as a browser does. */
export interface VisitStep extends Common {
  readonly visits: (kept: Kept) => string | number;
  /** What is written on the button. */
  readonly presses: string;
  /** Of `{data: {cameBackTo}}`: where the page then sends the customer; null when nowhere. */
  readonly expected: (kept: Kept) => Expectation;
}

export type Step = RequestStep | OpenStep | ArrivalStep | VisitStep;

/** The life of a shop, from its opening on. Each step stands on the answers of those before it. */
export interface Story {
  /** The folder of its operations, one a file; those of accounts/ go with every shop. */
  readonly operations: URL;
  readonly steps: readonly Step[];
}

/** How a step went. */
export interface StepResult {
  readonly name: string;
  /** The operation that was sent; of an arrival, the subscription's; of a visit, the button. */
  readonly operation: string;
  readonly passed: boolean;
  /** Where the answer differs from what was expected, one line each. */
  readonly differences: readonly string[];
  /** The (last) answer; null when there was none. */
  readonly answer: Answer | null;
}
