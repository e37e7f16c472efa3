import { type InvalidInputFailure, invalidInput, notFound } from '@yoyaku/platform/failures';
import type { Uuid } from '@yoyaku/platform/ids';
import type { ProductRuleInput, ProductRuleKind } from '../__generated__/resolver-types.ts';
import { firstProblem, rangeProblem } from '../given-values.ts';
import { productIds } from '../ids.ts';
import type { StoredRules } from './product-rule.ts';

const MOST_MAINS = 50;
const MOST_PIECES_BY_RULE = 10_000;
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2200, 0);

/** A side's mains have ids of their own to be found missing, so they keep the spelling they came in. */
export interface GivenRules extends StoredRules {
  /** The ids as they were given, in the order of `mains`. */
  readonly mainIds: readonly string[];
}

const FIELDS = ['limit', 'mainProductIds', 'from', 'until'] as const;

/** The fields that each kind of rule takes. */
const FIELDS_OF: Readonly<Record<ProductRuleKind, readonly (typeof FIELDS)[number][]>> = {
  REQUIRES_MAIN: ['mainProductIds'],
  MAX_PER_ORDER: ['limit'],
  MAX_PER_CUSTOMER: ['limit'],
  ONCE_PER_ORDER: [],
  TABLE_ONLY: [],
  SALE_WINDOW: ['from', 'until'],
};

/** What is wrong with the rules whatever products there are; null when nothing is. */
export function rulesProblem(rules: readonly ProductRuleInput[], productId: string): InvalidInputFailure | null {
  return firstProblem(
    ...rules.map((rule, index) => {
      const path = `rules.${index}`;
      const isTwice = rules.findIndex(({ kind }) => kind === rule.kind) < index;
      if (isTwice) return invalidInput(`${path}.kind`, `${rule.kind} is given twice.`);
      return fieldsProblem(path, rule) ?? valuesProblem(path, rule, productId);
    }),
  );
}

function fieldsProblem(path: string, rule: ProductRuleInput): InvalidInputFailure | null {
  const allowed = FIELDS_OF[rule.kind];
  const given = FIELDS.filter((field) => rule[field] !== undefined && rule[field] !== null);
  const stray = given.find((field) => !allowed.includes(field));
  if (stray) return invalidInput(`${path}.${stray}`, `${rule.kind} takes no ${stray}.`);
  if (allowed.length === 0 || given.length > 0) return null;
  return invalidInput(`${path}.${allowed[0]}`, `${rule.kind} needs ${allowed.join(' or ')}.`);
}

function valuesProblem(path: string, rule: ProductRuleInput, productId: string): InvalidInputFailure | null {
  return firstProblem(
    rangeProblem(`${path}.limit`, rule.limit, 1, MOST_PIECES_BY_RULE),
    mainsProblem(`${path}.mainProductIds`, rule.mainProductIds, productId),
    momentProblem(`${path}.from`, rule.from),
    momentProblem(`${path}.until`, rule.until),
    rule.from && rule.until && rule.from >= rule.until
      ? invalidInput(`${path}.until`, 'It must be after `from`.')
      : null,
  );
}

function mainsProblem(path: string, mains: readonly string[] | null | undefined, productId: string) {
  if (!mains) return null;
  if (mains.length === 0) return invalidInput(path, 'At least one is needed.');
  if (mains.length > MOST_MAINS) return invalidInput(path, `At most ${MOST_MAINS} are allowed.`);
  const self = mains.indexOf(productId);
  if (self >= 0) return invalidInput(`${path}.${self}`, 'A product cannot require itself.');
  const twice = mains.findIndex((id, index) => mains.indexOf(id) < index);
  return twice < 0 ? null : invalidInput(`${path}.${twice}`, 'It is given twice.');
}

function momentProblem(path: string, moment: Date | null | undefined) {
  if (!moment || (moment.getTime() >= EARLIEST && moment.getTime() < LATEST)) return null;
  return invalidInput(path, 'It must be in the years 2000 to 2199.');
}

/** The rules as they are stored, those that have been looked through by {@link rulesProblem}; a main of no such shop is a failure. */
export function readRules(rules: readonly ProductRuleInput[], shopId: Uuid): GivenRules | ReturnType<typeof notFound> {
  const of = (kind: ProductRuleKind) => rules.find((rule) => rule.kind === kind);
  const window = of('SALE_WINDOW');
  const mainIds = of('REQUIRES_MAIN')?.mainProductIds ?? [];
  const mains: Uuid[] = [];
  for (const id of mainIds) {
    const main = productIds.decode(id);
    if (main?.tenant !== shopId) return notFound('product', id);
    mains.push(main.key);
  }
  return {
    maxPerOrder: of('MAX_PER_ORDER')?.limit ?? null,
    maxPerCustomer: of('MAX_PER_CUSTOMER')?.limit ?? null,
    oncePerOrder: of('ONCE_PER_ORDER') !== undefined,
    tableOnly: of('TABLE_ONLY') !== undefined,
    saleFrom: window?.from ?? null,
    saleUntil: window?.until ?? null,
    mains,
    mainIds,
  };
}
