import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { waitlistIds } from '../../src/ids.ts';
import type { Result } from './operations.ts';
import type { RunningReservations, TestShop } from './running-reservations.ts';

export const ENTRY_FIELDS = `
  id state quantity ahead offeredAt offerExpiresAt joinedAt endedAt cancelledBy cancelReason version
  shop { id } customer { id } variant { id } performance { id } period { start end } order { id state }`;

const FAILURES = `
  ... on Failure { code message retryable }
  ... on NotFound { id }
  ... on InvalidInput { field }`;

const JOIN = `
  mutation Join($input: JoinWaitlistInput!) {
    joinWaitlist(input: $input) {
      __typename ... on WaitlistEntry { ${ENTRY_FIELDS} } ${FAILURES}
      ... on ProductNotFound { variantId }
      ... on InvalidPeriod { variantId }
      ... on PeriodInPast { variantId }
      ... on OutsideOpeningHours { variantId earliestStart }
      ... on NoticeTooShort { variantId minimumStart: earliestStart }
      ... on DurationOutOfRange { variantId minimumMinutes maximumMinutes }
      ... on PerformanceNotFound { performanceId }
      ... on MainItemRequired { variantId mainProducts { id } }
      ... on QuantityLimitExceeded { variantId limit scope requested }
      ... on TableRequired { variantId }
      ... on NotOnSale { variantId saleFrom saleUntil }
      ... on AlreadyWaiting { entryId }
    }
  }`;

const LEAVE = `
  mutation Leave($input: LeaveWaitlistInput!) {
    leaveWaitlist(input: $input) {
      __typename ... on WaitlistEntry { ${ENTRY_FIELDS} } ${FAILURES}
      ... on VersionConflict { currentVersion }
      ... on InvalidStateTransition { from to allowed }
    }
  }`;

const ACCEPT = `
  mutation Accept($input: AcceptOfferInput!) {
    acceptOffer(input: $input) {
      __typename
      ... on Order { id state version remark expiresAt total { amount } lines { quantity variant { id } period { start } } }
      ${FAILURES}
      ... on OfferExpired { expiredAt }
      ... on VersionConflict { currentVersion }
      ... on InvalidStateTransition { from to allowed }
    }
  }`;

/** Sends joinWaitlist and gives its result, whichever of the union it is. */
export async function join(running: RunningReservations, as: Uuid, input: object): Promise<Result> {
  return (await running.data(as, JOIN, { input }))['joinWaitlist'] as Result;
}

export async function leave(running: RunningReservations, as: Uuid, input: object): Promise<Result> {
  return (await running.data(as, LEAVE, { input }))['leaveWaitlist'] as Result;
}

export async function accept(running: RunningReservations, as: Uuid, input: object): Promise<Result> {
  return (await running.data(as, ACCEPT, { input }))['acceptOffer'] as Result;
}

/** Somebody new waits for a bare variant; it must be possible. */
export async function waiting(
  running: RunningReservations,
  shop: TestShop,
  variant: Uuid,
  wanted: { readonly as?: Uuid; readonly quantity?: number; readonly [field: string]: unknown } = {},
): Promise<Waiting> {
  const { as = randomId(), quantity = 1, ...rest } = wanted;
  const variantId = running.variantId(shop, variant);
  const result = await join(running, as, { shopId: shop.id, variantId, quantity, ...rest });
  if (result.__typename !== 'WaitlistEntry') throw new Error(JSON.stringify(result));
  return { id: result.id, as };
}

export interface Waiting {
  /** `wai_…` */
  readonly id: string;
  /** The customer. */
  readonly as: Uuid;
}

export async function entry(running: RunningReservations, { id, as }: Waiting): Promise<Result> {
  const document = `query Entry($id: ID!) { waitlistEntry(id: $id) { ${ENTRY_FIELDS} } }`;
  return (await running.data(as, document, { id }))['waitlistEntry'] as Result;
}

export const statesOf = (running: RunningReservations, ...entries: readonly Waiting[]): Promise<string[]> =>
  Promise.all(entries.map(async (each) => (await entry(running, each)).state));

/** The events of an entry, in the order in which they were written. */
export async function eventsOfEntry(running: RunningReservations, id: string): Promise<string[]> {
  const key = waitlistIds.decode(id);
  const rows = await running.database.query<{ type: string }>(
    'SELECT type FROM outbox WHERE shop_id = $1 AND aggregate_id = $2 ORDER BY inserted',
    [key?.tenant, key?.key],
  );
  return rows.map(({ type }) => type);
}

/** Catalog tells that something of a pool is free, and what follows from that happens. */
export async function stockFreed(
  running: RunningReservations,
  shop: TestShop,
  variantId: Uuid,
  performanceId: Uuid | null = null,
): Promise<void> {
  await running.subgraph.deliver('catalog', {
    type: 'StockFreed',
    shopId: shop.shopId,
    aggregateId: performanceId ?? variantId,
    version: 1,
    data: { variantId, performanceId },
  });
  await running.subgraph.timers.runDue();
}
