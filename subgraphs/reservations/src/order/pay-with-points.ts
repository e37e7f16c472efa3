import { Batches } from '@yoyaku/platform/batches';
import type { Clock } from '@yoyaku/platform/clock';
import { ServiceCallError, ServiceClient, type ServiceClientOptions } from '@yoyaku/platform/http/service-client';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { z } from 'zod';
import type { InsufficientBalance } from '../__generated__/resolver-types.ts';
import type { OrderRow } from './order.entity.ts';
import type { Typed } from './order.failures.ts';

// Where a shop is paid with points, payments takes them before the order is written, so that whoever has too few hears of
// it at once. That is for the customer's sake only: what counts is what payments makes of OrderPlaced afterwards.

/** More than that no order may cost: a GraphQL integer is not much larger. */
export const MOST_POINTS = 1_000_000_000;

const answersSchema = z.object({
  outcomes: z.array(
    z.discriminatedUnion('outcome', [
      // KNOWN: the order is there, and its points are settled.
      z.object({ outcome: z.enum(['DEBITED', 'KNOWN']) }),
      z.object({ outcome: z.literal('INSUFFICIENT'), balance: z.number().int(), required: z.number().int() }),
    ]),
  ),
});

interface Debit {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly points: number;
  /** RFC 3339: as long as the stock is held. An order that is not written by then never will be. */
  readonly heldUntil: string;
}

/** UNKNOWN: payments does not answer, and will decide when it hears of the order. */
type Answer = z.infer<typeof answersSchema>['outcomes'][number] | { readonly outcome: 'UNKNOWN' };

/** Payments' internal routes about points. Neither fails: what they could not do is made up for by events and time. */
export interface PointsClient {
  /** Takes an order's points in advance. The same order costs the same points once, however often it is asked. */
  debit(debit: Debit): Promise<Answer>;
  /** Gives back what was taken for an order that was not written after all. */
  giveBack(order: Pick<Debit, 'shopId' | 'orderId'>): Promise<void>;
  close(): Promise<void>;
}

const MOST_TOGETHER = 64;
/** Nobody waits longer for an order to be taken because payments hangs … */
const TIMEOUT_MILLISECONDS = 2_000;
/** … and for so long afterwards nobody waits at all. */
const REST_MILLISECONDS = 1_000;

export function pointsClient(
  clock: Clock,
  { logger, ...options }: Omit<ServiceClientOptions, 'service' | 'timeoutMilliseconds'>,
): PointsClient {
  const service = new ServiceClient({
    ...options,
    logger,
    service: 'payments',
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
  });
  let restsUntil = 0;
  const debits = new Batches<Debit, Answer>({
    async run(asked) {
      if (clock.now().getTime() < restsUntil) return asked.map(() => ({ outcome: 'UNKNOWN' }));
      try {
        return (await service.post('/internal/points/debits', { debits: asked }, answersSchema)).outcomes;
      } catch (error) {
        if (!(error instanceof ServiceCallError)) throw error;
        restsUntil = clock.now().getTime() + REST_MILLISECONDS;
        return asked.map(() => ({ outcome: 'UNKNOWN' }));
      }
    },
    keyOf: ({ orderId }) => orderId,
    most: MOST_TOGETHER,
  });
  return {
    debit: (debit) => debits.add(debit),
    async giveBack({ shopId, orderId }) {
      await service.send('/internal/points/returns', { orders: [{ shopId, orderId }] }).catch((error: unknown) => {
        logger.warn({ err: error, orderId }, 'points could not be given back at once; payments does it later');
      });
    },
    close: () => service.close(),
  };
}

/** What a line costs; null where the shop is not paid with points. */
export function pointsOf({ paymentPolicy, pointsPerReservation }: Shop, quantity: number): number | null {
  return paymentPolicy === 'POINTS' ? pointsPerReservation * quantity : null;
}

/** Why there can be no order: the wallet holds too little. */
export type TooFewPoints = Typed<InsufficientBalance>;

/** Takes the points of an order that is about to be written: why there can be none, or null. */
export async function payWithPoints(points: PointsClient, order: OrderRow): Promise<TooFewPoints | null> {
  const { shopId, orderId, accountId, expiresAt } = order;
  if (order.points === null) return null;
  const debit = { shopId, orderId, accountId, points: order.points, heldUntil: expiresAt.toISOString() };
  const answer = await points.debit(debit);
  return answer.outcome === 'INSUFFICIENT' ? insufficientBalance(answer.balance, answer.required) : null;
}

function insufficientBalance(balance: number, required: number): TooFewPoints {
  return {
    __typename: 'InsufficientBalance',
    code: 'INSUFFICIENT_BALANCE',
    message: `The order costs ${required} points, the wallet holds ${balance}.`,
    retryable: true,
    balance,
    required,
  };
}
