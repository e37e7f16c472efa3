import { signsUp } from '../../accounts/sign-up.ts';
import { anId, refused, refusedOutright, someText, yen } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

const price = (amount: string) => ({ amount, currency: 'JPY' });

/** The owner opens a shop and fills its shelves. */
export const shopSteps: readonly Step[] = [
  {
    name: 'the owner opens a shop',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({
      input: {
        name: 'まるや雑貨店',
        kind: 'STORE',
        currency: 'JPY',
        timezone: 'Asia/Tokyo',
        idempotencyKey: 'open the shop',
      },
    }),
    expected: () => ({
      data: {
        createShop: {
          __typename: 'Shop',
          id: anId('shp'),
          currency: 'JPY',
          timezone: 'Asia/Tokyo',
          paymentPolicy: 'PREPAY',
          holdTtlSeconds: 900,
        },
      },
    }),
    keep: { shopId: 'createShop.id', shopName: 'createShop.name' },
  },
  signsUp('clerk', '小林 健'),
  {
    name: 'the clerk comes to work there',
    as: 'owner',
    operation: 'add-member',
    variables: (kept) => ({ input: { shopId: kept('shopId'), accountId: kept('clerk.id'), role: 'STAFF' } }),
    expected: (kept) => ({
      data: { addMember: { __typename: 'Membership', role: 'STAFF', account: { id: kept('clerk.id') } } },
    }),
  },
  {
    name: 'to a customer the members of the shop do not exist',
    as: 'customer',
    operation: 'add-member',
    variables: (kept) => ({ input: { shopId: kept('shopId'), accountId: kept('customer.id'), role: 'OWNER' } }),
    expected: () => refused('addMember', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'an unknown currency is refused',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({ input: { name: 'Nowhere', kind: 'STORE', currency: 'XYZ', timezone: 'Asia/Tokyo' } }),
    expected: () => refused('createShop', 'InvalidInput', 'INVALID_INPUT', { field: 'currency' }),
  },
  {
    name: 'the shop gets a category',
    as: 'owner',
    operation: 'create-category',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: '器' } }),
    expected: () => ({
      data: { createCategory: { __typename: 'Category', id: anId('cat'), name: '器', position: 0 } },
    }),
    keep: { categoryId: 'createCategory.id' },
  },
  {
    name: 'to a customer the back office of the shop does not exist',
    as: 'customer',
    operation: 'create-category',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: 'mine' } }),
    expected: () => refused('createCategory', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'without a token nothing is created',
    operation: 'create-category',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: 'mine' } }),
    expected: () => refusedOutright('UNAUTHENTICATED'),
  },
  {
    name: 'bowls go on sale in two glazes',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: '波佐見焼 飯碗',
        description: '日々の食卓に。',
        categoryId: kept('categoryId'),
        variants: [
          { name: '白', price: price('2400'), initialStock: 4 },
          { name: '呉須', price: price('2600'), initialStock: 5 },
        ],
      },
    }),
    expected: () => ({
      data: {
        createProduct: {
          __typename: 'Product',
          id: anId('prd'),
          status: 'ACTIVE',
          version: 1,
          variants: [
            { id: anId('var'), name: '白', available: 4, onHand: 4 },
            { id: anId('var'), name: '呉須', available: 5, onHand: 5 },
          ],
        },
      },
    }),
    keep: {
      bowlId: 'createProduct.id',
      whiteBowlId: 'createProduct.variants.0.id',
      blueBowlId: 'createProduct.variants.1.id',
    },
  },
  {
    name: 'a single plate goes on sale',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: '限定 豆皿「月兎」',
        categoryId: kept('categoryId'),
        variants: [{ name: '月兎', price: price('3200'), initialStock: 1 }],
      },
    }),
    expected: () => ({ data: { createProduct: { __typename: 'Product', variants: [{ available: 1 }] } } }),
    keep: { plateProductId: 'createProduct.id', plateId: 'createProduct.variants.0.id' },
  },
  {
    name: 'a tenugui goes on sale, outside of any category',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: '藍染め手ぬぐい',
        variants: [{ name: '青海波', price: price('1200'), initialStock: 10 }],
      },
    }),
    expected: () => ({ data: { createProduct: { __typename: 'Product', version: 1 } } }),
    keep: {
      tenuguiProductId: 'createProduct.id',
      tenuguiVersion: 'createProduct.version',
      tenuguiId: 'createProduct.variants.0.id',
    },
  },
  {
    name: 'a price with decimals that yen do not have is refused',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: { shopId: kept('shopId'), name: 'Half a yen', variants: [{ name: 'only', price: price('0.5') }] },
    }),
    expected: () => refused('createProduct', 'InvalidInput', 'INVALID_INPUT', { field: someText }),
  },
  {
    name: 'a page watches how many white bowls there are',
    opens: 'white bowls',
    operation: 'stock-changed',
    variables: (kept) => ({ variantIds: [kept('whiteBowlId')] }),
  },
  {
    name: 'it is told at once that there are four',
    arrivesAt: 'white bowls',
    expected: () => ({ data: { stockChanged: { available: 4 } } }),
  },
  {
    name: 'white bowls come in',
    as: 'owner',
    operation: 'receive-stock',
    variables: (kept) => ({
      input: { variantId: kept('whiteBowlId'), quantity: 6, reason: 'delivery 1', idempotencyKey: 'delivery 1' },
    }),
    expected: (kept) => ({
      data: {
        receiveStock: {
          __typename: 'StockMovement',
          reason: 'RECEIVED',
          onHandDelta: 6,
          variant: { id: kept('whiteBowlId'), available: 10, onHand: 10 },
        },
      },
    }),
    keep: { deliveryId: 'receiveStock.id' },
  },
  {
    name: 'the page that watches them is told',
    arrivesAt: 'white bowls',
    expected: () => ({ data: { stockChanged: { available: 10 } } }),
  },
  {
    name: 'the same delivery, sent again, comes in once',
    as: 'owner',
    operation: 'receive-stock',
    variables: (kept) => ({
      input: { variantId: kept('whiteBowlId'), quantity: 6, reason: 'delivery 1', idempotencyKey: 'delivery 1' },
    }),
    expected: (kept) => ({
      data: { receiveStock: { id: kept('deliveryId'), variant: { available: 10, onHand: 10 } } },
    }),
  },
  {
    name: 'the tenugui is taken off sale',
    as: 'owner',
    operation: 'discontinue-product',
    variables: (kept) => ({
      input: { productId: kept('tenuguiProductId'), expectedVersion: kept('tenuguiVersion') },
    }),
    expected: () => ({
      data: { discontinueProduct: { __typename: 'Product', status: 'DISCONTINUED', discontinuedReason: 'BY_STAFF' } },
    }),
    keep: { tenuguiNewVersion: 'discontinueProduct.version' },
  },
  {
    name: 'whoever saw an older version changes nothing',
    as: 'owner',
    operation: 'discontinue-product',
    variables: (kept) => ({
      input: { productId: kept('tenuguiProductId'), expectedVersion: kept('tenuguiVersion') },
    }),
    expected: (kept) =>
      refused('discontinueProduct', 'VersionConflict', 'VERSION_CONFLICT', {
        currentVersion: kept('tenuguiNewVersion'),
      }),
  },
  {
    name: 'a quiet day: all figures of the new shop are zero',
    as: 'owner',
    operation: 'shop-dashboard',
    variables: (kept) => ({ shopId: kept('shopId') }),
    expected: (kept) => ({
      data: {
        shopDashboard: {
          shop: { id: kept('shopId'), name: kept('shopName') },
          ordersByState: [
            { state: 'PENDING', count: 0 },
            { state: 'CONFIRMED', count: 0 },
            { state: 'COMPLETED', count: 0 },
            { state: 'CANCELLED', count: 0 },
            { state: 'EXPIRED', count: 0 },
          ],
          revenueToday: yen('0'),
          bestSellers: [],
          updatedAt: null,
        },
      },
    }),
  },
  {
    name: 'the owner watches the orders',
    as: 'owner',
    opens: 'feed',
    operation: 'order-feed',
    variables: (kept) => ({ shopId: kept('shopId') }),
  },
  {
    name: 'the owner watches the figures',
    as: 'owner',
    opens: 'figures',
    operation: 'dashboard-stats',
    variables: (kept) => ({ shopId: kept('shopId') }),
  },
  {
    name: 'the figures come at once',
    arrivesAt: 'figures',
    expected: () => ({ data: { dashboardStats: { revenueToday: yen('0'), bestSellers: [], updatedAt: null } } }),
  },
];
