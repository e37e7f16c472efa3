import { requireAccount } from '@yoyaku/platform/auth/viewer';
import type { Transaction } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import { idempotencyKeyReused, type InvalidInputFailure, notFound } from '@yoyaku/platform/failures';
import { type IdempotentRequest, Refusal, runOnce } from '@yoyaku/platform/idempotency';
import { deriveId, randomId, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import type { IdempotencyKeyReused, NotFound } from './__generated__/resolver-types.ts';
import type { Context } from './context.ts';
import { firstProblem, textProblem } from './given-values.ts';
import type { CatalogKit } from './kit.ts';
import { forget } from './loaders.ts';

/** What one call of a mutation is about. */
export interface StaffCall<Failed> {
  /** Its name in the schema. */
  readonly operation: string;
  /** The thing named, e.g. 'category', and its id as it was given. */
  readonly what: string;
  readonly givenId: string;
  /** The shop whose staff may do this; null when the id names nothing. */
  readonly shopId: Uuid | null;
  readonly input: { readonly idempotencyKey?: string | null | undefined };
  /** The first thing that is wrong with the input whatever the state of the shop. */
  readonly problem: InvalidInputFailure | null;
  /** What the breach of a constraint means, by the constraint's name. */
  readonly breaches?: Readonly<Record<string, () => Failed>>;
}

/** Who does it, and the id of what is created, if anything is: the same for the same key. */
export interface Staff {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly newId: Uuid;
}

/** The key of what was created, changed or deleted. */
interface Done {
  readonly key: Uuid;
}

export type CommonFailure =
  | (NotFound & { __typename: 'NotFound' })
  | InvalidInputFailure
  | (IdempotencyKeyReused & { __typename: 'IdempotencyKeyReused' });

/**
 * Does something as a member of a shop's staff, once per idempotency key, in one transaction. The work answers with the
 * key of the thing it has done something to, or with a failure, which undoes everything.
 * @throws UNAUTHENTICATED. To strangers the thing does not exist.
 */
export async function staffMutation<Failed extends Typed>(
  kit: CatalogKit,
  context: Context,
  call: StaffCall<Failed>,
  work: (transaction: Transaction, staff: Staff) => Promise<Uuid | Failed>,
): Promise<TenantKey | Failed | CommonFailure> {
  const done = await reportedStaffMutation<Done, Failed>(kit, context, call, async (transaction, staff) => {
    const result = await work(transaction, staff);
    return typeof result === 'string' ? { key: result } : result;
  });
  return isDone(done) ? { tenant: call.shopId ?? '', key: done.key } : done;
}

/** As {@link staffMutation}, for work that has more to tell than a key. The report is kept, and told again, as JSON. */
export async function reportedStaffMutation<Report extends object, Failed extends Typed>(
  kit: CatalogKit,
  context: Context,
  call: StaffCall<Failed>,
  work: (transaction: Transaction, staff: Staff) => Promise<Report | Failed>,
): Promise<Report | Failed | CommonFailure> {
  const accountId = requireAccount(context.viewer);
  const { shopId, operation, input } = call;
  if (shopId === null || !(await kit.shops.role(shopId, accountId))) return notFound(call.what, call.givenId);
  const { idempotencyKey, ...body } = input;
  const problem = firstProblem(keyProblem(idempotencyKey), call.problem);
  if (problem) return problem;

  const staff = { shopId, accountId, newId: deriveId(operation, accountId, idempotencyKey ?? randomId()) };
  const request: IdempotentRequest | null =
    typeof idempotencyKey === 'string' ? { accountId, key: idempotencyKey, operation, body } : null;
  try {
    const outcome = await runOnce<Report | Failed>(kit.database, operation, request, async (transaction) => {
      const result = await work(transaction, staff);
      return isReport<Report>(result) ? result : new Refusal<Report | Failed>(result);
    });
    // What was loaded before is not true any more.
    forget(context.loaders);
    return outcome.outcome === 'REUSED' ? idempotencyKeyReused() : outcome.result;
  } catch (error) {
    for (const [constraint, failure] of Object.entries(call.breaches ?? {})) {
      if (violates(error, constraint)) return failure();
    }
    throw error;
  }
}

interface Typed {
  readonly __typename: string;
}

/** Whether a mutation was refused; if not, it is the report. */
export const isFailure = <Failed extends Typed>(result: object | Failed): result is Failed => '__typename' in result;

/** Whether a mutation was carried out; if not, it is the failure. */
export const isCarriedOut = (result: TenantKey | Typed): result is TenantKey => !('__typename' in result);

const isDone = (result: Done | Typed): result is Done => !('__typename' in result);

const isReport = <Report extends object>(result: Report | Typed): result is Report => !('__typename' in result);

function keyProblem(key: string | null | undefined) {
  return textProblem('idempotencyKey', key, 1, 200);
}
