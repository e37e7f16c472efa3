import { idempotencyKeyReused, type invalidInput, notFound } from '@yoyaku/platform/failures';
import { recall, Refusal, runOnce } from '@yoyaku/platform/idempotency';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { JoinWaitlistInput } from '../__generated__/resolver-types.ts';
import type { WantedLine } from '../catalog/catalog.client.ts';
import { waitlistIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem } from '../order/free-text.ts';
import { orderRefusal } from '../order/hold-refusal.ts';
import { lineProblem, wantedLines } from '../order/order-lines.input.ts';
import { endEntry } from './end-offer.ts';
import { offering, offerWaiting } from './offer-waitlist.ts';
import { keepsFromWaiting, waitsFor } from './refused-offer.ts';
import type { WaitlistEntryRow } from './waitlist.entity.ts';
import { waitlistEvent } from './waitlist.events.ts';
import { alreadyWaiting } from './waitlist.failures.ts';
import { waitlistStateAt } from './waitlist.state.ts';
import { findEntries, findWaiting, insertEntry, lockPool, lockSame, type NewEntry } from './waitlist.store.ts';

type Failure =
  | ReturnType<typeof notFound | typeof invalidInput | typeof idempotencyKeyReused | typeof alreadyWaiting>
  | NonNullable<Awaited<ReturnType<typeof refusedByCatalog>>>
  | ReturnType<typeof withoutUnits>;

/** What the idempotency record remembers. */
interface Joined {
  readonly joinedId: Uuid;
}

/**
 * Puts a customer at the end of the line for a variant, judged as an order of it would be, except that it need not be
 * there. Whoever is the first in line is offered what is free at once.
 */
export async function joinWaitlist(
  kit: ReservationsKit,
  accountId: Uuid,
  input: JoinWaitlistInput,
): Promise<WaitlistEntryRow | Failure> {
  const { idempotencyKey, shopId: id, ...given } = input;
  const problem = ofEntry(lineProblem(given, 'lines.0')) ?? keyProblem(idempotencyKey);
  if (problem) return problem;
  const shopId = shopIds.decode(id);
  const shop = shopId === null ? null : await kit.shops.find(shopId);
  if (shop?.status !== 'ACTIVE') return notFound('shop', id);
  const lines = wantedLines(shop, [given], null, randomId);
  if ('__typename' in lines) return ofEntry(withoutUnits(lines));
  const [line] = lines;
  if (!line) throw new Error('a line was lost');

  const body = { shopId: id, ...given };
  const request = idempotencyKey ? { accountId, key: idempotencyKey, operation: 'joinWaitlist', body } : null;
  const earlier = request && (await recall<Joined>(kit.database, request));
  // Nothing but the database is asked within the transaction, and of catalog nothing for what was done before.
  const refused = earlier ? null : await refusedByCatalog(kit, shop.shopId, accountId, line);
  const outcome = await runOnce<Joined | Failure>(kit.database, 'joinWaitlist', request, async (transaction) => {
    if (refused) return new Refusal<Joined | Failure>(refused);
    const entry = newEntry(shop.shopId, accountId, line, kit.clock.now());
    await lockPool(transaction, entry, 'JOIN');
    const same = await lockSame(transaction, entry);
    if (same) {
      if (waitlistStateAt(entry.joinedAt, same) !== 'OFFER_EXPIRED') {
        return new Refusal<Joined | Failure>(alreadyWaiting(waitlistIds.encode(same.shopId, same.entryId)));
      }
      await endEntry(kit, transaction, same, { state: 'OFFER_EXPIRED', at: entry.joinedAt });
    }
    const joined = await insertEntry(transaction, entry);
    if (!joined) throw new Error(`waitlist entry ${entry.entryId} collided although its pool was locked`);
    await appendEvents(transaction, kit.clock, [waitlistEvent(joined)]);
    await scheduleTimers(transaction, [offering(joined, joined.joinedAt)]);
    return { joinedId: joined.entryId };
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  const { result } = outcome;
  if (!('joinedId' in result)) return result;
  return offeredIfFirst(kit, await present(kit, shop.shopId, result.joinedId));
}

function newEntry(shopId: Uuid, accountId: Uuid, line: WantedLine, joinedAt: Date): NewEntry {
  const { variantId, performanceId = null, period, quantity } = line;
  return {
    shopId,
    entryId: randomId(),
    accountId,
    variantId,
    performanceId,
    periodStart: period ? new Date(period.start) : null,
    periodEnd: period ? new Date(period.end) : null,
    quantity,
    joinedAt,
  };
}

/** Why nobody could have such a thing, whatever stock there was; or null. */
async function refusedByCatalog(kit: ReservationsKit, shopId: Uuid, accountId: Uuid, line: WantedLine) {
  const [quoted] = await kit.catalog.quote({ shopId, accountId, atTable: false, lines: [line] });
  const refusals = (quoted?.refusals ?? []).filter((refusal) => !waitsFor(refusal));
  if (refusals.length === 0) return null;
  const failure = orderRefusal({ shopId, lines: [line], now: kit.clock.now() }, refusals);
  return keepsFromWaiting(failure) ? ofEntry(failure) : null;
}

/** The line stands in the input itself. */
function ofEntry<Given extends object | null>(failure: Given): Given {
  if (failure === null || !('field' in failure) || typeof failure.field !== 'string') return failure;
  return { ...failure, field: failure.field.replace(/^lines\.0\./, '') };
}

/** An entry names no units. */
function withoutUnits(failure: Exclude<ReturnType<typeof wantedLines>, readonly unknown[]>) {
  if (failure.__typename === 'UnitNotFound') throw new Error('units were refused that nobody has named');
  return failure;
}

/** The timer would do it as well; but whoever finds stock should be told at once. */
async function offeredIfFirst(kit: ReservationsKit, entry: WaitlistEntryRow): Promise<WaitlistEntryRow> {
  const [first] = entry.state === 'WAITING' ? await findWaiting(kit.database, entry, 0, 1) : [];
  if (first?.entryId !== entry.entryId) return entry;
  try {
    await offerWaiting(kit, entry);
  } catch (error) {
    kit.logger.warn({ err: error, entryId: entry.entryId }, 'nothing could be offered at once; a timer does it');
  }
  return present(kit, entry.shopId, entry.entryId);
}

async function present({ database }: ReservationsKit, shopId: Uuid, entryId: Uuid): Promise<WaitlistEntryRow> {
  const [entry] = await findEntries(database, [{ tenant: shopId, key: entryId }]);
  if (!entry) throw new Error(`waitlist entry ${entryId} is gone`);
  return entry;
}
