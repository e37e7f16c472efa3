import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { DemoApi } from './demo-api.ts';
import type { DemoShop, LoadedShop } from './demo-shop.ts';

const stations = ['여의나루역 1번 출구', '서울시청 앞', '성수역 2번 출구', '망원한강공원'];

const bikes = (first: number, count: number, colour: string) =>
  Array.from({ length: count }, (_, index) => ({
    label: `SPB-${first + index}`,
    attributes: { station: stations[index % stations.length] ?? '', colour },
  }));

const MINUTE_MILLISECONDS = 60_000;
/** Of a moment at which all of it is done in less than a second. */
const PATIENCE_MILLISECONDS = 20_000;

const wallet = z.object({ wallet: z.object({ balance: z.number() }) });
const lineSchema = z.object({ reservation: z.object({ id: z.string(), state: z.string(), version: z.number() }) });
const orderSchema = z.object({ order: z.object({ lines: z.tuple([lineSchema]) }) });

/** Buys 10,000 points, rides once, calls a ride off, and reserves a bike for tomorrow. */
async function rides(api: DemoApi, token: string, { id: shopId, variants }: LoadedShop): Promise<void> {
  const [variantId] = variants.get('따릉이') ?? [];
  const balance = async () => {
    const query = 'query ($shopId: ID!) { wallet(shopId: $shopId) { balance } }';
    return wallet.parse(await api.asked(token, query, { shopId })).wallet.balance;
  };
  const reserve = async (name: string, ahead: number) => {
    const start = (Math.ceil(Date.now() / MINUTE_MILLISECONDS) + ahead) * MINUTE_MILLISECONDS;
    const period = { start: new Date(start), end: new Date(start + 30 * MINUTE_MILLISECONDS) };
    const input = { shopId, lines: [{ variantId, quantity: 1 }], period };
    const { id } = await api.created(token, 'placeOrder', 'Order', name, input);
    return String(id);
  };
  const reservationOf = async (id: string) => {
    const query = 'query ($id: ID!) { order(id: $id) { lines { reservation { id state version } } } }';
    return orderSchema.parse(await api.asked(token, query, { id })).order.lines[0].reservation;
  };
  const step = async (mutation: string, { id, version }: { id: string; version: number }) =>
    api.created(token, mutation, 'Reservation', id, { reservationId: id, expectedVersion: version }, 'id version');

  await api.created(token, 'topUpPoints', 'Payment', 'points', {
    shopId,
    points: 10_000,
    method: { cardToken: 'tok_visa' },
  });
  await until(async () => (await balance()) === 10_000);
  const [ridden, calledOff] = [await reserve('ride', 1), await reserve('in the rain', 180)];
  await reserve('tomorrow', 1440);
  await api.created(token, 'cancelOrder', 'Order', 'in the rain', { orderId: calledOff });
  await until(async () => (await reservationOf(ridden)).state === 'CONFIRMED');
  await until(async () => (await balance()) === 8_000);
  const taken = await step('pickUpReservation', await reservationOf(ridden));
  await step('returnReservation', { id: String(taken.id), version: Number(taken['version']) });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('The points of the demo did not move.');
    await setTimeout(50);
  }
}

/** The demo city bikes: each bike is a unit of its own, somewhere in Seoul. */
export const cityBikes: DemoShop = {
  owner: { email: 'owner@bikes.example', password: 'demo-owner-password', displayName: '서지우' },
  staff: { email: 'staff@bikes.example', password: 'demo-staff-password', displayName: '한도윤' },
  shop: {
    name: '따릉이',
    kind: 'BIKES',
    currency: 'KRW',
    timezone: 'Asia/Seoul',
    paymentPolicy: 'POINTS',
    endingSoonMinutes: 10,
  },
  categories: ['자전거'],
  products: [
    {
      name: '따릉이',
      description: '서울시 공공자전거. 한 번에 두 시간까지.',
      category: '자전거',
      soldBy: 'PERIOD',
      tracksUnits: true,
      timeRules: { minimumDurationMinutes: 10, maximumDurationMinutes: 120 },
      variants: [
        { name: '일반', sku: 'BIKE', price: '1000', units: bikes(30_101, 8, '초록') },
        { name: '새싹 (20인치)', sku: 'BIKE-20', price: '1000', units: bikes(50_201, 4, '하양') },
      ],
    },
  ],
  activity: {
    customer: { email: 'minji@example.com', password: 'demo-customer-password', displayName: '김민지' },
    remark: 'has 8,000 points for the bikes',
    happens: rides,
  },
};
