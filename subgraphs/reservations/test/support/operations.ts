import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { RunningReservations, TestShop } from './running-reservations.ts';

const ORDER_FIELDS = `
  id state version remark paymentRequired placedAt expiresAt confirmedAt cancelledAt cancelReason cancelledBy
  paymentProblem
  total { amount currency }
  lines {
    id quantity unitPrice { amount currency } total { amount currency } variant { id } product { id }
    performance { id } period { start end } units { unit { id } label section row seatNumber }
  }
  shop { id } customer { id }`;

const FAILURE_FIELDS = `
  ... on Failure { code message retryable }
  ... on NotFound { id }
  ... on InvalidInput { field }`;

export const PLACE_ORDER = `
  mutation PlaceOrder($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on Order { ${ORDER_FIELDS} }
      ${FAILURE_FIELDS}
      ... on ProductNotFound { variantId }
      ... on ProductDiscontinued { variantId }
      ... on InsufficientStock { variantId requested available }
      ... on PeriodConflict { variantId requested available nextFreeWindow { start end } }
      ... on InvalidPeriod { variantId }
      ... on PeriodInPast { variantId }
      ... on OutsideOpeningHours { variantId earliestStart }
      ... on NoticeTooShort { variantId minimumStart: earliestStart }
      ... on DurationOutOfRange { variantId minimumMinutes maximumMinutes }
      ... on PerformanceNotFound { performanceId }
      ... on UnitNotFound { unitIds }
      ... on SeatTaken { seats { id } labels }
      ... on UnitTaken { units { id } labels }
      ... on SeatsNotTogether { variantId requested available }
      ... on MainItemRequired { variantId mainProducts { id } }
      ... on QuantityLimitExceeded { variantId limit scope requested }
      ... on TableRequired { variantId }
      ... on NotOnSale { variantId saleFrom saleUntil }
      ... on InsufficientBalance { balance required }
    }
  }`;

export const CANCEL_ORDER = `
  mutation CancelOrder($input: CancelOrderInput!) {
    cancelOrder(input: $input) {
      __typename
      ... on Order { ${ORDER_FIELDS} }
      ${FAILURE_FIELDS}
      ... on VersionConflict { currentVersion }
      ... on InvalidStateTransition { from to allowed }
    }
  }`;

export const ORDER = `query Order($id: ID!) { order(id: $id) { ${ORDER_FIELDS} } }`;

/** An order, or a failure by its __typename. */
export interface Result {
  readonly __typename: string;
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

/** Sends placeOrder and gives its result, whichever of the union it is. */
export async function place(running: RunningReservations, as: Uuid, input: object): Promise<Result> {
  const { placeOrder } = await running.data(as, PLACE_ORDER, { input });
  return placeOrder as Result;
}

/** Places an order of one piece of a fresh variant, or of the one given; it must be taken. Gives its `ord_…`. */
export async function placed(
  running: RunningReservations,
  shop: TestShop,
  customer: Uuid,
  variant: Uuid = running.catalog.addVariant(1),
): Promise<string> {
  const lines = [{ variantId: running.variantId(shop, variant), quantity: 1 }];
  const result = await place(running, customer, { shopId: shop.id, lines, idempotencyKey: randomId() });
  if (result.__typename !== 'Order') throw new Error(JSON.stringify(result));
  return result.id;
}

export async function cancel(running: RunningReservations, as: Uuid, input: object): Promise<Result> {
  const { cancelOrder } = await running.data(as, CANCEL_ORDER, { input });
  return cancelOrder as Result;
}

export async function order(running: RunningReservations, as: Uuid, id: string): Promise<Result | null> {
  const { order: found } = await running.data(as, ORDER, { id });
  return found as Result | null;
}
