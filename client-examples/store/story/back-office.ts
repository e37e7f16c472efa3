import { aMoment, refused, someText } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** The owner takes files over and tidies up. */
export const backOfficeSteps: readonly Step[] = [
  {
    name: 'a file with a bad price changes nothing',
    as: 'owner',
    operation: 'import-products',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        csv: 'product,category,variant,sku,price,stock\n竹の箸,食卓,夫婦,HASHI-2,1650,75\n竹の箸,食卓,一膳,HASHI-1,880.5,40\n',
      },
    }),
    expected: () =>
      refused('importProducts', 'ImportRefused', 'IMPORT_REFUSED', {
        problemCount: 1,
        problems: [{ row: 2, column: 'price', message: someText }],
      }),
  },
  {
    name: 'a good file would bring two variants of one product',
    as: 'owner',
    operation: 'import-products',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        csv: 'product,category,variant,sku,price,stock\n竹の箸,食卓,夫婦,HASHI-2,1650,75\n竹の箸,食卓,一膳,HASHI-1,880,40\n',
        dryRun: true,
      },
    }),
    expected: () => ({
      data: { importProducts: { __typename: 'ImportReport', dryRun: true, rows: 2, created: 2, updated: 0 } },
    }),
  },
  {
    name: 'a category that products stand in is not deleted',
    as: 'owner',
    operation: 'delete-category',
    variables: (kept) => ({ input: { categoryId: kept('categoryId'), expectedVersion: 1 } }),
    expected: (kept) =>
      refused('deleteCategory', 'CategoryInUse', 'CATEGORY_IN_USE', {
        categoryId: kept('categoryId'),
        productCount: 2,
      }),
  },
  {
    name: 'a category of last season is made',
    as: 'owner',
    operation: 'create-category',
    variables: (kept) => ({ input: { shopId: kept('shopId'), name: '去年' } }),
    expected: () => ({ data: { createCategory: { __typename: 'Category' } } }),
    keep: { oldCategoryId: 'createCategory.id' },
  },
  {
    name: 'and put away: it is kept, and no longer listed',
    as: 'owner',
    operation: 'archive-category',
    variables: (kept) => ({ input: { categoryId: kept('oldCategoryId'), expectedVersion: 1 } }),
    expected: () => ({ data: { archiveCategory: { __typename: 'Category', archivedAt: aMoment } } }),
  },
];
