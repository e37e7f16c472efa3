// ProductRule: a condition under which a product is sold. Rules are columns of the product; they are judged when stock is
// held, by the database function that holds it.
import type { Uuid } from '@yoyaku/platform/ids';

/** The rules of a product as they are stored. */
export interface StoredRules {
  /** Pieces of the product in one order, all variants together. */
  readonly maxPerOrder: number | null;
  /** Pieces of the product for one account over all its orders. */
  readonly maxPerCustomer: number | null;
  readonly oncePerOrder: boolean;
  readonly tableOnly: boolean;
  readonly saleFrom: Date | null;
  readonly saleUntil: Date | null;
  /** Products of which one must be in the same order; empty: none need be. */
  readonly mains: readonly Uuid[];
}

/** The product is a side of these. */
export interface RequiresMainRow {
  readonly __typename: 'RequiresMain';
  readonly shopId: Uuid;
  readonly mains: readonly Uuid[];
}

export type ProductRuleRow =
  | RequiresMainRow
  | { readonly __typename: 'MaxPerOrder' | 'MaxPerCustomer'; readonly limit: number; readonly message: string }
  | { readonly __typename: 'OncePerOrder' | 'TableOnly'; readonly message: string }
  | {
      readonly __typename: 'SaleWindow';
      readonly from: Date | null;
      readonly until: Date | null;
      readonly message: string;
    };

/** The rules that are set, in a fixed order. */
export function rulesOf(product: StoredRules & { readonly shopId: Uuid }): ProductRuleRow[] {
  const { shopId, mains, maxPerOrder, maxPerCustomer, oncePerOrder, tableOnly, saleFrom, saleUntil } = product;
  const rules: ProductRuleRow[] = [];
  if (mains.length > 0) rules.push({ __typename: 'RequiresMain', shopId, mains });
  if (maxPerOrder !== null) {
    rules.push({ __typename: 'MaxPerOrder', limit: maxPerOrder, message: `At most ${maxPerOrder} in one order.` });
  }
  if (maxPerCustomer !== null) {
    const message = `At most ${maxPerCustomer} for one customer.`;
    rules.push({ __typename: 'MaxPerCustomer', limit: maxPerCustomer, message });
  }
  if (oncePerOrder) rules.push({ __typename: 'OncePerOrder', message: 'Only one in one order.' });
  if (tableOnly) rules.push({ __typename: 'TableOnly', message: 'Only at a table of the shop.' });
  if (saleFrom !== null || saleUntil !== null) {
    rules.push({
      __typename: 'SaleWindow',
      from: saleFrom,
      until: saleUntil,
      message: windowInWords(saleFrom, saleUntil),
    });
  }
  return rules;
}

/** What the mains are called, in words. */
export function mainsInWords(names: readonly string[]): string {
  if (names.length === 0) return 'Only together with a product that is no longer there.';
  return `Only together with ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names)}.`;
}

function windowInWords(from: Date | null, until: Date | null): string {
  const since = from && `from ${from.toISOString()}`;
  const till = until && `until ${until.toISOString()}`;
  return `Only sold ${[since, till].filter(Boolean).join(' ')}.`;
}
