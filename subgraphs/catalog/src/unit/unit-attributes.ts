import { invalidInput } from '@yoyaku/platform/failures';
import type { UnitAttributeInput } from '../__generated__/resolver-types.ts';
import { firstProblem, textProblem } from '../given-values.ts';

export const MOST_ATTRIBUTES = 20;

/** What is wrong with the attributes given for a unit. */
export function attributesProblem(field: string, given: readonly UnitAttributeInput[] | null | undefined) {
  if (!given) return null;
  if (given.length > MOST_ATTRIBUTES) return invalidInput(field, `At most ${MOST_ATTRIBUTES} are allowed.`);
  const names = given.map(({ name }) => name.trim());
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  return firstProblem(
    ...given.flatMap(({ name, value }, index) => [
      textProblem(`${field}.${index}.name`, name, 1, 50),
      textProblem(`${field}.${index}.value`, value, 1, 200),
    ]),
    twice < 0 ? null : invalidInput(`${field}.${twice}.name`, 'It has been given already.'),
  );
}

/** Attributes as they are kept: by name, without blanks around them. */
export const keptAttributes = (given: readonly UnitAttributeInput[] | null | undefined): Record<string, string> =>
  Object.fromEntries((given ?? []).map(({ name, value }) => [name.trim(), value.trim()]));
