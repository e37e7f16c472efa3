import type { Transaction } from '@yoyaku/platform/database/database';
import { type InvalidInputFailure, notFound } from '@yoyaku/platform/failures';
import type { Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { ImportUnitsInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { importRefused } from '../failures.ts';
import { variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isFailure, reportedStaffMutation, type Staff } from '../staff-mutation.ts';
import { Problems, readTable } from './csv-table.ts';
import { fileProblem, type ImportDone, isTooLong, tooManyRows } from './import-file.ts';
import { lockImports } from './import-products.store.ts';
import { findUnitVariants, insertUnits, lockUnits, updateAttributes } from './import-units.store.ts';
import { reopenProducts, takeIn, tellFreed } from './incoming-stock.ts';
import { type PlacedLine, placeUnits, planUnits, type UnitPlan } from './plan-units.ts';
import { readUnitLines, unitColumns } from './unit-rows.ts';

const LABEL_TAKEN_MEANWHILE = {
  row: 0,
  column: 'label',
  message: 'A unit has got one of these labels meanwhile; send the file again.',
};

type Failed = ReturnType<typeof importRefused> | ReturnType<typeof notFound> | InvalidInputFailure;

/** Takes over a file of units: the whole of it, or nothing. */
export async function importUnits(kit: CatalogKit, context: Context, input: ImportUnitsInput) {
  const dryRun = input.dryRun ?? false;
  const { variantId = null } = input;
  const isOneVariant = variantId !== null;
  const done = await reportedStaffMutation<ImportDone, Failed>(
    kit,
    context,
    {
      operation: 'importUnits',
      what: 'shop',
      givenId: input.shopId,
      shopId: shopIds.decode(input.shopId),
      // What is not done leaves nothing to remember.
      input: dryRun ? { ...input, idempotencyKey: null } : input,
      problem: fileProblem(input.csv),
      breaches: { stock_unit_label_key: () => importRefused(0, 1, [LABEL_TAKEN_MEANWHILE]) },
    },
    async (transaction, staff) => {
      const problems = new Problems();
      const table = readTable(input.csv, unitColumns(isOneVariant), problems);
      if (isTooLong(table)) return tooManyRows();
      const lines = readUnitLines(table, isOneVariant, problems);
      const variant = isOneVariant ? variantIds.decode(variantId) : null;
      if (isOneVariant && variant?.tenant !== staff.shopId) return notFound('variant', variantId);
      await lockImports(transaction, staff.shopId);
      const skus = [...new Set(lines.flatMap(({ sku }) => sku ?? []))];
      const variants = await findUnitVariants(transaction, staff.shopId, variant?.key ?? null, skus);
      if (isOneVariant && variants.length === 0) return notFound('variant', variantId);
      const placed = placeUnits(lines, variants, problems);
      const pools = [...new Set(placed.map((unit) => unit.variant.variantId))];
      const labels = placed.map(({ line }) => line.label);
      const existing = await lockUnits(transaction, staff.shopId, pools, labels);
      const plan = planUnits(placed, existing, staff.newId, problems);
      if (problems.count > 0) return importRefused(table.rowCount, problems.count, problems.first());
      if (!dryRun) await writeUnits(kit, transaction, staff, plan, placed);
      return { dryRun, rows: table.rowCount, created: plan.added.length, updated: plan.changed.length };
    },
  );
  return isFailure(done) ? done : { __typename: 'ImportReport' as const, ...done };
}

/** Writes what has been planned, and counts what has been added. */
async function writeUnits(
  kit: CatalogKit,
  transaction: Transaction,
  { shopId, accountId }: Staff,
  { added, changed }: UnitPlan,
  placed: readonly PlacedLine[],
): Promise<void> {
  const now = kit.clock.now();
  await insertUnits(transaction, shopId, added, now);
  await updateAttributes(transaction, shopId, changed);
  const counts = new Map<Uuid, number>();
  for (const { poolId } of added) counts.set(poolId, (counts.get(poolId) ?? 0) + 1);
  const stock = [...counts].map(([poolId, quantity]) => ({ poolId, quantity }));
  await takeIn(transaction, shopId, 'REGISTERED', stock, { accountId, now });
  const products = placed
    .filter(({ variant }) => counts.has(variant.variantId))
    .map(({ variant }) => variant.productId);
  const opened = await reopenProducts(transaction, shopId, [...new Set(products)], now);
  await tellFreed(transaction, shopId, [...counts.keys()], now);
  transaction.afterCommit(() => {
    kit.stockWakeUps.changed(shopId, [...counts.keys(), ...opened]);
  });
}
