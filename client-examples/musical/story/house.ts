import { signsUp } from '../../accounts/sign-up.ts';
import { day } from '../../walk/days.ts';
import { anId, refused, someText, won } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

const price = (amount: string) => ({ amount, currency: 'KRW' });

/** A thousand seats: VIP in the first four rows, R behind them. */
const sections = [
  { name: '1층', rows: { from: 'A', to: 'D' }, seatsPerRow: 50, tier: 'VIP' },
  { name: '1층', rows: { from: 'E', to: 'T' }, seatsPerRow: 50, tier: 'R' },
];

/** Everything goes back until three days before, half of it until three hours before, then nothing. */
const cancellationTiers = [
  { hoursBefore: 72, percent: 100 },
  { hoursBefore: 3, percent: 50 },
];

const theatre = (tiers: typeof cancellationTiers) => ({
  input: {
    name: '아우터파크 소극장',
    kind: 'MUSICAL',
    currency: 'KRW',
    timezone: 'Asia/Seoul',
    cancellationTiers: tiers,
  },
});

const performance = (kept: Kept, ahead: number) => ({
  productId: kept('showId'),
  startsAt: `${day(kept, ahead)}T10:00:00Z`,
  endsAt: `${day(kept, ahead)}T12:30:00Z`,
  seatPlanId: kept('seatPlanId'),
  tiers: [
    { tier: 'VIP', variantId: kept('vipId') },
    { tier: 'R', variantId: kept('rId') },
  ],
});

/** The theatre opens, says where its seats stand, and puts two performances on sale. */
export const houseSteps: readonly Step[] = [
  signsUp('owner', '공연우'),
  signsUp('customer', '김민지'),
  signsUp('neighbour', '이준호'),
  {
    name: 'a theatre that gives back more the later one calls off is none',
    as: 'owner',
    operation: 'create-shop',
    variables: () =>
      theatre([
        { hoursBefore: 72, percent: 50 },
        { hoursBefore: 3, percent: 100 },
      ]),
    expected: () => refused('createShop', 'InvalidInput', 'INVALID_INPUT', { field: someText }),
  },
  {
    name: 'the owner opens a theatre, and says what goes back when',
    as: 'owner',
    operation: 'create-shop',
    variables: () => theatre(cancellationTiers),
    expected: () => ({
      data: {
        createShop: {
          __typename: 'Shop',
          id: anId('shp'),
          kind: 'MUSICAL',
          paymentPolicy: 'PREPAY',
          cancellationTiers,
        },
      },
    }),
    keep: { shopId: 'createShop.id' },
  },
  {
    name: 'a show has two prices',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: '뮤지컬 〈달빛 우편배달부〉',
        soldBy: 'PERFORMANCE',
        tracksUnits: true,
        variants: [
          { name: 'VIP', price: price('150000') },
          { name: 'R', price: price('110000') },
        ],
      },
    }),
    expected: () => ({
      data: {
        createProduct: {
          __typename: 'Product',
          soldBy: 'PERFORMANCE',
          variants: [{ name: 'VIP' }, { name: 'R' }],
        },
      },
    }),
    keep: {
      showId: 'createProduct.id',
      showVersion: 'createProduct.version',
      vipId: 'createProduct.variants.0.id',
      rId: 'createProduct.variants.1.id',
    },
  },
  {
    name: 'a plan of twenty rows is described in two lines',
    as: 'owner',
    operation: 'create-seat-plan',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: '소극장', sections } }),
    expected: () => ({
      data: { createSeatPlan: { __typename: 'SeatPlan', id: anId('spl'), tiers: ['VIP', 'R'], seatCount: 1000 } },
    }),
    keep: { seatPlanId: 'createSeatPlan.id' },
  },
  {
    name: 'rows from T to A are no rows',
    as: 'owner',
    operation: 'create-seat-plan',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: 'upside down',
        sections: [{ name: '1층', rows: { from: 'T', to: 'A' }, seatsPerRow: 50, tier: 'R' }],
      },
    }),
    expected: () => refused('createSeatPlan', 'InvalidInput', 'INVALID_INPUT'),
  },
  {
    name: 'to a customer the back office of the theatre does not exist',
    as: 'customer',
    operation: 'create-seat-plan',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: 'mine', sections } }),
    expected: () => refused('createSeatPlan', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'a performance goes on sale with all its seats',
    as: 'owner',
    operation: 'create-performance',
    variables: (kept) => ({ input: performance(kept, 7) }),
    expected: (kept) => ({
      data: {
        createPerformance: {
          __typename: 'Performance',
          id: anId('prf'),
          status: 'SCHEDULED',
          pools: [
            { tier: 'VIP', available: 200, variant: { id: kept('vipId') } },
            { tier: 'R', available: 800, variant: { id: kept('rId') } },
          ],
        },
      },
    }),
    keep: { performanceId: 'createPerformance.id', performanceVersion: 'createPerformance.version' },
  },
  {
    name: 'another one is announced, to be sold from the day before',
    as: 'owner',
    operation: 'create-performance',
    variables: (kept) => ({ input: { ...performance(kept, 14), saleFrom: `${day(kept, 13)}T00:00:00Z` } }),
    expected: () => ({ data: { createPerformance: { __typename: 'Performance' } } }),
    keep: { laterPerformanceId: 'createPerformance.id' },
  },
  {
    name: 'a performance that ends before it begins is refused',
    as: 'owner',
    operation: 'create-performance',
    variables: (kept) => ({ input: { ...performance(kept, 21), endsAt: `${day(kept, 20)}T12:30:00Z` } }),
    expected: () => refused('createPerformance', 'InvalidInput', 'INVALID_INPUT', { field: 'endsAt' }),
  },
  {
    name: 'no row has sixty seats',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [{ variantId: kept('rId'), performanceId: kept('performanceId'), quantity: 60, together: true }],
      },
    }),
    expected: () => refused('placeOrder', 'SeatsNotTogether', 'SEATS_NOT_TOGETHER', { requested: 60, available: 50 }),
  },
  {
    name: 'a customer may have four seats of the show',
    as: 'owner',
    operation: 'set-product-rules',
    variables: (kept) => ({
      input: {
        productId: kept('showId'),
        expectedVersion: kept('showVersion'),
        rules: [{ kind: 'MAX_PER_CUSTOMER', limit: 4 }],
      },
    }),
    expected: () => ({ data: { setProductRules: { __typename: 'Product', rules: [{}] } } }),
  },
  {
    name: 'anybody sees what is played, and when',
    operation: 'performances',
    variables: (kept) => ({ productId: kept('showId'), first: 1 }),
    expected: (kept) => ({
      data: {
        performances: {
          nodes: [
            {
              id: kept('performanceId'),
              startsAt: `${day(kept, 7)}T10:00:00.000Z`,
              pools: [
                { tier: 'VIP', available: 200, variant: { price: won('150000') } },
                { tier: 'R', available: 800, variant: { price: won('110000') } },
              ],
            },
          ],
          pageInfo: { hasNextPage: true },
        },
      },
    }),
  },
  {
    name: 'the seat map shows a thousand free seats',
    operation: 'seat-map',
    variables: (kept) => ({ performanceId: kept('performanceId') }),
    expected: () => ({ data: { seatMap: { available: 1000 } } }),
    keep: {
      a1: 'seatMap.sections.0.rows.0.seats.0.id',
      a2: 'seatMap.sections.0.rows.0.seats.1.id',
      a3: 'seatMap.sections.0.rows.0.seats.2.id',
      b1: 'seatMap.sections.0.rows.1.seats.0.id',
    },
  },
];
