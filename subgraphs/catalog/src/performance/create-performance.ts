import { invalidInput, type InvalidInputFailure, notFound } from '@yoyaku/platform/failures';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { CreatePerformanceInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { firstProblem, rangeProblem, textProblem, trimmed } from '../given-values.ts';
import { performanceIds, productIds, seatPlanIds, variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { MOST_PIECES, MOST_VARIANTS } from '../limits.ts';
import { findProducts } from '../product/product.store.ts';
import { type PlannedRow, rowsOf, tiersOf } from '../seat-plan/seat-layout.ts';
import { lockSeatPlan } from '../seat-plan/seat-plan.store.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { findVariantsOfProducts } from '../variant/variant.store.ts';
import { insertPerformance, type NewPool } from './new-performance.store.ts';
import { timesProblem } from './performance-times.ts';

type Failed = ReturnType<typeof notFound> | InvalidInputFailure;

/** Adds a performance to a product: with a seat for each of a seat plan, or with plain counts. */
export async function createPerformance(kit: CatalogKit, context: Context, input: CreatePerformanceInput) {
  const product = productIds.decode(input.productId);
  const times = {
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    saleFrom: input.saleFrom ?? null,
    saleUntil: input.saleUntil ?? null,
  };
  const gone = () => notFound('product', input.productId);
  const done = await staffMutation<Failed>(
    kit,
    context,
    {
      operation: 'createPerformance',
      what: 'product',
      givenId: input.productId,
      shopId: product?.tenant ?? null,
      input,
      problem: firstProblem(textProblem('name', input.name, 0, 200), timesProblem(times), stockProblem(input)),
      breaches: { performance_product_fkey: gone, stock_pool_variant_fkey: gone },
    },
    async (transaction, { shopId, accountId, newId }) => {
      const house = await readHouse(transaction, shopId, input);
      if ('__typename' in house) return house;
      const [row] = product ? await findProducts(transaction, [product]) : [];
      if (!product || !row) return gone();
      if (row.soldBy !== 'PERFORMANCE') return invalidInput('productId', 'It is not sold by performance.');
      const known = await variantsOf(transaction, product);
      const pools = house.seatPlanId === null ? countedPools(known, input) : seatPools(known, input, house);
      if ('__typename' in pools) return pools;
      const performance = {
        shopId,
        performanceId: newId,
        productId: row.productId,
        seatPlanId: house.seatPlanId,
        name: trimmed(input.name),
        ...times,
        createdAt: kit.clock.now(),
      };
      await insertPerformance(transaction, performance, pools, house.rows, accountId);
      transaction.afterCommit(() => {
        kit.stockWakeUps.changed(
          shopId,
          pools.map(({ variantId }) => variantId),
        );
      });
      return newId;
    },
  );
  if (!isCarriedOut(done)) return done;
  const created = await context.loaders.performance.load(done);
  return created ?? notFound('performance', performanceIds.encode(done.tenant, done.key));
}

function stockProblem({ seatPlanId, tiers, stock }: CreatePerformanceInput): InvalidInputFailure | null {
  if (typeof seatPlanId === 'string') return stock ? invalidInput('stock', 'The seats are the stock.') : null;
  if (tiers) return invalidInput('tiers', 'Tiers belong to a seat plan.');
  if (!stock || stock.length < 1 || stock.length > MOST_VARIANTS) {
    return invalidInput('stock', `Without a seat plan, the stock of 1 to ${MOST_VARIANTS} variants is needed.`);
  }
  return firstProblem(
    ...stock.map(({ quantity }, index) => rangeProblem(`stock.${index}.quantity`, quantity, 0, MOST_PIECES)),
  );
}

/** The seats that a performance is to have. */
interface House {
  readonly seatPlanId: Uuid | null;
  readonly rows: readonly PlannedRow[];
  readonly tiers: readonly string[];
}

async function readHouse(
  transaction: Transaction,
  shopId: Uuid,
  { seatPlanId }: CreatePerformanceInput,
): Promise<House | Failed> {
  if (typeof seatPlanId !== 'string') return { seatPlanId: null, rows: [], tiers: [] };
  const id = seatPlanIds.decode(seatPlanId);
  const plan = id?.tenant === shopId ? await lockSeatPlan(transaction, id) : null;
  if (!plan) return notFound('seat plan', seatPlanId);
  if (plan.archivedAt !== null) return invalidInput('seatPlanId', 'The seat plan is archived.');
  return { seatPlanId: plan.seatPlanId, rows: rowsOf(plan.sections), tiers: tiersOf(plan.sections) };
}

/** The variants of the product that can be sold. */
async function variantsOf(transaction: Transaction, product: TenantKey): Promise<ReadonlySet<Uuid>> {
  const rows = await findVariantsOfProducts(transaction, [product]);
  return new Set(rows.filter(({ archivedAt }) => archivedAt === null).map(({ variantId }) => variantId));
}

/** The keys of these variants, each of the product and named once; or what is wrong with them. */
function variantKeys(
  known: ReadonlySet<Uuid>,
  field: string,
  given: readonly { readonly variantId: string }[],
): readonly Uuid[] | Failed {
  const keys: Uuid[] = [];
  for (const [index, { variantId }] of given.entries()) {
    const key = variantIds.decode(variantId)?.key;
    if (key === undefined || !known.has(key)) return notFound('variant', variantId);
    if (keys.includes(key)) return invalidInput(`${field}.${index}.variantId`, 'It has been given already.');
    keys.push(key);
  }
  return keys;
}

function countedPools(known: ReadonlySet<Uuid>, { stock }: CreatePerformanceInput): readonly NewPool[] | Failed {
  const given = stock ?? [];
  const keys = variantKeys(known, 'stock', given);
  if ('__typename' in keys) return keys;
  return keys.map((variantId, index) => ({ variantId, tier: null, quantity: given[index]?.quantity ?? 0 }));
}

function seatPools(
  known: ReadonlySet<Uuid>,
  { tiers }: CreatePerformanceInput,
  house: House,
): readonly NewPool[] | Failed {
  const given = tiers ?? [];
  const names = given.map(({ tier }) => tier.trim());
  const odd = names.findIndex((name, index) => !house.tiers.includes(name) || names.indexOf(name) < index);
  if (odd >= 0)
    return invalidInput(`tiers.${odd}.tier`, 'The seat plan has no such tier, or it has been given already.');
  const missing = house.tiers.find((tier) => !names.includes(tier));
  if (missing !== undefined) return invalidInput('tiers', `Which variant is the tier ${missing}?`);
  const keys = variantKeys(known, 'tiers', given);
  if ('__typename' in keys) return keys;
  const seats = Map.groupBy(house.rows, ({ tier }) => tier);
  return keys.map((variantId, index) => {
    const tier = names[index] ?? '';
    const rows = seats.get(tier) ?? [];
    return { variantId, tier, quantity: rows.reduce((sum, row) => sum + row.lastSeat - row.firstSeat + 1, 0) };
  });
}
