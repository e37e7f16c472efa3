import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PointsDebit } from './points-debit.ts';

/** What every event about an order's points carries. */
interface PointsEventData {
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly points: number;
}

/**
 * What payments tells the others about an order's points: they are debited, so the order is paid; they could not be, so
 * there is no order; some were given back.
 */
export type PointsEvent =
  | NewEvent<'PointsDebited' | 'PointsReversed', PointsEventData>
  | NewEvent<
      'PointsRefused',
      Omit<PointsEventData, 'points'> & { readonly balance: number; readonly required: number }
    >;

export function pointsDebited({ shopId, orderId, accountId, points, version }: PointsDebit): PointsEvent {
  return { type: 'PointsDebited', shopId, aggregateId: orderId, version, data: { orderId, accountId, points } };
}

/** @param points how many went back this time */
export function pointsReversed({ shopId, orderId, accountId, version }: PointsDebit, points: number): PointsEvent {
  return { type: 'PointsReversed', shopId, aggregateId: orderId, version, data: { orderId, accountId, points } };
}

export function pointsRefused(
  { shopId, orderId, accountId, version }: PointsDebit,
  balance: number,
  required: number,
): PointsEvent {
  return {
    type: 'PointsRefused',
    shopId,
    aggregateId: orderId,
    version,
    data: { orderId, accountId, balance, required },
  };
}
