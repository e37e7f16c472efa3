// Seat plan: where the seats of a house stand, from which performances get theirs.
import { invalidStateTransition, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { TenantKey } from '@yoyaku/platform/ids';
import { type Connection, connection, encodeCursor, type PageArguments } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type {
  ArchiveSeatPlanInput,
  CreateSeatPlanInput,
  DeleteSeatPlanInput,
  UpdateSeatPlanInput,
} from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { checkedPage } from '../cursor.ts';
import { seatPlanInUse } from '../failures.ts';
import { firstProblem, textProblem } from '../given-values.ts';
import { seatPlanIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { isSections, readSections, seatCountOf } from './seat-layout.ts';
import type { SeatPlanRow } from './seat-plan.entity.ts';
import { SEAT_PLAN_TRANSITIONS, type SeatPlanState } from './seat-plan.state.ts';
import {
  countPerformancesWith,
  deleteSeatPlanRow,
  insertSeatPlan,
  lockSeatPlan,
  pageOfSeatPlans,
  updateSeatPlanRow,
} from './seat-plan.store.ts';

type Failed = ReturnType<typeof notFound> | ReturnType<typeof versionConflict>;

/** The seat plans of a shop by name; null for strangers. */
export async function seatPlans(
  kit: CatalogKit,
  { loaders }: Context,
  { shopId, archived, ...page }: PageArguments & { readonly shopId: string; readonly archived: boolean },
): Promise<Connection<SeatPlanRow> | null> {
  const request = checkedPage('seatPlans', ['text', 'uuid'], page);
  const shop = shopIds.decode(shopId);
  if (!shop || !(await loaders.role.load(shop))) return null;
  const rows = await pageOfSeatPlans(kit.database, shop, archived, request);
  return connection(rows, request, ({ sortName, seatPlanId }) => encodeCursor('seatPlans', [sortName, seatPlanId]));
}

/** A seat plan; null for strangers. */
export async function seatPlan({ loaders }: Context, key: TenantKey | null): Promise<SeatPlanRow | null> {
  return key && (await loaders.role.load(key.tenant)) ? loaders.seatPlan.load(key) : null;
}

export async function createSeatPlan(kit: CatalogKit, context: Context, input: CreateSeatPlanInput) {
  const sections = readSections(input.sections);
  const done = await staffMutation<ReturnType<typeof notFound>>(
    kit,
    context,
    {
      operation: 'createSeatPlan',
      what: 'shop',
      givenId: input.shopId,
      shopId: shopIds.decode(input.shopId),
      input,
      problem: firstProblem(textProblem('name', input.name, 1, 100), isSections(sections) ? null : sections),
    },
    async (transaction, { shopId, newId }) => {
      if (!isSections(sections)) return notFound('shop', input.shopId);
      const content = { name: input.name.trim(), sections, seatCount: seatCountOf(sections) };
      await insertSeatPlan(transaction, { tenant: shopId, key: newId }, content, kit.clock.now());
      return newId;
    },
  );
  if (!isCarriedOut(done)) return done;
  return (
    (await context.loaders.seatPlan.load(done)) ?? notFound('seat plan', seatPlanIds.encode(done.tenant, done.key))
  );
}

/** What all changes of a seat plan have in common. */
const callFor = (operation: string, input: { seatPlanId: string; idempotencyKey?: string | null | undefined }) => ({
  operation,
  what: 'seat plan',
  givenId: input.seatPlanId,
  shopId: seatPlanIds.decode(input.seatPlanId)?.tenant ?? null,
  input,
  problem: null,
});

async function shown<Failure extends { readonly __typename: string }>(
  context: Context,
  seatPlanId: string,
  done: TenantKey | Failure,
) {
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.seatPlan.load(done)) ?? notFound('seat plan', seatPlanId);
}

/** Changes a seat plan; performances that there are keep their seats. */
export async function updateSeatPlan(kit: CatalogKit, context: Context, input: UpdateSeatPlanInput) {
  const id = seatPlanIds.decode(input.seatPlanId);
  const sections = input.sections ? readSections(input.sections) : null;
  const done = await staffMutation<Failed>(
    kit,
    context,
    {
      ...callFor('updateSeatPlan', input),
      problem: firstProblem(
        textProblem('name', input.name, 1, 100),
        sections === null || isSections(sections) ? null : sections,
      ),
    },
    async (transaction) => {
      const row = id && (await lockSeatPlan(transaction, id));
      if (!row) return notFound('seat plan', input.seatPlanId);
      if (row.version !== input.expectedVersion) return versionConflict('seat plan', row.version);
      await updateSeatPlanRow(transaction, row, {
        name: input.name?.trim() ?? row.name,
        ...(sections !== null && isSections(sections) && { sections, seatCount: seatCountOf(sections) }),
      });
      return row.seatPlanId;
    },
  );
  return shown(context, input.seatPlanId, done);
}

/** Takes a seat plan out of the list and from use for new performances, or puts it back. */
export async function moveSeatPlan(
  kit: CatalogKit,
  context: Context,
  operation: 'archiveSeatPlan' | 'restoreSeatPlan',
  input: ArchiveSeatPlanInput,
) {
  const id = seatPlanIds.decode(input.seatPlanId);
  const to: SeatPlanState = operation === 'archiveSeatPlan' ? 'ARCHIVED' : 'CURRENT';
  const done = await staffMutation<Failed | ReturnType<typeof invalidStateTransition>>(
    kit,
    context,
    callFor(operation, input),
    async (transaction) => {
      const row = id && (await lockSeatPlan(transaction, id));
      if (!row) return notFound('seat plan', input.seatPlanId);
      if (row.version !== input.expectedVersion) return versionConflict('seat plan', row.version);
      const from: SeatPlanState = row.archivedAt === null ? 'CURRENT' : 'ARCHIVED';
      const allowed = SEAT_PLAN_TRANSITIONS[from];
      if (!allowed.includes(to)) return invalidStateTransition('seat plan', from, to, allowed);
      await updateSeatPlanRow(transaction, row, { archivedAt: to === 'ARCHIVED' ? kit.clock.now() : null });
      return row.seatPlanId;
    },
  );
  return shown(context, input.seatPlanId, done);
}

/** Deletes a seat plan that no performance was created with. */
export async function deleteSeatPlan(kit: CatalogKit, context: Context, input: DeleteSeatPlanInput) {
  const id = seatPlanIds.decode(input.seatPlanId);
  const done = await staffMutation<Failed | ReturnType<typeof seatPlanInUse>>(
    kit,
    context,
    {
      ...callFor('deleteSeatPlan', input),
      // Counted again below, outside of the transaction that this has ended.
      breaches: { performance_seat_plan_fkey: () => seatPlanInUse(input.seatPlanId, 0) },
    },
    async (transaction) => {
      const row = id && (await lockSeatPlan(transaction, id));
      if (!row) return notFound('seat plan', input.seatPlanId);
      if (row.version !== input.expectedVersion) return versionConflict('seat plan', row.version);
      await deleteSeatPlanRow(transaction, id);
      return row.seatPlanId;
    },
  );
  if (isCarriedOut(done)) return { __typename: 'SeatPlanDeleted' as const, id: input.seatPlanId };
  if (done.__typename !== 'SeatPlanInUse' || !id) return done;
  return seatPlanInUse(input.seatPlanId, await countPerformancesWith(kit.database, id));
}
