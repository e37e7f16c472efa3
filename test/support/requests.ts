import type { FullShop } from './full-shop.ts';
import { daysAhead } from './kinds.ts';

type Ids = FullShop['ids'];
type Request = (ids: Ids) => object;

const named = (key: string, name: keyof Ids, more: object = {}): Request => {
  return (ids) => ({ [key]: ids[name], ...more });
};

const from = daysAhead(20);
const to = daysAhead(21);
const period = { start: from, end: to };
/** What was just created has not been changed yet. */
const expectedVersion = 1;
const price = { amount: '100', currency: 'JPY' };
const sections = [{ name: '1F', rows: { from: 'A', to: 'B' }, seatsPerRow: 10, tier: 'R' }];

const seat = (ids: Ids) => ({
  variantId: ids.showVariant,
  performanceId: ids.performance,
  unitIds: [ids.seat],
  quantity: 1,
});

/** For each query and subscription that takes ids: its arguments, as staff of the shop would ask it. */
export const QUERIES: Readonly<Record<string, Request>> = {
  shop: named('id', 'shop'),
  product: named('id', 'product'),
  products: (ids) => ({ shopId: ids.shop, filter: { categoryId: ids.category } }),
  categories: named('shopId', 'shop'),
  variants: named('shopId', 'shop'),
  availability: (ids) => ({ variantId: ids.bikeVariant, unitId: ids.unit, from, to }),
  stockMovements: named('variantId', 'variant'),
  stockUnits: (ids) => ({ variantId: ids.showVariant, performanceId: ids.performance }),
  stockUnit: named('id', 'unit'),
  seatPlans: named('shopId', 'shop'),
  seatPlan: named('id', 'seatPlan'),
  performances: named('productId', 'show'),
  performance: named('id', 'performance'),
  seatMap: named('performanceId', 'performance'),
  shopDashboard: named('shopId', 'shop'),
  payment: named('id', 'payment'),
  wallet: named('shopId', 'shop'),
  walletEntries: named('shopId', 'shop'),
  refundQuote: named('orderId', 'order'),
  stuckPayments: named('shopId', 'shop'),
  order: named('id', 'order'),
  shopOrders: named('shopId', 'shop'),
  reservation: named('id', 'reservation'),
  shopReservations: (ids) => ({ shopId: ids.shop, filter: { variantId: ids.variant } }),
  cart: named('id', 'cart'),
  myCart: named('shopId', 'shop'),
  table: named('id', 'table'),
  tables: named('shopId', 'shop'),
  tableSession: named('id', 'tableSession'),
  tableChanged: named('tableSessionId', 'tableSession'),
  waitlistEntry: named('id', 'entry'),
  shopWaitlist: (ids) => ({ shopId: ids.shop, filter: { variantId: ids.showVariant, performanceId: ids.performance } }),
  waitlistChanged: named('entryId', 'entry'),
  dashboardStats: named('shopId', 'shop'),
  orderChanged: named('orderId', 'order'),
  paymentChanged: named('orderId', 'order'),
  orderFeed: named('shopId', 'shop'),
};

/** For each mutation that takes ids: its input, as staff of the shop would give it. */
export const MUTATIONS: Readonly<Record<string, Request>> = {
  updateShop: named('shopId', 'shop', { expectedVersion, name: 'Another' }),
  archiveShop: named('shopId', 'shop', { expectedVersion }),
  reopenShop: named('shopId', 'shop', { expectedVersion }),
  addMember: (ids) => ({ shopId: ids.shop, accountId: ids.owner, role: 'STAFF' }),
  updateMember: (ids) => ({ shopId: ids.shop, accountId: ids.owner, role: 'STAFF', expectedVersion }),
  removeMember: (ids) => ({ shopId: ids.shop, accountId: ids.owner }),

  createCategory: named('shopId', 'shop', { name: 'Paper' }),
  updateCategory: named('categoryId', 'category', { expectedVersion, name: 'Silk' }),
  deleteCategory: named('categoryId', 'category', { expectedVersion }),
  archiveCategory: named('categoryId', 'category', { expectedVersion }),
  restoreCategory: named('categoryId', 'category', { expectedVersion }),

  createProduct: (ids) => ({ shopId: ids.shop, categoryId: ids.category, name: 'Furoshiki' }),
  updateProduct: (ids) => ({ productId: ids.product, categoryId: ids.category, expectedVersion, name: 'Furoshiki' }),
  discontinueProduct: named('productId', 'product', { expectedVersion }),
  reactivateProduct: named('productId', 'product', { expectedVersion }),
  deleteProduct: named('productId', 'product', { expectedVersion }),
  archiveProduct: named('productId', 'product', { expectedVersion }),
  restoreProduct: named('productId', 'product', { expectedVersion }),
  setProductRules: (ids) => ({
    productId: ids.product,
    expectedVersion,
    rules: [{ kind: 'REQUIRES_MAIN', mainProductIds: [ids.main] }],
  }),
  importProducts: named('shopId', 'shop', { csv: 'product,variant,price\nA,B,1\n' }),
  importUnits: (ids) => ({ shopId: ids.shop, variantId: ids.bikeVariant, csv: 'label\nB-2\n' }),

  createVariant: named('productId', 'product', { name: 'Asanoha', price }),
  updateVariant: named('variantId', 'variant', { expectedVersion, name: 'Asanoha' }),
  deleteVariant: named('variantId', 'variant', { expectedVersion }),
  archiveVariant: named('variantId', 'variant', { expectedVersion }),
  restoreVariant: named('variantId', 'variant', { expectedVersion }),
  receiveStock: (ids) => ({ variantId: ids.concertVariant, performanceId: ids.concertPerformance, quantity: 1 }),
  adjustStock: (ids) => ({
    variantId: ids.concertVariant,
    performanceId: ids.concertPerformance,
    delta: 1,
    reason: 'counted',
  }),

  registerUnits: named('variantId', 'bikeVariant', { units: [{ label: 'B-3' }] }),
  updateUnit: named('unitId', 'unit', { expectedVersion, label: 'B-4' }),
  retireUnit: named('unitId', 'unit', { expectedVersion }),
  reinstateUnit: named('unitId', 'unit', { expectedVersion }),
  createSeatPlan: named('shopId', 'shop', { name: 'Balcony', sections }),
  updateSeatPlan: named('seatPlanId', 'seatPlan', { expectedVersion, name: 'Stalls' }),
  archiveSeatPlan: named('seatPlanId', 'seatPlan', { expectedVersion }),
  restoreSeatPlan: named('seatPlanId', 'seatPlan', { expectedVersion }),
  deleteSeatPlan: named('seatPlanId', 'seatPlan', { expectedVersion }),
  createPerformance: (ids) => ({
    productId: ids.show,
    seatPlanId: ids.seatPlan,
    tiers: [{ tier: 'R', variantId: ids.showVariant }],
    startsAt: from,
    endsAt: to,
  }),
  updatePerformance: named('performanceId', 'performance', { expectedVersion, name: 'Matinee' }),
  cancelPerformance: named('performanceId', 'performance', { expectedVersion }),
  deletePerformance: named('performanceId', 'performance', { expectedVersion }),

  placeOrder: (ids) => ({ shopId: ids.shop, lines: [seat(ids)] }),
  cancelOrder: named('orderId', 'order'),
  payOrder: named('orderId', 'order', { method: { cardToken: 'tok_visa' } }),
  retryPayment: named('paymentId', 'payment', { method: { cardToken: 'tok_visa' } }),
  topUpPoints: named('shopId', 'shop', { points: 1, method: { cardToken: 'tok_visa' } }),
  refundPayment: named('paymentId', 'payment', { amount: price }),
  prepareReservation: named('reservationId', 'reservation'),
  readyReservation: named('reservationId', 'reservation'),
  handOverReservation: named('reservationId', 'reservation'),
  pickUpReservation: named('reservationId', 'reservation'),
  returnReservation: named('reservationId', 'reservation'),
  endReservation: named('reservationId', 'reservation'),
  extendReservation: named('reservationId', 'reservation', { newEnd: to }),
  cancelReservations: (ids) => ({ orderId: ids.order, lineIds: [ids.line] }),

  addToCart: (ids) => ({ shopId: ids.shop, line: seat(ids) }),
  updateCartLine: (ids) => ({
    cartId: ids.cart,
    lineId: ids.cartLine,
    performanceId: ids.performance,
    unitIds: [ids.seat],
  }),
  removeCartLine: (ids) => ({ cartId: ids.cart, lineId: ids.cartLine }),
  clearCart: named('cartId', 'cart'),
  checkout: named('cartId', 'cart'),
  joinWaitlist: (ids) => ({
    shopId: ids.shop,
    variantId: ids.showVariant,
    performanceId: ids.performance,
    quantity: 1,
  }),
  leaveWaitlist: named('entryId', 'entry'),
  acceptOffer: named('entryId', 'entry'),
  createTable: named('shopId', 'shop', { name: 'In the corner' }),
  updateTable: named('tableId', 'table', { name: 'In the corner' }),
  archiveTable: named('tableId', 'table'),
  restoreTable: named('tableId', 'table'),
  deleteTable: named('tableId', 'table'),
  openTable: named('tableId', 'table'),
  closeTable: named('tableSessionId', 'tableSession'),
};

/** Ids that stand in an input instead of others: each is tried in a request of its own. */
export const INSTEAD: Readonly<Record<string, readonly Request[]>> = {
  shopReservations: [
    (ids) => ({ shopId: ids.shop, filter: { performanceId: ids.performance } }),
    (ids) => ({ shopId: ids.shop, filter: { tableSessionId: ids.tableSession } }),
  ],
  addToCart: [(ids) => ({ shopId: ids.shop, tableSessionId: ids.tableSession, line: seat(ids) })],
  cancelReservations: [(ids) => ({ orderId: ids.order, reservationIds: [ids.reservation] })],
  createPerformance: [
    (ids) => ({
      productId: ids.concert,
      stock: [{ variantId: ids.concertVariant, quantity: 1 }],
      startsAt: from,
      endsAt: to,
    }),
  ],
  placeOrder: [
    (ids) => ({ shopId: ids.shop, lines: [{ variantId: ids.bikeVariant, unitIds: [ids.unit], quantity: 1, period }] }),
    (ids) => ({ shopId: ids.shop, tableSessionId: ids.tableSession, lines: [seat(ids)] }),
  ],
};
