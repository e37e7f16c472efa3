import type { DemoShop } from './demo-shop.ts';

/** The demo theatre: numbered seats of dated performances. */
export const theatre: DemoShop = {
  owner: { email: 'owner@musical.example', password: 'demo-owner-password', displayName: '공연우' },
  staff: { email: 'staff@musical.example', password: 'demo-staff-password', displayName: '표지은' },
  shop: {
    name: '아우터파크 대극장',
    kind: 'MUSICAL',
    currency: 'KRW',
    timezone: 'Asia/Seoul',
    holdTtlSeconds: 600,
  },
  // Everything goes back until a day before, half of it until the curtain rises.
  settings: {
    cancellationTiers: [
      { hoursBefore: 24, percent: 100 },
      { hoursBefore: 0, percent: 50 },
    ],
  },
  categories: ['뮤지컬'],
  products: [
    {
      name: '뮤지컬 〈달빛 우편배달부〉',
      description: '창작 뮤지컬, 150분(인터미션 20분 포함). 8세 이상.',
      category: '뮤지컬',
      soldBy: 'PERFORMANCE',
      tracksUnits: true,
      variants: [
        { name: 'VIP', sku: 'MOON-VIP', price: '150000' },
        { name: 'R', sku: 'MOON-R', price: '110000' },
        { name: 'S', sku: 'MOON-S', price: '70000' },
      ],
    },
  ],
  house: {
    name: '대극장',
    sections: [
      { name: '1층', rows: { from: 'A', to: 'E' }, seatsPerRow: 50, tier: 'VIP' },
      { name: '1층', rows: { from: 'F', to: 'T' }, seatsPerRow: 50, tier: 'R' },
      { name: '2층', rows: { from: 'A', to: 'J' }, seatsPerRow: 40, tier: 'S' },
    ],
    product: '뮤지컬 〈달빛 우편배달부〉',
    tiers: ['VIP', 'R', 'S'],
    minutes: 150,
    shows: [
      { weekday: 6, hour: 14 },
      { weekday: 6, hour: 19 },
      { weekday: 7, hour: 15 },
    ],
  },
};
