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
  OrderFeedEvent: '../order/order-feed.ts#FeedEvent',
};

export const contextType = '../context.ts#Context';
