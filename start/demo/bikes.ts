import type { DemoShop } from './demo-shop.ts';

const stations = ['여의나루역 1번 출구', '서울시청 앞', '성수역 2번 출구', '망원한강공원'];

const bikes = (first: number, count: number, colour: string) =>
  Array.from({ length: count }, (_, index) => ({
    label: `SPB-${first + index}`,
    attributes: { station: stations[index % stations.length] ?? '', colour },
  }));

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
};
