import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Answer, subscribe } from '../subscriptions/sse.ts';
import { differences } from './expectation.ts';
import { operationText } from './operation-text.ts';
import type { ArrivalStep, Kept, OpenStep, Person, RequestStep, Step, StepResult, Story, VisitStep } from './step.ts';
import { pressButton } from './visit.ts';

export interface WalkOptions {
  /** Whether the endpoint serves subscriptions over server-sent events; true unless told. */
  readonly subscriptions?: boolean;
}

const PATIENCE_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 100;

/**
 * Walks through the story of a shop against a running graph, with accounts and a shop of its own, step by step. It knows
 * nothing but the endpoint, and what answers tell. Goes on after a step that did not pass, but ends when later steps lack what it should have
 * kept.
 */
export async function* walk(
  story: Story,
  endpoint: string,
  options: WalkOptions = {},
): AsyncGenerator<StepResult, void, void> {
  const going = new Walk(story, endpoint);
  try {
    for (const step of story.steps) {
      if (options.subscriptions === false && ('opens' in step || 'arrivesAt' in step)) continue;
      yield await going.take(step);
    }
  } finally {
    going.end();
  }
}

interface Subscription {
  readonly operation: string;
  readonly answers: AsyncIterator<Answer>;
}

class Walk {
  readonly #story: Story;
  readonly #endpoint: string;
  readonly #kept = new Map<string, string | number>([
    ['run', randomUUID().slice(0, 8)],
    ['today', new Date().toISOString().slice(0, 10)],
  ]);
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #ending = new AbortController();

  constructor(story: Story, endpoint: string) {
    this.#story = story;
    this.#endpoint = endpoint;
  }

  take(step: Step): Promise<StepResult> {
    if ('opens' in step) return this.#open(step);
    if ('visits' in step) return this.#visit(step);
    return 'arrivesAt' in step ? this.#await(step) : this.#request(step);
  }

  end(): void {
    this.#ending.abort();
  }

  async #request(step: RequestStep): Promise<StepResult> {
    const variables = step.variables?.(this.#recall) ?? {};
    const expected = step.expected(this.#recall);
    const patience = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const answer = await this.#send(step.operation, variables, step.as);
      const found = [...unexpectedErrors(expected, answer), ...differences(expected, answer)];
      if (found.length === 0 || !step.eventually || performance.now() > patience) {
        return this.#result(step, step.operation, answer, found);
      }
      await setTimeout(PAUSE_MILLISECONDS);
    }
  }

  async #open(step: OpenStep): Promise<StepResult> {
    const token = this.#token(step.as);
    const answers = subscribe({
      endpoint: this.#endpoint,
      query: await operationText(this.#story, step.operation),
      variables: step.variables(this.#recall),
      ...(token === undefined ? {} : { token }),
      signal: this.#ending.signal,
    });
    // Collected from now on, whether or not anybody waits for them yet.
    this.#subscriptions.set(step.opens, { operation: step.operation, answers: collected(answers) });
    return this.#result(step, step.operation, null, []);
  }

  async #await(step: ArrivalStep): Promise<StepResult> {
    const subscription = this.#subscriptions.get(step.arrivesAt);
    if (!subscription) throw new Error(`No step has opened ${step.arrivesAt}`);
    const expected = step.expected(this.#recall);
    const timeout = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const late = new Promise<null>((resolve) => {
      timeout.addEventListener('abort', () => resolve(null), { once: true });
    });
    let found = ['nothing arrived'];
    for (let answer: Answer | null = null; ;) {
      const next = await Promise.race([subscription.answers.next(), late]);
      if (next === null || next.done === true) return this.#result(step, subscription.operation, answer, found);
      answer = next.value;
      found = differences(expected, answer);
      if (found.length === 0) return this.#result(step, subscription.operation, answer, found);
    }
  }

  async #visit(step: VisitStep): Promise<StepResult> {
    const answer = { data: await pressButton(String(step.visits(this.#recall)), step.presses) };
    return this.#result(step, `presses “${step.presses}”`, answer, differences(step.expected(this.#recall), answer));
  }

  #result(step: Step, operation: string, answer: Answer | null, found: string[]): StepResult {
    for (const [name, path] of Object.entries(step.keep ?? {})) {
      const value = valueAt(answer?.data, path);
      if (typeof value === 'string' || typeof value === 'number') this.#kept.set(name, value);
      else found.push(`there is no ${path} to keep as ${name}`);
    }
    return { name: step.name, operation, passed: found.length === 0, differences: found, answer };
  }

  readonly #recall: Kept = (name) => {
    const value = this.#kept.get(name);
    if (value === undefined) throw new Error(`No step has kept ${name}`);
    return value;
  };

  #token(person: Person | undefined): string | undefined {
    return person === undefined ? undefined : String(this.#recall(`${person}.token`));
  }

  async #send(operation: string, variables: object, person: Person | undefined): Promise<Answer> {
    const token = this.#token(person);
    const response = await fetch(this.#endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: await operationText(this.#story, operation), variables }),
    });
    return (await response.json()) as Answer;
  }
}

/** Errors beside the data are a difference too, unless they were expected. */
function unexpectedErrors(expected: unknown, { errors }: Answer): string[] {
  const wanted = typeof expected === 'object' && expected !== null && 'errors' in expected;
  return wanted || !errors ? [] : errors.map(({ message }) => `answer.errors: ${message}`);
}

function valueAt(data: unknown, path: string): unknown {
  return path.split('.').reduce((value: unknown, key) => {
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }, data);
}

/** Reads a stream at once and hands over what it brought when asked; a broken stream ends. */
function collected(answers: AsyncIterable<Answer>): AsyncIterator<Answer> {
  const waiting: Answer[] = [];
  let ended = false;
  let wake = Promise.withResolvers<undefined>();
  const read = async () => {
    try {
      for await (const answer of answers) {
        waiting.push(answer);
        wake.resolve(undefined);
      }
    } finally {
      ended = true;
      wake.resolve(undefined);
    }
  };
  read().catch(() => undefined);
  return {
    async next() {
      for (;;) {
        const value = waiting.shift();
        if (value !== undefined) return { value, done: false };
        if (ended) return { value: undefined, done: true };
        wake = Promise.withResolvers();
        await wake.promise;
      }
    },
  };
}
