import type { firstProblem } from '../given-values.ts';
import { isProblem, rangeProblem, readPrice, textProblem, urlProblem } from '../given-values.ts';
import { MOST_PIECES } from '../limits.ts';
import { type Columns, type Problems, type Table, type TableRow } from './csv-table.ts';

export const PRODUCT_COLUMNS: Columns = {
  needed: ['product', 'price'],
  optional: ['description', 'category', 'variant', 'sku', 'stock', 'image_url', 'close_when_sold_out'],
  others: false,
};

/** What the rows of one product say of the product itself; null where they say nothing. */
export interface ProductDetails {
  readonly description: string | null;
  readonly category: string | null;
  readonly imageUrl: string | null;
  readonly closeWhenSoldOut: boolean | null;
}

/** One row: a variant, and what it says of its product. */
export interface ProductLine {
  readonly row: number;
  readonly product: string;
  readonly variant: string;
  readonly sku: string | null;
  /** Minor units. */
  readonly price: number;
  /** Pieces; 0 when the row gives none. */
  readonly stock: number;
  readonly details: ProductDetails;
}

/** The columns that are of the product and not of the variant. */
export const DETAIL_COLUMNS = {
  description: 'description',
  category: 'category',
  imageUrl: 'image_url',
  closeWhenSoldOut: 'close_when_sold_out',
} as const satisfies Record<keyof ProductDetails, string>;

const YES = ['true', 'yes', '1'];
const NO = ['false', 'no', '0'];

/** Reads each row by itself; one with a problem is left out. */
export function readProductLines({ rows }: Table, currency: string, problems: Problems): ProductLine[] {
  const lines: ProductLine[] = [];
  for (const row of rows) {
    const before = problems.count;
    const line = readLine(row, currency, problems);
    if (problems.count === before) lines.push(line);
  }
  return lines;
}

function readLine(row: TableRow, currency: string, problems: Problems): ProductLine {
  const given = (column: string) => row.cell(column) || null;
  const judge = (column: string, problem: ReturnType<typeof firstProblem>) => {
    if (problem) problems.add(row.number, column, problem.message);
  };
  const product = row.cell('product');
  judge('product', textProblem('product', product, 1, 200));
  judge('variant', textProblem('variant', row.cell('variant') || product, 0, 100));
  judge('sku', textProblem('sku', given('sku'), 1, 64));
  judge('description', textProblem('description', given('description'), 0, 5000));
  judge('category', textProblem('category', given('category'), 1, 100));
  judge('image_url', urlProblem('image_url', given('image_url')));
  const price = readPrice('price', { amount: row.cell('price'), currency }, currency);
  judge('price', isProblem(price) ? price : null);
  const stock = given('stock');
  judge('stock', rangeProblem('stock', stock === null ? 0 : pieces(stock), 0, MOST_PIECES));
  const close = given('close_when_sold_out')?.toLowerCase() ?? null;
  if (close !== null && ![...YES, ...NO].includes(close)) {
    problems.add(row.number, 'close_when_sold_out', 'Only true or false is allowed.');
  }
  return {
    row: row.number,
    product,
    variant: row.cell('variant') || product,
    sku: given('sku'),
    price: isProblem(price) ? 0 : price.amount,
    stock: stock === null ? 0 : pieces(stock),
    details: {
      description: given('description'),
      category: given('category'),
      imageUrl: given('image_url'),
      closeWhenSoldOut: close === null ? null : YES.includes(close),
    },
  };
}

/** A whole number, or one that is in no range. */
const pieces = (text: string) => (/^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN);
