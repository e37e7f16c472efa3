import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import type { SeatPlanSectionInput } from '../__generated__/resolver-types.ts';
import { firstProblem, rangeProblem, textProblem } from '../given-values.ts';
import type { PlannedSection } from './seat-plan.entity.ts';

/** The most seats a house may have. */
export const MOST_SEATS = 20_000;
const MOST_SECTIONS = 500;
const MOST_ROWS = 500;

/** A row of a house with the seats of one tier in it. */
export interface PlannedRow {
  readonly section: string;
  readonly row: string;
  /** Of all rows of the house, the best or foremost has 1; parts of one row have the same. */
  readonly rank: number;
  readonly firstSeat: number;
  readonly lastSeat: number;
  readonly tier: string;
}

/** Reads the compact description of a house, or says what is wrong with it. */
export function readSections(given: readonly SeatPlanSectionInput[]): readonly PlannedSection[] | InvalidInputFailure {
  if (given.length < 1 || given.length > MOST_SECTIONS) {
    return invalidInput('sections', `From 1 to ${MOST_SECTIONS} are allowed.`);
  }
  const sections: PlannedSection[] = [];
  let seats = 0;
  for (const [index, section] of given.entries()) {
    const path = `sections.${index}`;
    const rows = readRows(path, section);
    const problem = firstProblem(
      textProblem(`${path}.name`, section.name, 1, 40),
      textProblem(`${path}.tier`, section.tier, 1, 40),
      rangeProblem(`${path}.firstSeat`, section.firstSeat, 1, 10_000),
      rangeProblem(`${path}.seatsPerRow`, section.seatsPerRow, 1, 500),
      isRows(rows) ? null : rows,
    );
    if (problem) return problem;
    if (!isRows(rows)) return rows;
    seats += rows.length * section.seatsPerRow;
    if (seats > MOST_SEATS) return invalidInput('sections', `At most ${MOST_SEATS} seats are allowed.`);
    const { name, tier, firstSeat, seatsPerRow } = section;
    sections.push({ name: name.trim(), rows, firstSeat: firstSeat ?? 1, seatsPerRow, tier: tier.trim() });
  }
  return overlapProblem(sections) ?? sections;
}

export const isSections = (read: readonly PlannedSection[] | InvalidInputFailure): read is readonly PlannedSection[] =>
  Array.isArray(read);

export const seatCountOf = (sections: readonly PlannedSection[]): number =>
  sections.reduce((sum, { rows, seatsPerRow }) => sum + rows.length * seatsPerRow, 0);

/** The names of the tiers, in the order in which they first come. */
export const tiersOf = (sections: readonly PlannedSection[]): string[] => [
  ...new Set(sections.map(({ tier }) => tier)),
];

/** Every row, ranked in the order in which it first comes. */
export function rowsOf(sections: readonly PlannedSection[]): PlannedRow[] {
  const ranks = new Map<string, number>();
  return sections.flatMap(({ name, rows, firstSeat, seatsPerRow, tier }) =>
    rows.map((row) => {
      const key = JSON.stringify([name, row]);
      const rank = ranks.get(key) ?? ranks.size + 1;
      ranks.set(key, rank);
      return { section: name, row, rank, firstSeat, lastSeat: firstSeat + seatsPerRow - 1, tier };
    }),
  );
}

type Rows = readonly string[];
const isRows = (read: Rows | InvalidInputFailure): read is Rows => Array.isArray(read);

function readRows(path: string, { rows, rowNames }: SeatPlanSectionInput): Rows | InvalidInputFailure {
  if (rows && !rowNames) return rangeOfRows(`${path}.rows`, rows.from.trim(), rows.to.trim());
  if (!rowNames || rows) return invalidInput(`${path}.rows`, 'Either rows or rowNames must be given.');
  if (rowNames.length < 1 || rowNames.length > MOST_ROWS) {
    return invalidInput(`${path}.rowNames`, `From 1 to ${MOST_ROWS} are allowed.`);
  }
  const problem = firstProblem(...rowNames.map((name, index) => textProblem(`${path}.rowNames.${index}`, name, 1, 20)));
  return problem ?? rowNames.map((name) => name.trim());
}

const LETTER = /^[A-Za-z]$/;
const NUMBER = /^[1-9]\d{0,3}$/;

/** "A" to "T", or "1" to "20". */
function rangeOfRows(path: string, from: string, to: string): Rows | InvalidInputFailure {
  const isNumbers = NUMBER.test(from) && NUMBER.test(to);
  const isLetters = LETTER.test(from) && LETTER.test(to) && /[a-z]/.test(from) === /[a-z]/.test(to);
  if (!isNumbers && !isLetters) {
    return invalidInput(path, 'Rows go from one letter to another of the same case, or from one number to another.');
  }
  const first = isNumbers ? Number(from) : from.charCodeAt(0);
  const last = isNumbers ? Number(to) : to.charCodeAt(0);
  if (last < first) return invalidInput(path, 'The last row comes before the first.');
  if (last - first >= MOST_ROWS) return invalidInput(path, `At most ${MOST_ROWS} rows are allowed.`);
  const codes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return codes.map((code) => (isNumbers ? String(code) : String.fromCharCode(code)));
}

/** No seat may stand in the description twice. */
function overlapProblem(sections: readonly PlannedSection[]): InvalidInputFailure | null {
  const taken = new Map<string, { first: number; last: number }[]>();
  for (const [index, { name, rows, firstSeat, seatsPerRow }] of sections.entries()) {
    const last = firstSeat + seatsPerRow - 1;
    for (const row of rows) {
      const key = JSON.stringify([name, row]);
      const others = taken.get(key) ?? [];
      if (others.some((other) => other.first <= last && firstSeat <= other.last)) {
        return invalidInput(
          `sections.${index}`,
          `Seats of row ${row} of ${name} stand here that have been named before.`,
        );
      }
      taken.set(key, [...others, { first: firstSeat, last }]);
    }
  }
  return null;
}
