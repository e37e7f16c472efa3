import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { place, type Result } from './operations.ts';
import type { RunningReservations, TestShop } from './running-reservations.ts';

export const RESERVATION_FIELDS = `
  id state allowedSteps version returnable quantity handedOverAt endedAt cancelledAt overdue overdueSince endingSoon atRisk
  order { id state version } variant { id } product { id } performance { id } period { start end } units { label }`;

const FAILURES = `
  ... on Failure { code message retryable }
  ... on NotFound { id }
  ... on InvalidInput { field }
  ... on VersionConflict { currentVersion }
  ... on InvalidStateTransition { from to allowed }`;

const MORE_FAILURES: Readonly<Record<string, string>> = {
  pickUpReservation: '... on TooEarly { earliest } ... on PeriodOver { end }',
  extendReservation: `
    ... on ExtensionConflict { latestEnd } ... on InvalidPeriod { lineVariantId: variantId }
    ... on PeriodInPast { variantId } ... on OutsideOpeningHours { variantId earliestStart }
    ... on DurationOutOfRange { variantId minimumMinutes maximumMinutes }`,
};

/** The document of a mutation of one reservation. */
export function changeDocument(mutation: string): string {
  const input = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return `
    mutation Change($input: ${input}!) {
      ${mutation}(input: $input) {
        __typename ... on Reservation { ${RESERVATION_FIELDS} } ${FAILURES} ${MORE_FAILURES[mutation] ?? ''}
      }
    }`;
}

export type Mutation =
  | 'prepareReservation'
  | 'readyReservation'
  | 'handOverReservation'
  | 'pickUpReservation'
  | 'returnReservation'
  | 'endReservation'
  | 'extendReservation';

/** Sends a mutation of one reservation and gives its result, whichever of the union it is. */
export async function change(
  running: RunningReservations,
  as: Uuid,
  mutation: Mutation,
  input: object,
): Promise<Result> {
  return (await running.data(as, changeDocument(mutation), { input }))[mutation] as Result;
}

const CANCEL_RESERVATIONS = `
  mutation CancelReservations($input: CancelReservationsInput!) {
    cancelReservations(input: $input) {
      __typename
      ... on Order { id state version total { amount } cancelReason cancelledBy lines { reservation { id state } } }
      ${FAILURES}
      ... on MainItemRequired { variantId mainProducts { id } }
    }
  }`;

export async function cancelLines(running: RunningReservations, as: Uuid, input: object): Promise<Result> {
  return (await running.data(as, CANCEL_RESERVATIONS, { input }))['cancelReservations'] as Result;
}

const RESERVATION = `query Reservation($id: ID!) { reservation(id: $id) { ${RESERVATION_FIELDS} } }`;

export async function reservation(running: RunningReservations, as: Uuid, id: string): Promise<Result | null> {
  return (await running.data(as, RESERVATION, { id }))['reservation'] as Result | null;
}

const OF_ORDER = `query OfOrder($id: ID!) { order(id: $id) { lines { id reservation { ${RESERVATION_FIELDS} } } } }`;

/** The reservations of an order, in the order of its lines. */
export async function reservationsOf(running: RunningReservations, as: Uuid, orderId: string): Promise<Result[]> {
  const { order } = (await running.data(as, OF_ORDER, { id: orderId })) as { order: { lines: Line[] } };
  return order.lines.map((line) => line.reservation);
}

interface Line {
  readonly id: string;
  readonly reservation: Result;
}

/** The one in this place; it must be there. */
export function nth<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new Error(`there is no item ${place} of ${items.length}`);
  return item;
}

/** What is to be ordered: a bare variant and, for what is sold by period, when. */
export interface TestLine {
  readonly variant: Uuid;
  readonly quantity?: number;
  /** Minutes from now. */
  readonly from?: number;
  readonly to?: number;
}

export const minutes = (running: RunningReservations, count: number): string =>
  new Date(running.clock.now().getTime() + count * 60_000).toISOString();

/** Places an order; it must be taken. CONFIRMED at once where the shop asks for no payment. */
export async function ordered(
  running: RunningReservations,
  shop: TestShop,
  customer: Uuid,
  ...lines: readonly TestLine[]
): Promise<{ readonly orderId: string; readonly reservations: readonly Result[] }> {
  const result = await place(running, customer, {
    shopId: shop.id,
    idempotencyKey: randomId(),
    lines: lines.map(({ variant, quantity = 1, from, to }) => ({
      variantId: running.variantId(shop, variant),
      quantity,
      ...(from !== undefined &&
        to !== undefined && { period: { start: minutes(running, from), end: minutes(running, to) } }),
    })),
  });
  if (result.__typename !== 'Order') throw new Error(JSON.stringify(result));
  return { orderId: result.id, reservations: await reservationsOf(running, customer, result.id) };
}

/** Hands what was told of an order to catalog, as its consumer does. Gives how often each line was released. */
export async function releasedBy(running: RunningReservations, orderId: string): Promise<number[]> {
  const ended = await running.eventsOf(orderId);
  const lines = (ended[0]?.data['lines'] as { lineId: Uuid }[]).map(({ lineId }) => lineId);
  const left = new Set(lines);
  const times = new Map(lines.map((lineId) => [lineId, 0]));
  for (const { type, data } of ended) {
    if (!['OrderCancelled', 'OrderExpired', 'OrderLinesCancelled'].includes(type)) continue;
    const some = type === 'OrderLinesCancelled' ? (data['lineIds'] as Uuid[]) : [...left];
    for (const lineId of some) {
      times.set(lineId, (times.get(lineId) ?? 0) + 1);
      left.delete(lineId);
    }
    running.catalog.release({ shopId: '', orderId: running.orderKey(orderId), lineIds: some });
  }
  return [...times.values()];
}
