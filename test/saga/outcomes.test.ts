import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { orderRows, paymentRows, type Row } from './outcomes.ts';

/** The rows of all tables of the page, cells without the blanks around them. */
const written: readonly Row[] = readFileSync('docs/saga.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test.each([...orderRows(), ...paymentRows()].map((row) => [row[0], row] as const))(
  'docs/saga.md tells what comes of it: %s',
  (name, row) => {
    expect(written.filter((cells) => cells[0] === name)).toEqual([row]);
  },
);
