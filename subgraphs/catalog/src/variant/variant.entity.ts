import { EntitySchema } from 'typeorm';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';

/** One orderable kind of a product, with a price and a stock of its own. */
export interface VariantRow {
  readonly shopId: Uuid;
  readonly variantId: Uuid;
  readonly productId: Uuid;
  /** Where it stands among the variants of its product. */
  readonly position: number;
  readonly name: string;
  readonly sku: string | null;
  /** Price of one piece in minor units. */
  readonly price: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly version: number;
  readonly createdAt: Date;
  /** Null while it is not archived. */
  readonly archivedAt: Date | null;
}

export type VariantPage = Connection<VariantRow>;

/** What is written of a new variant. */
export type StoredVariant = Omit<VariantRow, 'archivedAt'>;

export const VariantEntity = new EntitySchema<StoredVariant>({
  name: 'variant',
  columns: {
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    variantId: { name: 'variant_id', type: 'uuid', primary: true },
    productId: { name: 'product_id', type: 'uuid' },
    position: { type: 'integer' },
    name: { type: 'text' },
    sku: { type: 'text', nullable: true },
    price: { type: 'bigint' },
    currency: { type: 'text' },
    version: { type: 'integer' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
  },
});
