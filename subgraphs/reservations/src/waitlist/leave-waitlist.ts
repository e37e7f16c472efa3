import { idempotencyKeyReused, type invalidInput, notFound } from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import type { LeaveWaitlistInput } from '../__generated__/resolver-types.ts';
import type { Loaders } from '../context.ts';
import { waitlistIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem } from '../order/free-text.ts';
import { endEntry } from './end-offer.ts';
import type { WaitlistEntryRow } from './waitlist.entity.ts';
import { entryVersionConflict, refusedWaitlistStep } from './waitlist.failures.ts';
import { WAITLIST_TRANSITIONS, waitlistStateAt } from './waitlist.state.ts';
import { findEntries, lockEntry } from './waitlist.store.ts';

type Refused = ReturnType<typeof notFound | typeof entryVersionConflict | typeof refusedWaitlistStep>;
type Failure = Refused | ReturnType<typeof idempotencyKeyReused | typeof invalidInput>;

/** Takes an entry out of the line, for its customer or the shop's staff; what is held for it goes to the next. */
export async function leaveWaitlist(
  kit: ReservationsKit,
  loaders: Loaders,
  accountId: Uuid,
  { idempotencyKey, ...body }: LeaveWaitlistInput,
): Promise<WaitlistEntryRow | Failure> {
  const { entryId, expectedVersion } = body;
  const problem = keyProblem(idempotencyKey);
  if (problem) return problem;
  const key = waitlistIds.decode(entryId);
  const visible = key && (await loaders.visibleEntry.load(key));
  if (!visible) return notFound('waitlist entry', entryId);

  const request = idempotencyKey ? { accountId, key: idempotencyKey, operation: 'leaveWaitlist', body } : null;
  const outcome = await runOnce<Refused | null>(kit.database, 'leaveWaitlist', request, async (transaction) => {
    const now = kit.clock.now();
    const entry = await lockEntry(transaction, key);
    if (!entry) return new Refusal<Refused>(notFound('waitlist entry', entryId));
    if (typeof expectedVersion === 'number' && expectedVersion !== entry.version) {
      return new Refusal<Refused>(entryVersionConflict(entry.version));
    }
    const state = waitlistStateAt(now, entry);
    if (!WAITLIST_TRANSITIONS[state].includes('CANCELLED')) {
      return new Refusal<Refused>(refusedWaitlistStep(state, 'CANCELLED'));
    }
    const by = visible.accountId === accountId ? 'CUSTOMER' : 'SHOP';
    await endEntry(kit, transaction, entry, { state: 'CANCELLED', at: now, by, reason: null });
    return null;
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  if (outcome.result) return outcome.result;
  loaders.visibleEntry.clear(key);
  const [left] = await findEntries(kit.database, [key]);
  return left ?? notFound('waitlist entry', entryId);
}
