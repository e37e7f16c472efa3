import type { Transaction } from '@yoyaku/platform/database/database';
import { deriveId, type Uuid } from '@yoyaku/platform/ids';
import type { CatalogKit } from '../kit.ts';
import type { Staff } from '../staff-mutation.ts';
import type { Problems } from './csv-table.ts';
import {
  findCategoriesByName,
  type ImportedProduct,
  insertCategories,
  insertNewVariants,
  insertProducts,
  updateProducts,
  updateVariants,
} from './import-products.store.ts';
import { type ImportPlan, isChange, type ProductPlan, type ShopGoods } from './plan-products.ts';
import type { ProductLine } from './product-rows.ts';
import { reopenProducts, takeIn } from './incoming-stock.ts';

/** A variant to be made, and the row that wants it. */
interface NewVariant {
  readonly variantId: Uuid;
  readonly productId: Uuid;
  readonly position: number;
  readonly line: ProductLine;
}

/** Writes what has been planned. A stock keeping unit that was taken since is a problem, and nothing must be kept then. */
export async function writeProducts(
  kit: CatalogKit,
  transaction: Transaction,
  staff: Staff,
  plan: ImportPlan,
  currency: string,
  problems: Problems,
): Promise<void> {
  const { shopId, accountId } = staff;
  const now = kit.clock.now();
  const ids = new Map(plan.products.map((product) => [product, idOf(product, staff)]));
  await writeDetails(transaction, staff, plan, ids, now);

  const added = plan.products.flatMap((product) => newVariants(product, ids.get(product) ?? '', staff));
  const rows = added.map(({ variantId, productId, position, line: { variant: name, sku, price } }) => ({
    shopId,
    variantId,
    productId,
    position,
    name,
    sku,
    price,
    currency,
    version: 1,
    createdAt: now,
  }));
  const taken = new Set(await insertNewVariants(transaction, shopId, rows, now));
  for (const { variantId, line } of added) {
    if (taken.has(variantId)) problems.add(line.row, 'sku', 'The shop has another variant of this stock keeping unit.');
  }
  if (taken.size > 0) return;
  const changes = plan.changed.filter(isChange).map(({ variant: { variantId }, line }) => ({
    variantId,
    name: line.variant,
    price: line.price,
  }));
  await updateVariants(transaction, shopId, changes);

  const stocked = added.filter(({ line }) => line.stock > 0);
  const stock = stocked.map(({ variantId, line }) => ({ poolId: variantId, quantity: line.stock }));
  await takeIn(transaction, shopId, 'RECEIVED', stock, { accountId, now });
  const known = new Set(plan.products.flatMap((product) => product.known?.productId ?? []));
  const refilled = [...new Set(stocked.map(({ productId }) => productId))].filter((key) => known.has(key));
  const opened = await reopenProducts(transaction, shopId, refilled, now);
  transaction.afterCommit(() => {
    kit.stockWakeUps.changed(shopId, opened);
  });
}

/** Of a product that is new, the same however often the same import is tried. */
const idOf = ({ known, name }: ProductPlan, { newId }: Staff): Uuid =>
  known?.productId ?? deriveId('importProducts', newId, name);

/** They come after the variants that the product has. */
function newVariants({ added, lastPosition }: ProductPlan, productId: Uuid, { newId }: Staff): NewVariant[] {
  return added.map((line, place) => ({
    variantId: deriveId('importProducts', newId, String(line.row)),
    productId,
    position: lastPosition + 1 + place,
    line,
  }));
}

/** Makes and changes the categories and products themselves. */
async function writeDetails(
  transaction: Transaction,
  { shopId, newId }: Staff,
  plan: ImportPlan,
  ids: ReadonlyMap<ProductPlan, Uuid>,
  now: Date,
): Promise<void> {
  const names = [...new Set(plan.products.flatMap(({ details }) => details.category ?? []))];
  const categories = names.map((name) => ({ categoryId: deriveId('importCategory', newId, name), name }));
  await insertCategories(transaction, shopId, categories, now);
  const found = await findCategoriesByName(transaction, shopId, names);
  const created: ImportedProduct[] = [];
  const changed: ImportedProduct[] = [];
  for (const product of plan.products) {
    const wanted = wantedProduct(product, ids.get(product) ?? '', found);
    if (!product.known) created.push(wanted);
    else if (isOtherwise(product.known, wanted)) changed.push(wanted);
  }
  await insertProducts(transaction, shopId, created, now);
  await updateProducts(transaction, shopId, changed);
}

/** What the file says of the product, else what the shop has, else what a new one is like. */
function wantedProduct(
  { name, known, details }: ProductPlan,
  productId: Uuid,
  categories: ShopGoods['categories'],
): ImportedProduct {
  const category = details.category === null ? undefined : categories.get(details.category)?.categoryId;
  return {
    productId,
    name,
    description: details.description ?? known?.description ?? '',
    imageUrl: details.imageUrl ?? known?.imageUrl ?? null,
    categoryId: category ?? known?.categoryId ?? null,
    closeWhenSoldOut: details.closeWhenSoldOut ?? known?.closeWhenSoldOut ?? true,
  };
}

const isOtherwise = (known: ImportedProduct, wanted: ImportedProduct): boolean =>
  known.description !== wanted.description ||
  known.imageUrl !== wanted.imageUrl ||
  known.categoryId !== wanted.categoryId ||
  known.closeWhenSoldOut !== wanted.closeWhenSoldOut;
