import { type InvalidInputFailure, invalidInput } from '@yoyaku/platform/failures';
import type { Table } from './csv-table.ts';
import { MOST_BYTES, MOST_ROWS } from './csv-table.ts';

/** What an import has done, or would do. */
export interface ImportDone {
  readonly dryRun: boolean;
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
}

/** What is wrong with a file before it is read. */
export function fileProblem(csv: string): InvalidInputFailure | null {
  if (Buffer.byteLength(csv) <= MOST_BYTES) return null;
  return invalidInput('csv', `The file may have at most ${MOST_BYTES} bytes; give it in parts.`);
}

export const isTooLong = ({ rowCount }: Table): boolean => rowCount > MOST_ROWS;

export const tooManyRows = () => invalidInput('csv', `The file may have at most ${MOST_ROWS} rows; give it in parts.`);
