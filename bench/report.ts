import type { CpuTimes } from './cpu.ts';
import type { LoadResult } from './load.ts';

export interface Measured extends LoadResult {
  /** From the first request to the last answer, or the last CONFIRMED. */
  readonly seconds: number;
  /** Until everything that orders set off had come to rest as well: captures, the dashboard. */
  readonly settledSeconds: number;
  /** In all, by process. */
  readonly cpu: CpuTimes;
}

export interface Report {
  readonly date: Date;
  readonly cores: number;
  readonly callers: number;
  /** Orders per second, before, between and after the two measurements. */
  readonly pgbench: readonly [number, number, number];
  readonly placed: Measured;
  readonly confirmed: Measured;
}

/** The table that README.md shows. */
export function report({ date, cores, callers, pgbench, placed, confirmed }: Report): string {
  const [before, between, after] = pgbench;
  const rate = ({ orders, seconds }: Measured) => orders / seconds;
  const bases = [(before + between) / 2, (between + after) / 2] as const;
  const names = [...confirmed.cpu.keys()];
  // The generator, in brackets, is no part of the system.
  const total = ({ cpu }: Measured) =>
    names.reduce((sum, name) => sum + (name.startsWith('(') ? 0 : (cpu.get(name) ?? 0)), 0);
  const each = (measured: Measured, time: number) => (time / measured.orders).toFixed(2);
  const spread = (times: readonly number[]) =>
    times.length === 0 ? '' : `${quantile(times, 0.5).toFixed(0)} / ${quantile(times, 0.99).toFixed(0)}`;
  const rows = [
    [`${date.toISOString().slice(0, 10)}, ${cores} cores, ${callers} callers`, 'placeOrder alone', 'whole orders'],
    ['orders', `${placed.orders}`, `${confirmed.orders}`],
    [
      'seconds (until all has settled)',
      ...[placed, confirmed].map((m) => `${m.seconds.toFixed(1)} (${m.settledSeconds.toFixed(1)})`),
    ],
    ['orders a second', rate(placed).toFixed(0), rate(confirmed).toFixed(0)],
    ['pgbench, 8 clients: orders a second', bases[0].toFixed(0), bases[1].toFixed(0)],
    ['**ratio to pgbench**', ratio(rate(placed) / bases[0]), ratio(rate(confirmed) / bases[1])],
    ['goal', '0.250×', '0.100×'],
    ['placeOrder ms, median / 99 %', spread(placed.placeMilliseconds), spread(confirmed.placeMilliseconds)],
    ['payOrder ms, median / 99 %', '', spread(confirmed.payMilliseconds)],
    ['**CPU-ms an order**', each(placed, total(placed)), each(confirmed, total(confirmed))],
    ...names.map((name) => [
      name,
      each(placed, placed.cpu.get(name) ?? 0),
      each(confirmed, confirmed.cpu.get(name) ?? 0),
    ]),
  ];
  return table(rows);
}

const ratio = (value: number) => `**${value.toFixed(3)}×**`;

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;
}

/** A Markdown table; the first row is its head, and all columns but the first are numbers. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}
