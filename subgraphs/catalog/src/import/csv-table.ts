// Import: a file of a shop's staff, taken over whole or not at all. A row is counted from the first one below the header.
import { CsvError, parse } from 'csv-parse/sync';
import type { ImportProblem } from '../__generated__/resolver-types.ts';

const MOST_PROBLEMS_LISTED = 100;

export const MOST_ROWS = 20_000;

/** What fits into one request of the graph with the rest of it. */
export const MOST_BYTES = 1_000_000;

/** What is wrong with a file; row 0 is its header, or all of it. */
export class Problems {
  readonly #found: ImportProblem[] = [];

  get count(): number {
    return this.#found.length;
  }

  add(row: number, column: string | null, message: string): void {
    this.#found.push({ row, column, message });
  }

  /** The first of them, by row. */
  first(): ImportProblem[] {
    return this.#found.toSorted((left, right) => left.row - right.row).slice(0, MOST_PROBLEMS_LISTED);
  }
}

export interface TableRow {
  readonly number: number;
  /** Without blanks around it; empty where the file has no such column. */
  cell(column: string): string;
}

export interface Table {
  /** As the header names them, in lower case unless they are of the caller's own naming. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** How many rows the file has, bad ones and blank ones included; one more than allowed when it has too many. */
  readonly rowCount: number;
}

export interface Columns {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
  /** Whether columns of any other name are taken, too. */
  readonly others: boolean;
}

/** Windows', Unix's and old Macs' ends of lines, mixed if need be. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** Reads CSV as RFC 4180 has it. Rows without a single value are passed over, but counted. */
export function readTable(csv: string, columns: Columns, problems: Problems): Table {
  const records = readRecords(csv, problems);
  const rowCount = Math.max(records.length - 1, 0);
  const names = (records[0] ?? []).map((name) => spelling(name.trim(), columns));
  if (problems.count === 0) judgeHeader(names, columns, problems);
  if (problems.count > 0) return { columns: names, rows: [], rowCount };
  const places = new Map(names.map((name, place) => [name, place]));
  const rows: TableRow[] = [];
  for (const [number, record] of records.entries()) {
    if (number === 0 || record.every((cell) => cell.trim() === '')) continue;
    if (record.length !== names.length) {
      problems.add(number, null, `It has ${record.length} cells, the header has ${names.length}.`);
      continue;
    }
    rows.push({ number, cell: (column) => record[places.get(column) ?? -1]?.trim() ?? '' });
  }
  if (rows.length === 0 && problems.count === 0) problems.add(0, null, 'The file has no rows.');
  return { columns: names, rows, rowCount };
}

function readRecords(csv: string, problems: Problems): string[][] {
  try {
    // One more than allowed, and the header.
    const options = { bom: true, relax_column_count: true, record_delimiter: LINE_ENDS, to: MOST_ROWS + 2 };
    return parse(csv, options);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.add(Number(error['records'] ?? 0), null, `It is no CSV: ${error.message}.`);
    return [];
  }
}

/** The columns that we name may be written in any case. */
function spelling(name: string, { needed, optional }: Columns): string {
  const lower = name.toLowerCase();
  return needed.includes(lower) || optional.includes(lower) ? lower : name;
}

function judgeHeader(names: readonly string[], { needed, optional, others }: Columns, problems: Problems): void {
  if (names.every((name) => name === '')) {
    problems.add(0, null, 'The file has no header.');
    return;
  }
  for (const [place, name] of names.entries()) {
    if (name === '') problems.add(0, null, `Column ${place + 1} has no name.`);
    else if (names.indexOf(name) < place) problems.add(0, name, 'The header has this column twice.');
    else if (!others && !needed.includes(name) && !optional.includes(name)) {
      problems.add(0, name, `There is no such column; there are ${[...needed, ...optional].join(', ')}.`);
    }
  }
  for (const name of needed) if (!names.includes(name)) problems.add(0, name, 'This column is needed.');
}
