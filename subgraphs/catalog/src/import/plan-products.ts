import type { Uuid } from '@yoyaku/platform/ids';
import { MOST_VARIANTS } from '../limits.ts';
import type { ProductRow } from '../product/product.entity.ts';
import type { VariantRow } from '../variant/variant.entity.ts';
import type { Problems } from './csv-table.ts';
import { DETAIL_COLUMNS, type ProductDetails, type ProductLine } from './product-rows.ts';

/** What a shop has of what a file names. */
export interface ShopGoods {
  /** Those with a variant of a stock keeping unit of the file, and those of a name of the file that are not archived. */
  readonly products: readonly ProductRow[];
  /** All variants of these. */
  readonly variants: readonly VariantRow[];
  /** By name: when it was archived, if it was. */
  readonly categories: ReadonlyMap<string, { readonly categoryId: Uuid; readonly archivedAt: Date | null }>;
}

/** The rows of one product of a file, and the product that they are about when the shop has it. */
export interface ProductPlan {
  readonly name: string;
  readonly known: ProductRow | null;
  readonly details: ProductDetails;
  readonly added: readonly ProductLine[];
  /** Where the last of the variants that it has stands; -1 when it has none. */
  readonly lastPosition: number;
}

export interface ImportPlan {
  readonly products: readonly ProductPlan[];
  /** Variants that the shop has and the file changes. */
  readonly changed: readonly { readonly variant: VariantRow; readonly line: ProductLine }[];
}

/** Decides what each row means, given what the shop has; whatever cannot be is a problem. */
export function planProducts(lines: readonly ProductLine[], goods: ShopGoods, problems: Problems): ImportPlan {
  judgeSkus(lines, problems);
  const bySku = new Map(goods.variants.map((variant) => [variant.sku, variant]));
  const byProduct = Map.groupBy(goods.variants, ({ productId }) => productId);
  const byName = Map.groupBy(goods.products, ({ name }) => name);
  const products: ProductPlan[] = [];
  const changed: ImportPlan['changed'][number][] = [];
  for (const [name, group] of Map.groupBy(lines, ({ product }) => product)) {
    const known = new Set<Uuid>();
    const added: ProductLine[] = [];
    for (const line of group) {
      const variant = line.sku === null ? undefined : bySku.get(line.sku);
      if (!variant) added.push(line);
      else {
        changed.push({ variant, line });
        known.add(variant.productId);
      }
    }
    const product = productOf(group, byName.get(name) ?? [], known, problems);
    const existing = byProduct.get(product?.productId ?? '') ?? [];
    judgeNames(group, added, existing, problems);
    judgeStock(added, product, problems);
    const lastPosition = existing.at(-1)?.position ?? -1;
    products.push({ name, known: product, details: detailsOf(group, problems), added, lastPosition });
  }
  judgeChanges(changed, goods, problems);
  judgeCategories(lines, goods, problems);
  return { products, changed };
}

function judgeSkus(lines: readonly ProductLine[], problems: Problems): void {
  const rows = new Map<string, number>();
  for (const { sku, row } of lines) {
    if (sku === null) continue;
    const earlier = rows.get(sku);
    if (earlier === undefined) rows.set(sku, row);
    else problems.add(row, 'sku', `Row ${earlier} has the same stock keeping unit.`);
  }
}

/** The product of these rows that the shop has, if it has one: of those of its name, the one whose variants they name. */
function productOf(
  group: readonly ProductLine[],
  named: readonly ProductRow[],
  known: ReadonlySet<Uuid>,
  problems: Problems,
): ProductRow | null {
  const [first] = group;
  const ofSkus = named.filter(({ productId }) => known.has(productId));
  const candidates = ofSkus.length > 0 ? ofSkus : named.filter(({ archivedAt }) => archivedAt === null);
  if (candidates.length > 1) problems.add(first?.row ?? 0, 'product', 'The shop has several products of this name.');
  return candidates[0] ?? null;
}

/** Within a product, names tell variants apart. */
function judgeNames(
  group: readonly ProductLine[],
  added: readonly ProductLine[],
  existing: readonly VariantRow[],
  problems: Problems,
): void {
  const rows = new Map<string, number>();
  for (const { variant, row } of group) {
    const earlier = rows.get(variant);
    if (earlier === undefined) rows.set(variant, row);
    else problems.add(row, 'variant', `Row ${earlier} has the same product and variant.`);
  }
  const taken = new Set(existing.map(({ name }) => name));
  for (const [place, { variant, row }] of added.entries()) {
    if (taken.has(variant)) {
      problems.add(
        row,
        'variant',
        'The product has a variant of this name; its stock keeping unit is needed to change it.',
      );
    }
    if (existing.length + place + 1 > MOST_VARIANTS) {
      problems.add(row, 'product', `A product may have at most ${MOST_VARIANTS} variants.`);
    }
  }
}

function judgeStock(added: readonly ProductLine[], product: ProductRow | null, problems: Problems): void {
  if (!product || (product.soldBy !== 'PERFORMANCE' && !product.tracksUnits)) return;
  for (const { stock, row } of added) {
    if (stock > 0) problems.add(row, 'stock', 'The stock of this product is not kept by number.');
  }
}

/** What the rows of a product say of it together; they must not contradict one another. */
function detailsOf(group: readonly ProductLine[], problems: Problems): ProductDetails {
  const said = (detail: keyof ProductDetails) => {
    const speaking = group.filter(({ details }) => details[detail] !== null);
    const [first] = speaking;
    for (const { details, row } of speaking) {
      if (details[detail] === first?.details[detail]) continue;
      problems.add(row, DETAIL_COLUMNS[detail], `Row ${first?.row} says otherwise of the same product.`);
    }
    return first?.details[detail] ?? null;
  };
  return {
    description: said('description') as string | null,
    category: said('category') as string | null,
    imageUrl: said('imageUrl') as string | null,
    closeWhenSoldOut: said('closeWhenSoldOut') as boolean | null,
  };
}

function judgeChanges(changed: ImportPlan['changed'], { products }: ShopGoods, problems: Problems): void {
  const byId = new Map(products.map((product) => [product.productId, product]));
  for (const { variant, line } of changed) {
    const product = byId.get(variant.productId);
    if (product?.name !== line.product) {
      problems.add(line.row, 'sku', `The stock keeping unit belongs to the product ${product?.name}.`);
    } else if (variant.archivedAt !== null || product.archivedAt !== null) {
      problems.add(line.row, 'sku', 'The variant of this stock keeping unit is archived; restore it first.');
    }
  }
}

function judgeCategories(lines: readonly ProductLine[], { categories }: ShopGoods, problems: Problems): void {
  for (const { details, row } of lines) {
    const isArchived = (categories.get(details.category ?? '')?.archivedAt ?? null) !== null;
    if (isArchived) problems.add(row, 'category', 'The category of this name is archived; restore it first.');
  }
}

/** Whether the row says anything new of the variant. */
export const isChange = ({ variant, line }: ImportPlan['changed'][number]): boolean =>
  variant.name !== line.variant || variant.price !== line.price;
