import type { InvalidInputFailure } from '@yoyaku/platform/failures';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { ImportProductsInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { importRefused } from '../failures.ts';
import type { CatalogKit } from '../kit.ts';
import { isFailure, reportedStaffMutation } from '../staff-mutation.ts';
import { Problems, readTable } from './csv-table.ts';
import { fileProblem, type ImportDone, isTooLong, tooManyRows } from './import-file.ts';
import { lockGoods, lockImports } from './import-products.store.ts';
import { isChange, planProducts } from './plan-products.ts';
import { PRODUCT_COLUMNS, type ProductLine, readProductLines } from './product-rows.ts';
import { writeProducts } from './write-products.ts';

type Failed = ReturnType<typeof importRefused> | InvalidInputFailure;

/** Takes over a file of products: the whole of it, or nothing. */
export async function importProducts(kit: CatalogKit, context: Context, input: ImportProductsInput) {
  const dryRun = input.dryRun ?? false;
  const shopId = shopIds.decode(input.shopId);
  const shop = shopId === null ? null : await kit.shops.find(shopId);
  const done = await reportedStaffMutation<ImportDone, Failed>(
    kit,
    context,
    {
      operation: 'importProducts',
      what: 'shop',
      givenId: input.shopId,
      shopId: shop?.shopId ?? null,
      // What is not done leaves nothing to remember.
      input: dryRun ? { ...input, idempotencyKey: null } : input,
      problem: fileProblem(input.csv),
    },
    async (transaction, staff) => {
      const problems = new Problems();
      const table = readTable(input.csv, PRODUCT_COLUMNS, problems);
      if (isTooLong(table)) return tooManyRows();
      const lines = readProductLines(table, shop?.currency ?? '', problems);
      await lockImports(transaction, staff.shopId);
      const goods = await lockGoods(transaction, staff.shopId, namesIn(lines));
      const plan = planProducts(lines, goods, problems);
      if (problems.count === 0 && !dryRun) {
        await writeProducts(kit, transaction, staff, plan, shop?.currency ?? '', problems);
      }
      if (problems.count > 0) return importRefused(table.rowCount, problems.count, problems.first());
      return {
        dryRun,
        rows: table.rows.length,
        created: plan.products.reduce((sum, { added }) => sum + added.length, 0),
        updated: plan.changed.filter(isChange).length,
      };
    },
  );
  return isFailure(done) ? done : { __typename: 'ImportReport' as const, ...done };
}

const distinct = (texts: readonly (string | null)[]) => [...new Set(texts.filter((text) => text !== null))];

const namesIn = (lines: readonly ProductLine[]) => ({
  skus: distinct(lines.map(({ sku }) => sku)),
  products: distinct(lines.map(({ product }) => product)),
  categories: distinct(lines.map(({ details }) => details.category)),
});
