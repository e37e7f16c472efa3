import type { Transaction } from '@yoyaku/platform/database/database';
import { invalidInput, notFound } from '@yoyaku/platform/failures';
import { deriveId, type Uuid } from '@yoyaku/platform/ids';
import type { NewUnitInput, RegisterUnitsInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { labelTaken } from '../failures.ts';
import { firstProblem, textProblem } from '../given-values.ts';
import { variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isCarriedOut, type Staff, staffMutation } from '../staff-mutation.ts';
import { poolIdOf } from '../stock/pool.ts';
import { changeStock, type StockChange } from '../stock/stock-movement.store.ts';
import { attributesProblem, keptAttributes } from './unit-attributes.ts';
import { insertUnits, lockUnitPool, type NewUnit, takenLabel } from './unit.store.ts';

/** The most units that are registered at once. */
export const MOST_UNITS = 500;

type Failed = ReturnType<typeof notFound> | ReturnType<typeof invalidInput> | ReturnType<typeof labelTaken>;

/** What is wrong with a unit that is to be registered. */
export const unitProblem = (path: string, { label, attributes }: NewUnitInput) =>
  firstProblem(textProblem(`${path}label`, label, 1, 100), attributesProblem(`${path}attributes`, attributes));

function unitsProblem(units: readonly NewUnitInput[]) {
  if (units.length < 1 || units.length > MOST_UNITS) {
    return invalidInput('units', `From 1 to ${MOST_UNITS} are registered at once.`);
  }
  return firstProblem(...units.map((unit, index) => unitProblem(`units.${index}.`, unit)));
}

/** Registers units of a variant, all of them or none. */
export async function registerUnits(kit: CatalogKit, context: Context, input: RegisterUnitsInput) {
  const id = variantIds.decode(input.variantId);
  const labels = input.units.map(({ label }) => label.trim());
  const unitIdsOf = (key: Uuid) => labels.map((_, index) => deriveId('registerUnits', key, String(index)));
  const done = await staffMutation<Failed>(
    kit,
    context,
    {
      operation: 'registerUnits',
      what: 'variant',
      givenId: input.variantId,
      shopId: id?.tenant ?? null,
      input,
      problem: unitsProblem(input.units),
      breaches: { stock_unit_label_key: () => labelTaken(labels.join(', ')) },
    },
    async (transaction, staff) => {
      if (!id) return notFound('variant', input.variantId);
      const units = unitIdsOf(staff.newId).map((unitId, index) => ({
        unitId,
        label: labels[index] ?? '',
        attributes: keptAttributes(input.units[index]?.attributes),
      }));
      return (await addUnits(kit, transaction, staff, id.key, units)) ?? staff.newId;
    },
  );
  if (!isCarriedOut(done)) return done;
  const keys = unitIdsOf(done.key).map((key) => ({ tenant: done.tenant, key }));
  const units = (await Promise.all(keys.map((key) => context.loaders.unit.load(key)))).filter((row) => row !== null);
  return { __typename: 'UnitsRegistered' as const, variant: id && (await context.loaders.variant.load(id)), units };
}

/**
 * Adds units to a variant and counts them. Answers null, or why not: an unknown variant, one whose pieces are not units,
 * a label that is taken.
 */
export async function addUnits(
  kit: CatalogKit,
  transaction: Transaction,
  { shopId, accountId }: Staff,
  variantId: Uuid,
  units: readonly NewUnit[],
): Promise<Failed | null> {
  const givenId = variantIds.encode(shopId, variantId);
  const variant = await isUnitVariant(transaction, shopId, variantId);
  if (variant === null) return notFound('variant', givenId);
  if (!variant)
    return invalidInput('variantId', 'The pieces of the variant are counted, or are seats of performances.');
  const pool = await lockUnitPool(transaction, shopId, poolIdOf(variantId, null));
  if (!pool) return notFound('variant', givenId);
  const labels = units.map(({ label }) => label);
  const twice = labels.find((label, index) => labels.indexOf(label) < index);
  const taken = twice ?? (await takenLabel(transaction, { tenant: shopId, key: pool.poolId }, labels));
  if (taken !== null) return labelTaken(taken);
  const now = kit.clock.now();
  await insertUnits(transaction, shopId, pool, units, now);
  return countUnits(kit, transaction, shopId, pool, {
    delta: units.length,
    reason: 'REGISTERED',
    accountId,
    note: null,
    now,
  });
}

/** Whether the pieces of a variant are registered one by one; null for a variant that does not exist. */
async function isUnitVariant(transaction: Transaction, shopId: Uuid, variantId: Uuid): Promise<boolean | null> {
  const [row] = await transaction.query<{ fits: boolean }>(
    `SELECT p.tracks_units AND p.sold_by <> 'PERFORMANCE' AS fits
       FROM variant v JOIN product p USING (shop_id, product_id) WHERE v.shop_id = $1 AND v.variant_id = $2`,
    [shopId, variantId],
  );
  return row?.fits ?? null;
}

/** Puts a change of units into the count of their pool, which the transaction has locked. */
export async function countUnits(
  kit: CatalogKit,
  transaction: Transaction,
  shopId: Uuid,
  { poolId, variantId }: { readonly poolId: Uuid; readonly variantId: Uuid },
  change: StockChange,
): Promise<null> {
  const changed = await changeStock(transaction, { tenant: shopId, key: poolId }, change);
  if (changed.outcome !== 'DONE') throw new Error(`the count of the pool ${poolId} could not follow its units`);
  transaction.afterCommit(() => {
    kit.stockWakeUps.changed(shopId, [variantId, ...(changed.settled ?? [])]);
  });
  return null;
}
