import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { encodeCursor } from '@yoyaku/platform/paging';
import { change, nth, ordered } from './support/reservations.ts';
import { RunningReservations } from './support/running-reservations.ts';

const ORDER_CHANGED = `subscription ($orderId: ID!) {
  orderChanged(orderId: $orderId) { state version lines { reservation { state } } }
}`;
const ORDER_FEED = `subscription ($shopId: ID!, $after: String) {
  orderFeed(shopId: $shopId, after: $after) {
    ... on OrderFeedEvent { type order { id } reservation { id state allowedSteps } }
  }
}`;

let running: RunningReservations;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

test('each step is seen at once by whoever watches the order', async () => {
  const shop = running.openShop({ paymentPolicy: 'NONE' });
  const customer = randomId();
  const { orderId, reservations } = await ordered(running, shop, customer, { variant: running.catalog.addVariant(1) });
  const reservationId = nth(reservations, 0).id;
  const watched = running.subscribe(customer, ORDER_CHANGED, { orderId });
  const next = async () => (await watched.next()).value.data.orderChanged as unknown;
  expect(await next()).toMatchObject({ version: 2, lines: [{ reservation: { state: 'CONFIRMED' } }] });
  await change(running, shop.staff, 'prepareReservation', { reservationId });
  expect(await next()).toMatchObject({ version: 3, lines: [{ reservation: { state: 'PREPARING' } }] });
  await change(running, shop.staff, 'readyReservation', { reservationId });
  expect(await next()).toMatchObject({ version: 4, lines: [{ reservation: { state: 'READY' } }] });
  await change(running, shop.staff, 'handOverReservation', { reservationId });
  expect(await next()).toMatchObject({
    state: 'COMPLETED',
    version: 6,
    lines: [{ reservation: { state: 'HANDED_OVER' } }],
  });
  await watched.return?.();
});

test('each step is in the feed of the shop, with its reservation', async () => {
  const shop = running.openShop({ paymentPolicy: 'NONE' });
  const lines = [{ variant: running.catalog.addRental(1), from: 0, to: 60 }];
  const { orderId, reservations } = await ordered(running, shop, randomId(), ...lines);
  const reservationId = nth(reservations, 0).id;
  for (const mutation of ['pickUpReservation', 'returnReservation'] as const) {
    await change(running, shop.staff, mutation, { reservationId });
  }
  const after = encodeCursor('order feed', [0]);
  const feed = running.subscribe(shop.staff, ORDER_FEED, { shopId: shop.id, after });
  const items = [];
  while (items.length < 5) items.push((await feed.next()).value.data.orderFeed as unknown);
  await feed.return?.();
  const reservation = { id: reservationId, state: 'RETURNED', allowedSteps: [] };
  const order = { id: orderId };
  expect(items).toEqual([
    { type: 'ORDER_PLACED', order, reservation: null },
    { type: 'ORDER_CONFIRMED', order, reservation: null },
    { type: 'RESERVATION_HANDED_OVER', order, reservation },
    { type: 'RESERVATION_RETURNED', order, reservation },
    { type: 'ORDER_COMPLETED', order, reservation: null },
  ]);
});
