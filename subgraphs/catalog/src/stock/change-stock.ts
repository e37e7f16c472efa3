import { invalidInput, notFound } from '@yoyaku/platform/failures';
import { type Connection, connection, encodeCursor, type PageArguments } from '@yoyaku/platform/paging';
import type { AdjustStockInput, ReceiveStockInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { checkedPage } from '../cursor.ts';
import { insufficientStock } from '../failures.ts';
import { firstProblem, rangeProblem, textProblem, trimmed } from '../given-values.ts';
import { performanceIds, variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { MOST_PIECES } from '../limits.ts';
import { type CommonFailure, isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { findVariants } from '../variant/variant.store.ts';
import { poolIdOf } from './pool.ts';
import {
  changeStock,
  findMovement,
  pageOfMovements,
  pageOfPerformanceMovements,
  type StockChange,
  type StockMovementRow,
} from './stock-movement.store.ts';

/** Units are registered, and tickets come with their performance. */
export const notCounted = (field: string) =>
  invalidInput(field, 'Its stock is not kept by number: register units, or create performances.');

/** The stock journal of a variant, the latest movement first; null for strangers. */
export async function stockMovements(
  kit: CatalogKit,
  { loaders }: Context,
  variantId: string,
  page: PageArguments,
): Promise<Connection<StockMovementRow> | null> {
  const id = variantIds.decode(variantId);
  const variant = id && (await loaders.role.load(id.tenant)) ? await loaders.variant.load(id) : null;
  const product = variant && (await loaders.product.load({ tenant: variant.shopId, key: variant.productId }));
  if (id && product?.soldBy === 'PERFORMANCE') {
    const request = checkedPage('movementsOfPerformances', ['moment', 'uuid', 'integer'], page);
    const rows = await pageOfPerformanceMovements(kit.database, id, request);
    return connection(rows, request, ({ occurredAt, poolId, number }) =>
      encodeCursor('movementsOfPerformances', [occurredAt.toISOString(), poolId, number]),
    );
  }
  const request = checkedPage('stockMovements', ['integer'], page);
  if (!id || !variant) return null;
  const rows = await pageOfMovements(kit.database, id, request);
  return connection(rows, request, ({ number }) => encodeCursor('stockMovements', [number]));
}

export async function receiveStock(kit: CatalogKit, context: Context, input: ReceiveStockInput) {
  const received = await change(kit, context, 'receiveStock', input, {
    delta: input.quantity,
    reason: 'RECEIVED',
    problem: firstProblem(
      rangeProblem('quantity', input.quantity, 1, MOST_PIECES),
      textProblem('reason', input.reason, 0, 200),
    ),
  });
  if ('__typename' in received && received.__typename === 'InsufficientStock') {
    throw new Error('stock that came in cannot have been missing');
  }
  return received;
}

export const adjustStock = (kit: CatalogKit, context: Context, input: AdjustStockInput) =>
  change(kit, context, 'adjustStock', input, {
    delta: input.delta,
    reason: 'ADJUSTED',
    problem: firstProblem(
      rangeProblem('delta', input.delta, -MOST_PIECES, MOST_PIECES),
      input.delta === 0 ? invalidInput('delta', 'A correction by nothing is none.') : null,
      textProblem('reason', input.reason, 1, 200),
    ),
  });

type Failed = ReturnType<typeof notFound> | ReturnType<typeof insufficientStock> | ReturnType<typeof invalidInput>;

interface ChangeInput {
  readonly variantId: string;
  readonly performanceId?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

async function change(
  kit: CatalogKit,
  context: Context,
  operation: string,
  input: ChangeInput,
  { delta, reason, problem }: Pick<StockChange, 'delta' | 'reason'> & { problem: ReturnType<typeof firstProblem> },
): Promise<StockMovementRow | Failed | CommonFailure> {
  const id = variantIds.decode(input.variantId);
  const performance = input.performanceId ? performanceIds.decode(input.performanceId) : null;
  const pool = id && { tenant: id.tenant, key: poolIdOf(id.key, performance?.key ?? null) };
  const done = await staffMutation<Failed>(
    kit,
    context,
    { operation, what: 'variant', givenId: input.variantId, shopId: id?.tenant ?? null, input, problem },
    async (transaction, { accountId }) => {
      const [row] = id ? await findVariants(transaction, [id]) : [];
      if (!id || !row || !pool) return notFound('variant', input.variantId);
      if (input.performanceId && performance?.tenant !== id.tenant) return notFound('performance', input.performanceId);
      const note = trimmed(input.reason);
      const changed = await changeStock(transaction, pool, { delta, reason, accountId, note, now: kit.clock.now() });
      if (changed.outcome === 'NOT_FOUND') {
        if (input.performanceId) return notFound('performance', input.performanceId);
        return invalidInput('performanceId', 'The variant is sold by performance: say for which one.');
      }
      if (changed.outcome === 'BY_UNIT') return notCounted('variantId');
      if (changed.outcome === 'TOO_MUCH') return invalidInput('quantity', 'More than a billion pieces cannot be kept.');
      if (changed.outcome === 'INSUFFICIENT') return insufficientStock(input.variantId, -delta, changed.available);
      transaction.afterCommit(() => {
        kit.stockWakeUps.changed(id.tenant, [id.key, ...(changed.settled ?? [])]);
      });
      // A movement is found by its variant, which the input names, and its number.
      return String(changed.number);
    },
  );
  if (!isCarriedOut(done)) return done;
  const movement = pool && (await findMovement(kit.database, pool, Number(done.key)));
  return movement ?? notFound('variant', input.variantId);
}
