import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';

/** The database has the same bounds. */
const MOST_TIERS = 10;
/** A year. */
const MOST_HOURS = 8_760;

/** Tiers from the earliest to the one nearest to the start, or what is wrong with them. */
export function readCancellationTiers(
  given: readonly CancellationTier[],
): readonly CancellationTier[] | InvalidInputFailure {
  if (given.length > MOST_TIERS) {
    return invalidInput('cancellationTiers', `At most ${MOST_TIERS} cancellation tiers are allowed.`);
  }
  for (const [index, { hoursBefore, percent }] of given.entries()) {
    const field = `cancellationTiers.${index}`;
    if (hoursBefore < 0 || hoursBefore > MOST_HOURS) {
      return invalidInput(`${field}.hoursBefore`, `Only 0 to ${MOST_HOURS} is allowed.`);
    }
    if (percent < 0 || percent > 100) return invalidInput(`${field}.percent`, 'Only 0 to 100 is allowed.');
  }
  const sorted = given
    .map(({ hoursBefore, percent }, index) => ({ hoursBefore, percent, index }))
    .sort((one, other) => other.hoursBefore - one.hoursBefore || one.index - other.index);
  for (const [place, { hoursBefore, percent, index }] of sorted.entries()) {
    const earlier = sorted[place - 1];
    if (earlier?.hoursBefore === hoursBefore) {
      return invalidInput(`cancellationTiers.${index}.hoursBefore`, 'Two tiers begin at the same hour.');
    }
    if (earlier && percent > earlier.percent) {
      return invalidInput(
        `cancellationTiers.${index}.percent`,
        'Who cancels later gets no larger share than who cancels earlier.',
      );
    }
  }
  return sorted.map(({ hoursBefore, percent }) => ({ hoursBefore, percent }));
}
