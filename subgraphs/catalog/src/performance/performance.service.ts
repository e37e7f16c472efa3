// Performance: one dated occurrence of a product, with a stock of its own. It is SCHEDULED or CANCELLED.
import { badInput } from '@yoyaku/platform/errors';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { invalidStateTransition, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { TenantKey } from '@yoyaku/platform/ids';
import { type Connection, connection, encodeCursor, type PageArguments } from '@yoyaku/platform/paging';
import type {
  CancelPerformanceInput,
  DeletePerformanceInput,
  PerformanceFilter,
  UpdatePerformanceInput,
} from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { checkedPage } from '../cursor.ts';
import { performanceInUse } from '../failures.ts';
import { firstProblem, textProblem, trimmed } from '../given-values.ts';
import { performanceIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import type { PerformanceRow } from './performance.entity.ts';
import type { PerformanceEvent } from './performance.events.ts';
import { timesProblem } from './performance-times.ts';
import { PERFORMANCE_TRANSITIONS } from './performance.state.ts';
import { deletePerformanceRows, lockPerformance, updatePerformanceRow } from './performance.store.ts';

type Failed = ReturnType<typeof notFound> | ReturnType<typeof versionConflict>;
type Refused = Failed | ReturnType<typeof invalidStateTransition>;

export interface PerformanceListArguments extends PageArguments {
  readonly filter?: PerformanceFilter | null | undefined;
}

/**
 * The performances of a product, the earliest first; a product that does not exist has none.
 * @throws BAD_USER_INPUT for a page that cannot be, and for a time that ends before it begins.
 */
export async function performances(
  { loaders }: Context,
  product: TenantKey | null,
  { filter, ...page }: PerformanceListArguments,
): Promise<Connection<PerformanceRow>> {
  const request = checkedPage('performances', ['moment', 'uuid'], page);
  const choice = { status: filter?.status ?? null, from: filter?.from ?? null, to: filter?.to ?? null };
  if (choice.from && choice.to && choice.from >= choice.to) throw badInput('filter.to must come after filter.from.');
  const rows = product ? await loaders.performancesOfProduct.load({ product, choice, request }) : [];
  return connection(rows, request, ({ startsAt, performanceId }) =>
    encodeCursor('performances', [startsAt.toISOString(), performanceId]),
  );
}

/** What all changes of a performance have in common. */
const callFor = (operation: string, input: { performanceId: string; idempotencyKey?: string | null | undefined }) => ({
  operation,
  what: 'performance',
  givenId: input.performanceId,
  shopId: performanceIds.decode(input.performanceId)?.tenant ?? null,
  input,
  problem: null,
});

async function shown<Failure extends { readonly __typename: string }>(
  context: Context,
  performanceId: string,
  done: TenantKey | Failure,
) {
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.performance.load(done)) ?? notFound('performance', performanceId);
}

/** Changes when a performance is, and when it is sold. One that was called off stays as it is. */
export async function updatePerformance(kit: CatalogKit, context: Context, input: UpdatePerformanceInput) {
  const id = performanceIds.decode(input.performanceId);
  const done = await staffMutation<Refused | NonNullable<ReturnType<typeof timesProblem>>>(
    kit,
    context,
    { ...callFor('updatePerformance', input), problem: firstProblem(textProblem('name', input.name, 0, 200)) },
    async (transaction) => {
      const row = id && (await lockPerformance(transaction, id));
      if (!row) return notFound('performance', input.performanceId);
      if (row.version !== input.expectedVersion) return versionConflict('performance', row.version);
      if (row.status === 'CANCELLED') return invalidStateTransition('performance', row.status, 'SCHEDULED', []);
      const times = {
        startsAt: input.startsAt ?? row.startsAt,
        endsAt: input.endsAt ?? row.endsAt,
        saleFrom: input.saleFrom === undefined ? row.saleFrom : input.saleFrom,
        saleUntil: input.saleUntil === undefined ? row.saleUntil : input.saleUntil,
      };
      const problem = timesProblem(times);
      if (problem) return problem;
      const name = input.name === undefined ? row.name : trimmed(input.name);
      await updatePerformanceRow(transaction, row, { name, ...times });
      return row.performanceId;
    },
  );
  return shown(context, input.performanceId, done);
}

/** Calls a performance off. Nothing of it is promised after this commits. */
export async function cancelPerformance(kit: CatalogKit, context: Context, input: CancelPerformanceInput) {
  const id = performanceIds.decode(input.performanceId);
  const done = await staffMutation<Refused>(kit, context, callFor('cancelPerformance', input), async (transaction) => {
    const row = id && (await lockPerformance(transaction, id));
    if (!row) return notFound('performance', input.performanceId);
    if (row.version !== input.expectedVersion) return versionConflict('performance', row.version);
    const allowed = PERFORMANCE_TRANSITIONS[row.status];
    if (!allowed.includes('CANCELLED')) {
      return invalidStateTransition('performance', row.status, 'CANCELLED', allowed);
    }
    await updatePerformanceRow(transaction, row, { status: 'CANCELLED' });
    const event: PerformanceEvent = {
      type: 'PerformanceCancelled',
      shopId: row.shopId,
      aggregateId: row.performanceId,
      version: row.version + 1,
      data: { performanceId: row.performanceId, productId: row.productId },
    };
    await appendEvents(transaction, kit.clock, [event]);
    return row.performanceId;
  });
  return shown(context, input.performanceId, done);
}

/** Deletes a performance that was never ordered, with its seats and whatever else is left of it. */
export async function deletePerformance(kit: CatalogKit, context: Context, input: DeletePerformanceInput) {
  const id = performanceIds.decode(input.performanceId);
  const done = await staffMutation<Failed | ReturnType<typeof performanceInUse>>(
    kit,
    context,
    callFor('deletePerformance', input),
    async (transaction, { accountId }) => {
      const row = id && (await lockPerformance(transaction, id));
      if (!row) return notFound('performance', input.performanceId);
      if (row.version !== input.expectedVersion) return versionConflict('performance', row.version);
      const by = { accountId, now: kit.clock.now() };
      if (await deletePerformanceRows(transaction, row, by)) return row.performanceId;
      return performanceInUse(input.performanceId);
    },
  );
  return isCarriedOut(done) ? { __typename: 'PerformanceDeleted' as const, id: input.performanceId } : done;
}
