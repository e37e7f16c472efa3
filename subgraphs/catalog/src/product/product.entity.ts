import { EntitySchema } from 'typeorm';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import type { StoredRules } from '../rule/product-rule.ts';
import type { StoredTimeRules } from '../time-rules/time-rules.ts';
import type { ProductStatus } from './product.state.ts';

export type SoldBy = 'QUANTITY' | 'PERIOD' | 'PERFORMANCE';
export type DiscontinuedReason = 'SOLD_OUT' | 'BY_STAFF';

/** Something a shop sells, in one or more variants. */
export interface StoredProduct {
  readonly shopId: Uuid;
  readonly productId: Uuid;
  readonly categoryId: Uuid | null;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly status: ProductStatus;
  /** Null while it is ACTIVE. */
  readonly discontinuedReason: DiscontinuedReason | null;
  readonly closeWhenSoldOut: boolean;
  /** How it is sold, and whether its pieces are kept one by one; both for good. */
  readonly soldBy: SoldBy;
  readonly tracksUnits: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

/** A product as it is read: with its rules, which are set by themselves, and what lists are sorted by. */
export interface ProductRow extends StoredProduct, StoredTimeRules, StoredRules {
  /** Null while it is not archived. */
  readonly archivedAt: Date | null;
  readonly sortName: string;
  /** Minor units; the largest exact number when it has no variant. */
  readonly lowestPrice: number;
}

export type ProductPage = Connection<ProductRow>;

export const ProductEntity = new EntitySchema<StoredProduct & StoredTimeRules>({
  name: 'product',
  columns: {
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    productId: { name: 'product_id', type: 'uuid', primary: true },
    categoryId: { name: 'category_id', type: 'uuid', nullable: true },
    name: { type: 'text' },
    description: { type: 'text' },
    imageUrl: { name: 'image_url', type: 'text', nullable: true },
    status: { type: 'text' },
    discontinuedReason: { name: 'discontinued_reason', type: 'text', nullable: true },
    closeWhenSoldOut: { name: 'close_when_sold_out', type: 'boolean' },
    soldBy: { name: 'sold_by', type: 'text' },
    tracksUnits: { name: 'tracks_units', type: 'boolean' },
    minNoticeMinutes: { name: 'min_notice_minutes', type: 'integer' },
    minDurationMinutes: { name: 'min_duration_minutes', type: 'integer' },
    maxDurationMinutes: { name: 'max_duration_minutes', type: 'integer' },
    slotMinutes: { name: 'slot_minutes', type: 'integer' },
    bufferBeforeMinutes: { name: 'buffer_before_minutes', type: 'integer' },
    bufferAfterMinutes: { name: 'buffer_after_minutes', type: 'integer' },
    version: { type: 'integer' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
  },
});
