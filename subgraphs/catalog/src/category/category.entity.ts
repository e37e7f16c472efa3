import { EntitySchema } from 'typeorm';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';

/** A heading that a shop sorts its products under. */
export interface CategoryRow {
  readonly shopId: Uuid;
  readonly categoryId: Uuid;
  readonly name: string;
  readonly position: number;
  readonly version: number;
  readonly createdAt: Date;
  /** Null while it is not archived. */
  readonly archivedAt: Date | null;
  /** What categories of one position are sorted by. */
  readonly sortName: string;
}

export type CategoryPage = Connection<CategoryRow>;

/** What is written of a category. */
export type StoredCategory = Omit<CategoryRow, 'sortName' | 'archivedAt'>;

export const CategoryEntity = new EntitySchema<StoredCategory>({
  name: 'category',
  columns: {
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    categoryId: { name: 'category_id', type: 'uuid', primary: true },
    name: { type: 'text' },
    position: { type: 'integer' },
    version: { type: 'integer' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
  },
});
