import { type DemoShop, EVERY_DAY, openOn } from './demo-shop.ts';

const days = (count: number) => count * 24 * 60;

/** The demo rental: cameras and camping gear in Kyoto, by the hour and by the day. */
export const rental: DemoShop = {
  owner: { email: 'owner@rental.example', password: 'demo-owner-password', displayName: '大村 そば' },
  staff: { email: 'staff@rental.example', password: 'demo-staff-password', displayName: '堂島 由美' },
  shop: {
    name: 'おむそば堂レンタル',
    kind: 'RENTAL',
    currency: 'JPY',
    timezone: 'Asia/Tokyo',
    paymentPolicy: 'NONE',
    openingHours: openOn(EVERY_DAY, '09:00', '20:00'),
    endingSoonMinutes: 60,
  },
  categories: ['カメラ', 'キャンプ'],
  products: [
    {
      name: 'ミラーレスカメラ',
      description: 'フルサイズ、標準ズーム付き。充電器と予備バッテリーが付きます。',
      category: 'カメラ',
      soldBy: 'PERIOD',
      timeRules: {
        minimumNoticeMinutes: 60,
        minimumDurationMinutes: 60,
        maximumDurationMinutes: days(14),
        slotMinutes: 30,
        bufferAfterMinutes: 30,
      },
      variants: [
        { name: '標準セット', sku: 'CAM-STD', price: '4800', initialStock: 5 },
        { name: '望遠セット', sku: 'CAM-TELE', price: '6800', initialStock: 2 },
      ],
    },
    {
      name: '二人用テント',
      description: '設営十分。ペグと張り綱が付きます。',
      category: 'キャンプ',
      soldBy: 'PERIOD',
      timeRules: { minimumDurationMinutes: days(1), maximumDurationMinutes: days(30), bufferAfterMinutes: 120 },
      variants: [{ name: '青', sku: 'TENT-2-BLUE', price: '3200', initialStock: 8 }],
    },
    {
      name: '焚き火台',
      description: '折りたたみ式、火ばさみ付き。',
      category: 'キャンプ',
      soldBy: 'PERIOD',
      timeRules: { minimumDurationMinutes: days(1), maximumDurationMinutes: days(30) },
      variants: [{ name: '中', sku: 'FIRE-M', price: '1500', initialStock: 10 }],
    },
  ],
};
