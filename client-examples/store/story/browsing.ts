import { refusedOutright, someText, yen } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** Anybody looks around in the shop; it takes no account. */
export const browsingSteps: readonly Step[] = [
  {
    name: 'the shop has a category',
    operation: 'categories',
    variables: (kept) => ({ shopId: kept('shopId') }),
    expected: (kept) => ({ data: { categories: { nodes: [{ id: kept('categoryId'), name: '器' }] } } }),
  },
  {
    name: 'the first page holds the two latest products',
    operation: 'products',
    variables: (kept) => ({ shopId: kept('shopId'), sort: 'NEWEST', first: 2 }),
    expected: (kept) => ({
      data: {
        products: {
          nodes: [
            { id: kept('tenuguiProductId'), status: 'DISCONTINUED', category: null },
            { id: kept('plateProductId'), status: 'ACTIVE', category: { name: '器' } },
          ],
          pageInfo: { hasNextPage: true, endCursor: someText },
        },
      },
    }),
    keep: { endOfPage: 'products.pageInfo.endCursor' },
  },
  {
    name: 'the second page holds the rest',
    operation: 'products',
    variables: (kept) => ({ shopId: kept('shopId'), sort: 'NEWEST', first: 2, after: kept('endOfPage') }),
    expected: (kept) => ({
      data: {
        products: {
          nodes: [
            {
              id: kept('bowlId'),
              variants: [
                { id: kept('whiteBowlId'), price: yen('2400'), available: 10 },
                { id: kept('blueBowlId'), price: yen('2600'), available: 5 },
              ],
            },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    }),
  },
  {
    name: 'a filter finds what can be bought under a category, the cheapest first',
    operation: 'products',
    variables: (kept) => ({
      shopId: kept('shopId'),
      filter: { categoryId: kept('categoryId'), status: 'ACTIVE' },
      sort: 'PRICE',
    }),
    expected: (kept) => ({
      data: { products: { nodes: [{ id: kept('bowlId') }, { id: kept('plateProductId') }] } },
    }),
  },
  {
    name: 'a search finds a word',
    operation: 'products',
    variables: (kept) => ({ shopId: kept('shopId'), filter: { text: '月兎' } }),
    expected: (kept) => ({ data: { products: { nodes: [{ id: kept('plateProductId') }] } } }),
  },
  {
    name: 'a product has a page, with the shop joined in',
    operation: 'product',
    variables: (kept) => ({ id: kept('bowlId') }),
    expected: (kept) => ({
      data: {
        product: {
          name: '波佐見焼 飯碗',
          description: '日々の食卓に。',
          status: 'ACTIVE',
          shop: { id: kept('shopId'), name: kept('shopName') },
          category: { id: kept('categoryId') },
        },
      },
    }),
  },
  {
    name: 'an id that names nothing is no product',
    operation: 'product',
    variables: () => ({ id: 'prd_nothing' }),
    expected: () => ({ data: { product: null } }),
  },
  {
    name: 'an id of another type is no product either',
    operation: 'product',
    variables: (kept) => ({ id: kept('shopId') }),
    expected: () => ({ data: { product: null } }),
  },
  {
    name: 'a cursor of nowhere is refused',
    operation: 'products',
    variables: (kept) => ({ shopId: kept('shopId'), after: 'nowhere' }),
    expected: () => refusedOutright('BAD_USER_INPUT'),
  },
  {
    name: 'a page of 100,000 is refused',
    operation: 'products',
    variables: (kept) => ({ shopId: kept('shopId'), first: 100_000 }),
    expected: () => refusedOutright('BAD_USER_INPUT'),
  },
];
