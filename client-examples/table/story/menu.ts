import { signsUp } from '../../accounts/sign-up.ts';
import { anId, refused, someText } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

/** A dish goes on the menu; keeps `<name>` (product), `<name>.variant` and `<name>.version`. */
const dish = (name: string, title: string, price: string, initialStock: number): Step => ({
  name: `${title} goes on the menu`,
  as: 'owner',
  operation: 'create-product',
  variables: (kept) => ({
    input: {
      shopId: kept('shopId'),
      name: title,
      variants: [{ name: '보통', price: { amount: price, currency: 'KRW' }, initialStock }],
    },
  }),
  expected: () => ({ data: { createProduct: { __typename: 'Product', variants: [{ available: initialStock }] } } }),
  keep: {
    [name]: 'createProduct.id',
    [`${name}.variant`]: 'createProduct.variants.0.id',
    [`${name}.version`]: 'createProduct.version',
  },
});

const rules = (kept: Kept, product: string, ...given: readonly object[]) => ({
  input: { productId: kept(product), expectedVersion: kept(`${product}.version`), rules: given },
});

/** The menu, its rules, and a table. */
export const menuSteps: readonly Step[] = [
  signsUp('owner', '오하늘'),
  signsUp('customer', '김민지'),
  signsUp('friend', '이준호'),
  signsUp('stranger', '박서연'),
  {
    name: 'the owner opens a restaurant',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({
      input: { name: '하이오더 분식', kind: 'TABLE', currency: 'KRW', timezone: 'Asia/Seoul' },
    }),
    expected: () => ({ data: { createShop: { __typename: 'Shop', id: anId('shp'), kind: 'TABLE' } } }),
    keep: { shopId: 'createShop.id' },
  },
  dish('main', '떡볶이', '6000', 20),
  dish('side', '김말이 튀김', '4000', 20),
  dish('service', '서비스 만두', '0', 5),
  {
    name: 'the side comes only with the main, and says so',
    as: 'owner',
    operation: 'set-product-rules',
    variables: (kept) => rules(kept, 'side', { kind: 'REQUIRES_MAIN', mainProductIds: [kept('main')] }),
    expected: (kept) => ({
      data: {
        setProductRules: {
          __typename: 'Product',
          rules: [
            { __typename: 'RequiresMain', message: someText, mainProducts: [{ id: kept('main'), name: '떡볶이' }] },
          ],
        },
      },
    }),
  },
  {
    name: 'the house’s dumplings come once with an order, and only to a table',
    as: 'owner',
    operation: 'set-product-rules',
    variables: (kept) => rules(kept, 'service', { kind: 'ONCE_PER_ORDER' }, { kind: 'TABLE_ONLY' }),
    expected: () => ({ data: { setProductRules: { __typename: 'Product', rules: [{}, {}] } } }),
  },
  {
    name: 'a main that in turn needs its side could never be ordered',
    as: 'owner',
    operation: 'set-product-rules',
    variables: (kept) => rules(kept, 'main', { kind: 'REQUIRES_MAIN', mainProductIds: [kept('side')] }),
    expected: () => refused('setProductRules', 'RuleCycle', 'RULE_CYCLE'),
  },
  {
    name: 'a table is set up, with a code for its QR code',
    as: 'owner',
    operation: 'create-table',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: '창가' } }),
    expected: () => ({
      data: { createTable: { __typename: 'Table', id: anId('tbl'), name: '창가', joinCode: someText } },
    }),
    keep: { tableId: 'createTable.id', code: 'createTable.joinCode' },
  },
  {
    name: 'no two tables have one name',
    as: 'owner',
    operation: 'create-table',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: '창가' } }),
    expected: () => refused('createTable', 'TableNameTaken', 'TABLE_NAME_TAKEN'),
  },
  {
    name: 'a customer sets up no tables',
    as: 'customer',
    operation: 'create-table',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: '내 자리' } }),
    expected: () => refused('createTable', 'NotFound', 'NOT_FOUND'),
  },
];
