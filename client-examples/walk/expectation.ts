/** A value that is not known beforehand, by what must hold of it. */
export class Matcher {
  readonly description: string;
  readonly matches: (value: unknown) => boolean;

  constructor(description: string, matches: (value: unknown) => boolean) {
    this.description = description;
    this.matches = matches;
  }
}

/**
 * What an answer must look like: of an object, every key named must match, and others may be there; a list must have
 * exactly these items.
 */
export type Expectation =
  string | number | boolean | null | Matcher | readonly Expectation[] | { readonly [key: string]: Expectation };

/** An opaque id of this type, e.g. `ord`. */
export const anId = (prefix: string) =>
  new Matcher(`an id ${prefix}_…`, (value) => typeof value === 'string' && value.startsWith(`${prefix}_`));

export const someText = new Matcher('some text', (value) => typeof value === 'string' && value !== '');

/** A text that has all of these within it. */
export const textWith = (...parts: readonly string[]) =>
  new Matcher(`a text with ${parts.join(' and ')}`, (value) =>
    parts.every((part) => typeof value === 'string' && value.includes(part)),
  );

export const aMoment = new Matcher(
  'a moment',
  (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value),
);

export const yen = (amount: string): Expectation => ({ amount, currency: 'JPY' });
export const won = (amount: string): Expectation => ({ amount, currency: 'KRW' });

/** The answer of a mutation that refuses, with whatever else the failure carries. */
export const refused = (
  mutation: string,
  type: string,
  code: string,
  more: Record<string, Expectation> = {},
): Expectation => ({ data: { [mutation]: { __typename: type, code, message: someText, ...more } } });

/** The answer to a request that is not even considered. */
export const refusedOutright = (code: string): Expectation => ({
  errors: [{ message: someText, extensions: { code } }],
});

/** Where a value differs from what was expected, one line each; none when it matches. */
export function differences(expected: Expectation, actual: unknown, path = 'answer'): string[] {
  if (expected instanceof Matcher) {
    return expected.matches(actual) ? [] : [`${path}: ${show(actual)} is not ${expected.description}`];
  }
  if (typeof expected !== 'object' || expected === null) {
    return expected === actual ? [] : [`${path}: ${show(actual)} instead of ${show(expected)}`];
  }
  if (isList(expected)) {
    if (!Array.isArray(actual)) return [`${path}: ${show(actual)} instead of a list`];
    if (actual.length !== expected.length) {
      return [`${path}: ${actual.length} items instead of ${expected.length}: ${show(actual)}`];
    }
    return expected.flatMap((item, index) => differences(item, actual[index], `${path}[${index}]`));
  }
  if (typeof actual !== 'object' || actual === null) return [`${path}: ${show(actual)} instead of an object`];
  const members = new Map(Object.entries(actual));
  return Object.entries(expected).flatMap(([key, value]) => differences(value, members.get(key), `${path}.${key}`));
}

// Array.isArray does not narrow a union with a read-only array.
const isList = (value: object): value is readonly Expectation[] => Array.isArray(value);

const show = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 300));
