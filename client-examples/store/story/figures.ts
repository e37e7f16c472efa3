import { aMoment, refusedOutright, yen } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** What the day comes to. */
export const figureSteps: readonly Step[] = [
  {
    name: 'the day comes to two bowls and a plate; what the clerk gave back by hand is no matter of the figures',
    as: 'owner',
    operation: 'shop-dashboard',
    variables: (kept) => ({ shopId: kept('shopId'), first: 3 }),
    eventually: true,
    expected: (kept) => ({
      data: {
        shopDashboard: {
          ordersByState: [
            { state: 'PENDING', count: 0 },
            { state: 'CONFIRMED', count: 2 },
            { state: 'COMPLETED', count: 0 },
            { state: 'CANCELLED', count: 1 },
            { state: 'EXPIRED', count: 0 },
          ],
          revenueToday: yen('8400'),
          bestSellers: [
            { quantity: 2, revenue: yen('5200'), variant: { id: kept('blueBowlId') } },
            {
              quantity: 1,
              revenue: yen('3200'),
              variant: { id: kept('plateId'), product: { name: '限定 豆皿「月兎」' } },
            },
          ],
          updatedAt: aMoment,
        },
      },
    }),
  },
  {
    name: 'to a customer the figures do not exist',
    as: 'customer',
    operation: 'shop-dashboard',
    variables: (kept) => ({ shopId: kept('shopId') }),
    expected: () => ({ data: { shopDashboard: null } }),
  },
  {
    name: 'nor to nobody',
    operation: 'shop-dashboard',
    variables: (kept) => ({ shopId: kept('shopId') }),
    expected: () => refusedOutright('UNAUTHENTICATED'),
  },
  {
    name: 'the customer logs out',
    operation: 'log-out',
    variables: (kept) => ({ input: { refreshToken: kept('customer.refreshToken') } }),
    expected: () => ({ data: { logOut: { __typename: 'LoggedOut', loggedOutAt: aMoment } } }),
  },
];
