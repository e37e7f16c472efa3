import { RequestError } from '@yoyaku/platform/errors';
import type { Uuid } from '@yoyaku/platform/ids';
import { addMoney, type Money, MoneyError, multiplyMoney } from '@yoyaku/platform/money';
import type { QuotedLine } from '../catalog/catalog.answers.ts';
import type { ReservationsKit } from '../kit.ts';
import { lineRefusal, type RefusalFailure, sortedRefusals } from '../order/hold-refusal.ts';
import { type CartLineRow, type CartRow, wantedOf } from './cart.entity.ts';

/** Why a line could not be ordered if that were tried now. */
export interface LineHint {
  readonly line: CartLineRow;
  readonly failure: RefusalFailure;
}

/** What catalog says of a cart at one moment. */
export interface Quote {
  readonly lines: ReadonlyMap<Uuid, QuotedLine>;
  /** The most important first. */
  readonly hints: LineHint[];
  /** Null where a line has no price, or the sum is too large. */
  readonly total: Money | null;
}

/** Asks catalog for the prices of a cart and for what is in its way; null when catalog does not answer. One call. */
export async function quoteCart(
  kit: Pick<ReservationsKit, 'catalog' | 'clock' | 'logger' | 'shops'>,
  accountId: Uuid,
  { shopId, cartId, tableSessionId }: CartRow,
  lines: readonly CartLineRow[],
): Promise<Quote | null> {
  const wanted = lines.map((line) => wantedOf(line));
  try {
    const quoted =
      wanted.length === 0
        ? []
        : await kit.catalog.quote({ shopId, accountId, atTable: tableSessionId !== null, lines: wanted });
    const rows = new Map(lines.map((line) => [line.lineId, line]));
    const now = kit.clock.now();
    const refusals = quoted.flatMap((line) => line.refusals.map((refusal) => ({ ...refusal, lineId: line.lineId })));
    const hints = sortedRefusals(wanted, refusals).flatMap((refusal) => {
      const line = rows.get(refusal.lineId);
      return line ? { line, failure: lineRefusal({ shopId, lines: wanted, now }, refusal) } : [];
    });
    const byLine = new Map(quoted.map((line) => [line.lineId, line]));
    const shop = await kit.shops.find(shopId);
    return { lines: byLine, hints, total: shop && sumOf(lines, byLine, shop.currency) };
  } catch (error) {
    if (!(error instanceof RequestError && error.code === 'SERVICE_UNAVAILABLE')) throw error;
    kit.logger.warn({ err: error, cartId }, 'a cart is shown without prices');
    return null;
  }
}

/** What a line comes to; null where it has no price, or the product is too large to be exact. */
export function totalOf({ quantity }: CartLineRow, quoted: QuotedLine | undefined): Money | null {
  if (!quoted?.unitPrice) return null;
  return exactly(multiplyMoney, quoted.unitPrice, quantity);
}

function sumOf(lines: readonly CartLineRow[], quoted: ReadonlyMap<Uuid, QuotedLine>, currency: string): Money | null {
  const nothing: Money = { amount: 0, currency };
  return lines.reduce<Money | null>((sum, line) => {
    const total = totalOf(line, quoted.get(line.lineId));
    return sum && total && exactly(addMoney, sum, total);
  }, nothing);
}

function exactly<Operand>(compute: (left: Money, right: Operand) => Money, left: Money, right: Operand): Money | null {
  try {
    return compute(left, right);
  } catch (error) {
    if (error instanceof MoneyError) return null;
    throw error;
  }
}
