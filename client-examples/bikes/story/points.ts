import { anId, refused, won } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** Elsewhere a ride is paid with points, and a reservation waits for them. */
export const pointsSteps: readonly Step[] = [
  {
    name: 'the owner opens a second service, for points',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({
      input: {
        name: '따릉이 프리미엄',
        kind: 'BIKES',
        currency: 'KRW',
        timezone: 'Asia/Seoul',
        paymentPolicy: 'POINTS',
      },
    }),
    expected: () => ({ data: { createShop: { __typename: 'Shop', id: anId('shp'), paymentPolicy: 'POINTS' } } }),
    keep: { pointsShopId: 'createShop.id' },
  },
  {
    name: 'it warns its riders ten minutes before the end',
    as: 'owner',
    operation: 'update-shop',
    variables: (kept) => ({ input: { shopId: kept('pointsShopId'), expectedVersion: 1, endingSoonMinutes: 10 } }),
    expected: () => ({ data: { updateShop: { __typename: 'Shop', paymentPolicy: 'POINTS', version: 2 } } }),
  },
  {
    name: 'whoever saw an older version changes nothing',
    as: 'owner',
    operation: 'update-shop',
    variables: (kept) => ({ input: { shopId: kept('pointsShopId'), expectedVersion: 1, paymentPolicy: 'NONE' } }),
    expected: () => refused('updateShop', 'VersionConflict', 'VERSION_CONFLICT', { currentVersion: 2 }),
  },
  {
    name: 'it has bikes with a motor',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('pointsShopId'),
        name: '전기 따릉이',
        soldBy: 'PERIOD',
        tracksUnits: true,
        variants: [{ name: '전기', price: { amount: '1000', currency: 'KRW' } }],
      },
    }),
    expected: () => ({ data: { createProduct: { __typename: 'Product' } } }),
    keep: { motorId: 'createProduct.variants.0.id' },
  },
  {
    name: 'one, to begin with',
    as: 'owner',
    operation: 'register-units',
    variables: (kept) => ({ input: { variantId: kept('motorId'), units: [{ label: 'E-1' }] } }),
    expected: () => ({ data: { registerUnits: { __typename: 'UnitsRegistered', variant: { onHand: 1 } } } }),
  },
  {
    name: 'a reservation holds it, and waits for a thousand points',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => {
      const start = Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000;
      return {
        input: {
          shopId: kept('pointsShopId'),
          lines: [{ variantId: kept('motorId'), quantity: 1 }],
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
          lines: [{ units: [{ label: 'E-1' }], reservation: { state: 'HELD' } }],
        },
      },
    }),
  },
];
