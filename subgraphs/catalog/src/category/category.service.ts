// Category: a heading that a shop sorts its products under.
import { badInput } from '@yoyaku/platform/errors';
import { notFound, versionConflict } from '@yoyaku/platform/failures';
import { type Connection, connection, encodeCursor, type PageArguments } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type {
  CategoryFilter,
  CategoryInUse,
  CreateCategoryInput,
  DeleteCategoryInput,
  NameTaken,
  UpdateCategoryInput,
  VersionConflict,
} from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { checkedPage } from '../cursor.ts';
import { categoryInUse, nameTaken } from '../failures.ts';
import { textProblem, trimmed } from '../given-values.ts';
import { categoryIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import type { CategoryRow } from './category.entity.ts';
import {
  countProductsIn,
  deleteCategory as deleteRow,
  findCategories,
  insertCategory,
  pageOfCategories,
  updateCategory as updateRow,
} from './category.store.ts';

type Failed =
  | (NameTaken & { __typename: 'NameTaken' })
  | (VersionConflict & { __typename: 'VersionConflict' })
  | (CategoryInUse & { __typename: 'CategoryInUse' })
  | ReturnType<typeof notFound>;

/**
 * The categories of a shop, by position and name; a shop that does not exist has none.
 * @throws BAD_USER_INPUT for a page or a text that cannot be.
 */
export async function categories(
  kit: CatalogKit,
  shopId: string,
  filter: CategoryFilter | null | undefined,
  page: PageArguments,
): Promise<Connection<CategoryRow>> {
  const problem = textProblem('filter.text', filter?.text, 1, 100);
  if (problem) throw badInput(`${problem.field}: ${problem.message}`);
  const choice = { text: trimmed(filter?.text), archived: filter?.archived ?? false };
  const request = checkedPage('categories', ['integer', 'text', 'uuid'], page);
  const shop = shopIds.decode(shopId);
  const rows = shop ? await pageOfCategories(kit.database, shop, choice, request) : [];
  return connection(rows, request, ({ position, sortName, categoryId }) =>
    encodeCursor('categories', [position, sortName, categoryId]),
  );
}

export async function createCategory(kit: CatalogKit, context: Context, input: CreateCategoryInput) {
  const name = input.name.trim();
  const done = await staffMutation<ReturnType<typeof nameTaken>>(
    kit,
    context,
    {
      operation: 'createCategory',
      what: 'shop',
      givenId: input.shopId,
      shopId: shopIds.decode(input.shopId),
      input,
      problem: textProblem('name', name, 1, 100),
      breaches: { category_name_key: () => nameTaken(name) },
    },
    async (transaction, { shopId, newId }) => {
      const position = input.position ?? 0;
      const createdAt = kit.clock.now();
      await insertCategory(transaction, { shopId, categoryId: newId, name, position, version: 1, createdAt });
      return newId;
    },
  );
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.category.load(done)) ?? notFound('category', categoryIds.encode(done.tenant, done.key));
}

export async function updateCategory(kit: CatalogKit, context: Context, input: UpdateCategoryInput) {
  const id = categoryIds.decode(input.categoryId);
  const name = input.name?.trim();
  const done = await staffMutation<Exclude<Failed, CategoryInUse>>(
    kit,
    context,
    {
      operation: 'updateCategory',
      what: 'category',
      givenId: input.categoryId,
      shopId: id?.tenant ?? null,
      input,
      problem: textProblem('name', name, 1, 100),
      breaches: { category_name_key: () => nameTaken(name ?? '') },
    },
    async (transaction, { shopId }) => {
      const key = { tenant: shopId, key: id?.key ?? '' };
      const [row] = await findCategories(transaction, [key]);
      if (!row) return notFound('category', input.categoryId);
      const changes = { name: name ?? row.name, position: input.position ?? row.position };
      if (await updateRow(transaction, key, input.expectedVersion, changes)) return key.key;
      return versionConflict('category', row.version);
    },
  );
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.category.load(done)) ?? notFound('category', input.categoryId);
}

export async function deleteCategory(kit: CatalogKit, context: Context, input: DeleteCategoryInput) {
  const id = categoryIds.decode(input.categoryId);
  const done = await staffMutation<Exclude<Failed, NameTaken>>(
    kit,
    context,
    {
      operation: 'deleteCategory',
      what: 'category',
      givenId: input.categoryId,
      shopId: id?.tenant ?? null,
      input,
      problem: null,
      // Counted again below, outside of the transaction that this has ended.
      breaches: { product_category_fkey: () => categoryInUse(input.categoryId, 0) },
    },
    async (transaction, { shopId }) => {
      const key = { tenant: shopId, key: id?.key ?? '' };
      const [row] = await findCategories(transaction, [key]);
      if (!row) return notFound('category', input.categoryId);
      if (row.version !== input.expectedVersion) return versionConflict('category', row.version);
      if (await deleteRow(transaction, key, input.expectedVersion)) return key.key;
      return versionConflict('category', row.version + 1);
    },
  );
  if (isCarriedOut(done)) return { __typename: 'CategoryDeleted' as const, id: input.categoryId };
  if (done.__typename !== 'CategoryInUse' || !id) return done;
  return categoryInUse(input.categoryId, await countProductsIn(kit.database, id));
}
