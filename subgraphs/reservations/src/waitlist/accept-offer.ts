import type { Transaction } from '@yoyaku/platform/database/database';
import { type idempotencyKeyReused, type invalidInput, notFound } from '@yoyaku/platform/failures';
import type { IdempotentRequest } from '@yoyaku/platform/idempotency';
import { randomId, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import type { AcceptOfferInput } from '../__generated__/resolver-types.ts';
import type { Loaders } from '../context.ts';
import { waitlistIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem, textProblem, trimmed } from '../order/free-text.ts';
import { readPaymentMethod, uncalledForPayment } from '../order/payment-method.input.ts';
import type { TooFewPoints } from '../order/pay-with-points.ts';
import { replay } from '../order/place-order.ts';
import { type PlacedOrder, takeOrder } from '../order/take-order.ts';
import { endEntry } from './end-offer.ts';
import { wantedLine } from './offer-waitlist.ts';
import type { WaitlistEntryRow } from './waitlist.entity.ts';
import { entryVersionConflict, offerExpired, refusedWaitlistStep } from './waitlist.failures.ts';
import { waitlistStateAt } from './waitlist.state.ts';
import { findEntries, lockEntry } from './waitlist.store.ts';

type Unacceptable = ReturnType<typeof entryVersionConflict | typeof offerExpired | typeof refusedWaitlistStep>;
type Failure =
  Unacceptable | ReturnType<typeof notFound | typeof invalidInput | typeof idempotencyKeyReused> | TooFewPoints;

/**
 * Makes an order of an offer: the hold that stands becomes the order's, prolonged as for any new order. Whoever writes the
 * order locks the entry; an offer that was missed or left meanwhile makes none.
 * @throws SERVICE_UNAVAILABLE when catalog does not answer; nothing is written then.
 */
export async function acceptOffer(
  kit: ReservationsKit,
  loaders: Loaders,
  accountId: Uuid,
  { idempotencyKey, ...body }: AcceptOfferInput,
): Promise<PlacedOrder | Failure> {
  const { entryId, expectedVersion, remark } = body;
  const problem = textProblem('remark', remark) ?? keyProblem(idempotencyKey);
  if (problem) return problem;
  const paymentMethod = readPaymentMethod(body.payment);
  if (paymentMethod && '__typename' in paymentMethod) return paymentMethod;
  const request: IdempotentRequest = { accountId, key: idempotencyKey ?? randomId(), operation: 'acceptOffer', body };
  const earlier = idempotencyKey ? await replay(kit, request) : null;
  if (earlier) return earlier;

  const key = waitlistIds.decode(entryId);
  const entry = key && (await loaders.visibleEntry.load(key));
  const shop = entry && (await kit.shops.find(entry.shopId));
  if (!key || entry?.accountId !== accountId || shop?.status !== 'ACTIVE') return notFound('waitlist entry', entryId);
  const uncalledFor = uncalledForPayment(shop.paymentPolicy, paymentMethod);
  if (uncalledFor) return uncalledFor;
  const refused = judge(kit, entry, expectedVersion ?? null);
  if (refused) return (await replay(kit, request)) ?? refused;
  const orderId = orderOf(entry);

  const taken = await takeOrder<Unacceptable>(kit, {
    shop,
    accountId,
    orderId,
    request,
    lines: [wantedLine(orderId, entry)],
    remark: trimmed(remark),
    tableSessionId: null,
    paymentMethod,
    isOffered: true,
    claim: (transaction) => claim(kit, transaction, key, expectedVersion ?? null),
  });
  if (taken && !('__typename' in taken)) return taken;
  // Another call under this key was faster, or the offer was over before the order was written.
  const theirs = await replay(kit, request);
  if (theirs) return theirs;
  if (taken?.__typename === 'InsufficientBalance') return taken;
  const late = await judgedAnew(kit, key, expectedVersion ?? null);
  if (late) return late;
  // The hold has lapsed and somebody else has the stock; so the offer is over, even if our clock does not say so yet.
  return offerExpired(entry.offerExpiresAt ?? kit.clock.now());
}

function orderOf({ entryId, orderId }: WaitlistEntryRow): Uuid {
  if (orderId === null) throw new Error(`waitlist entry ${entryId} is offered without an order`);
  return orderId;
}

/** Why an entry cannot be accepted, or null. */
function judge(
  { clock }: ReservationsKit,
  entry: WaitlistEntryRow,
  expectedVersion: number | null,
): Unacceptable | null {
  const state = waitlistStateAt(clock.now(), entry);
  if (state === 'OFFER_EXPIRED' && entry.offerExpiresAt) return offerExpired(entry.offerExpiresAt);
  if (expectedVersion !== null && expectedVersion !== entry.version) return entryVersionConflict(entry.version);
  return state === 'OFFERED' ? null : refusedWaitlistStep(state, 'PURCHASED');
}

async function judgedAnew(kit: ReservationsKit, key: TenantKey, expectedVersion: number | null) {
  const [entry] = await findEntries(kit.database, [key]);
  return entry ? judge(kit, entry, expectedVersion) : null;
}

/** Marks the entry as purchased in the transaction that writes the order. */
async function claim(
  kit: ReservationsKit,
  transaction: Transaction,
  key: TenantKey,
  expectedVersion: number | null,
): Promise<Unacceptable | null> {
  const entry = await lockEntry(transaction, key);
  if (!entry) throw new Error(`waitlist entry ${key.key} is gone`);
  const refused = judge(kit, entry, expectedVersion);
  if (refused) return refused;
  await endEntry(kit, transaction, entry, { state: 'PURCHASED', at: kit.clock.now() });
  return null;
}
