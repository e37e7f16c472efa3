import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { HoldRefusal, QuotedLine, QuoteRequest } from './hold.ts';
import { lineColumns } from './wanted-lines.ts';

const QUOTE = 'SELECT * FROM quote_stock($1, $2, $3, $4, $5, $6, $7, $8, $9)';

interface QuoteRow {
  readonly line_id: Uuid;
  readonly product_id: Uuid | null;
  readonly unit_price: number | null;
  readonly currency: string;
  readonly refusals: readonly HoldRefusal[];
}

/** The lines in their order, as a hold would weigh them now: no lock, no write, no promise. */
export async function quoteLines(
  runner: SqlRunner,
  now: Date,
  { shopId, accountId, atTable, lines }: QuoteRequest,
): Promise<QuotedLine[]> {
  const rows = await runner.query<QuoteRow>(QUOTE, [shopId, now, accountId, atTable, ...lineColumns(lines)]);
  return rows.map(({ line_id, product_id, unit_price, currency, refusals }) => ({
    lineId: line_id,
    unitPrice: unit_price === null ? null : { amount: unit_price, currency },
    productId: product_id,
    refusals,
  }));
}
