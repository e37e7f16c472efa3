import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { placed } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop();
  customer = randomId();
});

describe('the internal route', () => {
  test('tells what OrderPlaced told, in the present state', async () => {
    const id = await placed(running, shop, customer);
    const asked = { orders: [{ shopId: shop.shopId, orderId: running.orderKey(id) }] };
    const [event] = await running.eventsOf(id);
    const { status, body } = await running.subgraph.service.post('/internal/orders', asked);
    expect(status).toBe(200);
    const [order] = body.orders;
    expect(body).toEqual({ orders: [{ ...event?.data, shopId: shop.shopId, version: 1 }] });
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    const later = await running.subgraph.service.post('/internal/orders', asked);
    expect(later.body).toEqual({ orders: [{ ...order, state: 'EXPIRED' }] });
  });

  test('leaves out what is not there, and refuses bad ids and callers without the token', async () => {
    const id = await placed(running, shop, customer);
    const { service } = running.subgraph;
    const there = { shopId: shop.shopId, orderId: running.orderKey(id) };
    const missing = [
      { ...there, shopId: randomId() },
      { ...there, orderId: randomId() },
    ];
    const { body } = await service.post('/internal/orders', { orders: [...missing, there] });
    expect(body.orders).toMatchObject([there]);
    expect((await service.post('/internal/orders', { orders: [{ shopId: 'x', orderId: 'y' }] })).status).toBe(400);
    expect((await service.post('/internal/orders', { orders: [there] }, {})).status).toBe(401);
  });
});
