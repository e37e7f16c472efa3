/** What our resolvers return for each GraphQL type, by paths relative to src/__generated__. */
export const mappers = {
  Account: '../order/order.entity.ts#AccountReference',
  Order: '../order/order.entity.ts#OrderRow',
  OrderConnection: '../order/order.entity.ts#OrderPage',
  OrderEdge: '../order/order.entity.ts#OrderPageEdge',
  OrderLine: '../order/order.entity.ts#OrderLineRow',
  Reservation: '../reservation/reservation.entity.ts#ReservationRow',
  ReservationConnection: '../reservation/reservation.entity.ts#ReservationPage',
  ReservationEdge: '../reservation/reservation.entity.ts#ReservationPageEdge',
  Cart: '../cart/cart.entity.ts#CartRow',
  CartLine: '../cart/cart.entity.ts#CartLineRow',
  CartHint: '../cart/cart-quote.ts#LineHint',
  Table: '../table/table.entity.ts#TableRow',
  TableConnection: '../table/table.entity.ts#TablePage',
  TableEdge: '../table/table.entity.ts#TablePageEdge',
  TableSession: '../table/table.entity.ts#TableSessionRow',
  TableSessionConnection: '../table/table.entity.ts#TableSessionPage',
  TableSessionEdge: '../table/table.entity.ts#TableSessionPageEdge',
  TableGuest: '../table/table.entity.ts#TableGuestRow',
  WaitlistEntry: '../waitlist/waitlist.entity.ts#WaitlistEntryRow',
  WaitlistEntryConnection: '../waitlist/waitlist.entity.ts#WaitlistPage',
  WaitlistEntryEdge: '../waitlist/waitlist.entity.ts#WaitlistPageEdge',
  OrderFeedEvent: '../order/order-feed.ts#FeedEvent',
};

export const contextType = '../context.ts#Context';
