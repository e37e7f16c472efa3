import { refused, won } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** The free days are over: a ride is to be paid with points, and waits for them. */
export const pointsSteps: readonly Step[] = [
  {
    name: 'the owner asks for points from now on',
    as: 'owner',
    operation: 'update-shop',
    variables: (kept) => ({ input: { shopId: kept('shopId'), expectedVersion: 1, paymentPolicy: 'POINTS' } }),
    expected: () => ({ data: { updateShop: { __typename: 'Shop', paymentPolicy: 'POINTS', version: 2 } } }),
  },
  {
    name: 'whoever saw an older version changes nothing',
    as: 'owner',
    operation: 'update-shop',
    variables: (kept) => ({ input: { shopId: kept('shopId'), expectedVersion: 1, paymentPolicy: 'NONE' } }),
    expected: () => refused('updateShop', 'VersionConflict', 'VERSION_CONFLICT', { currentVersion: 2 }),
  },
  {
    name: 'a reservation now waits for a thousand points',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => {
      const start = Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000;
      return {
        input: {
          shopId: kept('shopId'),
          lines: [{ variantId: kept('variantId'), quantity: 1 }],
          period: { start: new Date(start).toISOString(), end: new Date(start + 1_800_000).toISOString() },
        },
      };
    },
    expected: () => ({
      data: {
        placeOrder: {
          __typename: 'Order',
          state: 'PENDING',
          total: won('1000'),
          lines: [{ reservation: { state: 'HELD' } }],
        },
      },
    }),
  },
];
