import { type DemoShop, EVERY_DAY, openOn } from './demo-shop.ts';

/** The demo restaurant: a menu, ordered from the phones at a table. */
export const restaurant: DemoShop = {
  owner: { email: 'owner@table.example', password: 'demo-owner-password', displayName: '오하늘' },
  staff: { email: 'staff@table.example', password: 'demo-staff-password', displayName: '백주방' },
  shop: {
    name: '하이오더 분식',
    kind: 'TABLE',
    currency: 'KRW',
    timezone: 'Asia/Seoul',
    openingHours: openOn(EVERY_DAY, '11:00', '22:00'),
    holdTtlSeconds: 300,
  },
  categories: ['메인', '사이드', '음료', '서비스'],
  products: [
    {
      name: '떡볶이',
      description: '쌀떡, 중간 매운맛.',
      category: '메인',
      variants: [
        { name: '1인분', sku: 'TTEOK-1', price: '6000', initialStock: 60 },
        { name: '2인분', sku: 'TTEOK-2', price: '11000', initialStock: 40 },
      ],
    },
    {
      name: '비빔밥',
      description: '제철 나물과 달걀.',
      category: '메인',
      variants: [{ name: '보통', sku: 'BIBIM', price: '9000', initialStock: 50 }],
    },
    {
      name: '김말이 튀김',
      description: '떡볶이나 비빔밥과 함께.',
      category: '사이드',
      needs: ['떡볶이', '비빔밥'],
      variants: [{ name: '4개', sku: 'GIMMARI', price: '4000', initialStock: 80 }],
    },
    {
      name: '식혜',
      description: '살얼음 동동.',
      category: '음료',
      variants: [{ name: '한 잔', sku: 'SIKHYE', price: '3000', initialStock: 100 }],
    },
    {
      name: '오늘의 서비스 만두',
      description: '테이블 주문마다 한 접시.',
      category: '서비스',
      needs: ['떡볶이', '비빔밥'],
      oncePerOrder: true,
      tableOnly: true,
      variants: [{ name: '한 접시', sku: 'SERVICE-MANDU', price: '0', initialStock: 30 }],
    },
  ],
  tables: ['1번', '2번', '3번', '창가'],
  activity: {
    customer: { email: 'seoyeon@example.com', password: 'demo-customer-password', displayName: '박서연' },
    remark: 'has paid at the table 창가',
    async happens(api, token, { id: shopId, variants, tableCodes }) {
      const code = tableCodes.get('창가') ?? '';
      const { id: tableSessionId } = await api.created(token, 'openTable', 'TableSession', 'window', { code });
      const lines = ['떡볶이', '김말이 튀김'].map((dish) => ({ variantId: variants.get(dish)?.[0], quantity: 1 }));
      await api.created(token, 'placeOrder', 'Order', 'at the window', {
        shopId,
        tableSessionId,
        lines,
        payment: { cardToken: 'tok_visa' },
      });
    },
  },
};
