import { signsUp } from '../../accounts/sign-up.ts';
import { day } from '../../walk/days.ts';
import { anId, refused } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

const price = (amount: string) => ({ amount, currency: 'JPY' });

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '09:00', closes: '20:00' }));

/** The rental opens, with its hours and a few things to rent. */
export const shopSteps: readonly Step[] = [
  signsUp('owner', '大村 そば'),
  signsUp('customer', '山田 花子'),
  signsUp('neighbour', '鈴木 一郎'),
  {
    name: 'the owner opens a rental where nothing is paid beforehand',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({
      input: {
        name: 'おむそば堂レンタル',
        kind: 'RENTAL',
        currency: 'JPY',
        timezone: 'Asia/Tokyo',
        paymentPolicy: 'NONE',
        openingHours: everyDay,
      },
    }),
    expected: () => ({ data: { createShop: { __typename: 'Shop', id: anId('shp'), paymentPolicy: 'NONE' } } }),
    keep: { shopId: 'createShop.id' },
  },
  {
    name: 'it is closed on one day',
    as: 'owner',
    operation: 'update-shop',
    variables: (kept) => ({
      input: { shopId: kept('shopId'), expectedVersion: 1, closedDays: [day(kept, 12)] },
    }),
    expected: (kept) => ({
      data: { updateShop: { __typename: 'Shop', closedDays: [day(kept, 12)], openingHours: everyDay, version: 2 } },
    }),
  },
  {
    name: 'a day that no calendar has is refused',
    as: 'owner',
    operation: 'update-shop',
    variables: (kept) => ({ input: { shopId: kept('shopId'), expectedVersion: 2, closedDays: ['2027-02-30'] } }),
    expected: () => refused('updateShop', 'InvalidInput', 'INVALID_INPUT', { field: 'closedDays.0' }),
  },
  {
    name: 'to a customer the settings of the shop are not theirs to change',
    as: 'customer',
    operation: 'update-shop',
    variables: (kept) => ({ input: { shopId: kept('shopId'), expectedVersion: 2, name: 'mine' } }),
    expected: () => refused('updateShop', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'two cameras can be rented, from four days ahead, in half hours, for two weeks at most',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: 'ミラーレスカメラ',
        soldBy: 'PERIOD',
        timeRules: {
          minimumNoticeMinutes: 4 * 24 * 60,
          minimumDurationMinutes: 60,
          maximumDurationMinutes: 14 * 24 * 60,
          slotMinutes: 30,
          bufferAfterMinutes: 30,
        },
        variants: [{ name: '標準セット', price: price('4800'), initialStock: 2 }],
      },
    }),
    expected: () => ({
      data: {
        createProduct: {
          __typename: 'Product',
          soldBy: 'PERIOD',
          timeRules: { minimumNoticeMinutes: 5760, slotMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 30 },
          variants: [{ onHand: 2 }],
        },
      },
    }),
    keep: { cameraId: 'createProduct.variants.0.id' },
  },
  {
    name: 'so can one tent',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: '二人用テント',
        soldBy: 'PERIOD',
        variants: [{ name: '青', price: price('3200'), initialStock: 1 }],
      },
    }),
    expected: () => ({ data: { createProduct: { __typename: 'Product', variants: [{ onHand: 1 }] } } }),
    keep: { tentId: 'createProduct.variants.0.id' },
  },
  {
    name: 'slots that do not fit into a day are refused',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: 'odd slots',
        soldBy: 'PERIOD',
        timeRules: { slotMinutes: 7 * 60 },
      },
    }),
    expected: () => refused('createProduct', 'InvalidInput', 'INVALID_INPUT', { field: 'timeRules.slotMinutes' }),
  },
  {
    name: 'the owner watches what is ordered',
    as: 'owner',
    opens: 'feed',
    operation: 'order-feed',
    variables: (kept) => ({ shopId: kept('shopId') }),
  },
];
