import { textProblem } from '../given-values.ts';
import { MOST_ATTRIBUTES } from '../unit/unit-attributes.ts';
import type { Columns, Problems, Table } from './csv-table.ts';

/** Any column besides is an attribute. */
const OWN_COLUMNS = ['label', 'sku'];

/** Without a variant for all of them, each row names its own. */
export const unitColumns = (isOneVariant: boolean): Columns => ({
  needed: isOneVariant ? ['label'] : ['label', 'sku'],
  optional: isOneVariant ? ['sku'] : [],
  others: true,
});

/** One row: a unit. */
export interface UnitLine {
  readonly row: number;
  readonly label: string;
  /** Of the unit's variant; null where all are of one. */
  readonly sku: string | null;
  /** What the row says of each attribute: nothing takes it away. */
  readonly attributes: Readonly<Record<string, string | null>>;
}

/** Reads each row by itself; one with a problem is left out. */
export function readUnitLines({ columns, rows }: Table, isOneVariant: boolean, problems: Problems): UnitLine[] {
  const names = columns.filter((name) => !OWN_COLUMNS.includes(name));
  judgeColumns(columns, names, isOneVariant, problems);
  const lines: UnitLine[] = [];
  for (const row of rows) {
    const before = problems.count;
    const given = (column: string, text: string, least: number, most: number) => {
      const problem = textProblem(column, text, least, most);
      if (problem) problems.add(row.number, column, problem.message);
    };
    given('label', row.cell('label'), 1, 100);
    if (!isOneVariant) given('sku', row.cell('sku'), 1, 64);
    for (const name of names) given(name, row.cell(name), 0, 200);
    if (problems.count > before) continue;
    const attributes = Object.fromEntries(names.map((name) => [name, row.cell(name) || null]));
    lines.push({ row: row.number, label: row.cell('label'), sku: isOneVariant ? null : row.cell('sku'), attributes });
  }
  return lines;
}

function judgeColumns(
  columns: readonly string[],
  names: readonly string[],
  isOneVariant: boolean,
  problems: Problems,
): void {
  if (isOneVariant && columns.includes('sku')) {
    problems.add(0, 'sku', 'All units are of the variant given; leave this column out.');
  }
  if (names.length > MOST_ATTRIBUTES) problems.add(0, null, `A unit may have at most ${MOST_ATTRIBUTES} attributes.`);
  for (const name of names) {
    const problem = textProblem(name, name, 1, 50);
    if (problem) problems.add(0, name, problem.message);
  }
}
