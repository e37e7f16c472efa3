// Unit: one thing of which there is only one, e.g. a bike, or a seat of a performance. It is ACTIVE or RETIRED.
import { invalidInput, invalidStateTransition, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey } from '@yoyaku/platform/ids';
import type { ReinstateUnitInput, RetireUnitInput, UpdateUnitInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { labelTaken, unitInUse } from '../failures.ts';
import { firstProblem, textProblem } from '../given-values.ts';
import { unitIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { countUnits } from './register-units.ts';
import { attributesProblem, keptAttributes } from './unit-attributes.ts';
import type { UnitRow } from './unit.entity.ts';
import { UNIT_TRANSITIONS, type UnitStatus } from './unit.state.ts';
import { findUnits, expireHolds, isNeeded, lockUnitPool, moveUnitRow, updateUnitRow } from './unit.store.ts';

type Failed = ReturnType<typeof notFound> | ReturnType<typeof invalidInput> | ReturnType<typeof versionConflict>;

/** What all changes of a unit have in common. */
const callFor = (operation: string, input: { unitId: string; idempotencyKey?: string | null | undefined }) => ({
  operation,
  what: 'unit',
  givenId: input.unitId,
  shopId: unitIds.decode(input.unitId)?.tenant ?? null,
  input,
  problem: null,
});

async function shown<Failure extends { readonly __typename: string }>(
  context: Context,
  unitId: string,
  done: TenantKey | Failure,
) {
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.unit.load(done)) ?? notFound('unit', unitId);
}

/** Changes a unit's label, or what is to be known of it. */
export async function updateUnit(kit: CatalogKit, context: Context, input: UpdateUnitInput) {
  const id = unitIds.decode(input.unitId);
  const label = input.label?.trim();
  const done = await staffMutation<Failed | ReturnType<typeof labelTaken>>(
    kit,
    context,
    {
      ...callFor('updateUnit', input),
      problem: firstProblem(
        textProblem('label', input.label, 1, 100),
        attributesProblem('attributes', input.attributes),
      ),
      breaches: { stock_unit_label_key: () => labelTaken(label ?? '') },
    },
    async (transaction) => {
      const [row] = id ? await findUnits(transaction, [id]) : [];
      if (!id || !row) return notFound('unit', input.unitId);
      if (row.performanceId !== null && label !== undefined && label !== row.label) {
        return invalidInput('label', 'A seat is called by its section, row and number.');
      }
      const attributes = input.attributes ? keptAttributes(input.attributes) : row.attributes;
      const changes = { label: label ?? row.label, attributes };
      if (await updateUnitRow(transaction, id, input.expectedVersion, changes)) return row.unitId;
      const [now] = await findUnits(transaction, [id]);
      return versionConflict('unit', now?.version ?? row.version);
    },
  );
  return shown(context, input.unitId, done);
}

/** Takes a unit out of use, unless somebody has it or will. */
export const retireUnit = (kit: CatalogKit, context: Context, input: RetireUnitInput) =>
  moveUnit(kit, context, 'retireUnit', input, async (transaction, row) => {
    const now = kit.clock.now();
    if (await isNeeded(transaction, row, now)) return unitInUse(input.unitId);
    await expireHolds(transaction, row, now);
    return null;
  });

/** Puts a unit into use again. */
export const reinstateUnit = (kit: CatalogKit, context: Context, input: ReinstateUnitInput) =>
  moveUnit<never>(kit, context, 'reinstateUnit', input, () => Promise.resolve(null));

/** Puts a unit in or out of use, unless something forbids it; its pool counts it accordingly. */
async function moveUnit<Forbidden extends { readonly __typename: string }>(
  kit: CatalogKit,
  context: Context,
  operation: 'retireUnit' | 'reinstateUnit',
  input: RetireUnitInput,
  forbid: (transaction: Transaction, row: UnitRow) => Promise<Forbidden | null>,
) {
  const id = unitIds.decode(input.unitId);
  const to: UnitStatus = operation === 'retireUnit' ? 'RETIRED' : 'ACTIVE';
  const done = await staffMutation<Failed | ReturnType<typeof invalidStateTransition> | Forbidden>(
    kit,
    context,
    callFor(operation, input),
    async (transaction, { shopId, accountId }) => {
      const [seen] = id ? await findUnits(transaction, [id]) : [];
      const pool = seen && (await lockUnitPool(transaction, shopId, seen.poolId));
      // Read again: nobody can change or promise it any more.
      const [row] = pool && id ? await findUnits(transaction, [id]) : [];
      if (!pool || !row) return notFound('unit', input.unitId);
      if (row.version !== input.expectedVersion) return versionConflict('unit', row.version);
      const allowed = UNIT_TRANSITIONS[row.status];
      if (!allowed.includes(to)) return invalidStateTransition('unit', row.status, to, allowed);
      const forbidden = await forbid(transaction, row);
      if (forbidden) return forbidden;
      const now = kit.clock.now();
      await moveUnitRow(transaction, row, to, now);
      const change = { delta: to === 'RETIRED' ? -1 : 1, reason: REASON[to], accountId, note: row.label, now };
      await countUnits(kit, transaction, shopId, pool, change);
      return row.unitId;
    },
  );
  return shown(context, input.unitId, done);
}

/** What the journal says of it. */
const REASON = { ACTIVE: 'REGISTERED', RETIRED: 'RETIRED' } as const;
