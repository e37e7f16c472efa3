import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { Database } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import DataLoader from 'dataloader';
import { orderIds, paymentIds } from '../ids.ts';
import type { PaymentEventRow, PaymentRow, RefundRow } from './payment.entity.ts';
import { findHistories, findPayments, findPaymentsOfOrders } from './payment.store.ts';
import { findRefunds } from '../refund/refund.store.ts';

/** Loads what one operation needs, each kind in one statement; only what the viewer may see comes out. */
export interface PaymentLoaders {
  /** By the payment's API id. */
  readonly payment: DataLoader<string, PaymentRow | null>;
  /** By the order's API id: its live payment, else the latest. */
  readonly paymentOfOrder: DataLoader<string, PaymentRow | null>;
  /** What a payment has been, oldest first. */
  readonly history: DataLoader<PaymentRow, PaymentEventRow[], string>;
  /** By the payment, oldest first. */
  readonly refunds: DataLoader<PaymentRow, RefundRow[], string>;
}

/** Loaders of one viewer: a payment is shown to the customer who pays and to the shop's staff, and to nobody else. */
export function paymentLoaders(database: Database, shops: ShopDirectory, viewer: Viewer): PaymentLoaders {
  const accountId = viewer.kind === 'ACCOUNT' ? viewer.accountId : null;
  const isStaff = new DataLoader<Uuid, boolean>(async (shopIds) =>
    Promise.all(shopIds.map(async (shopId) => accountId !== null && (await shops.role(shopId, accountId)) !== null)),
  );
  const shown = async (payment: PaymentRow | null): Promise<PaymentRow | null> => {
    if (!payment || accountId === null) return null;
    return payment.accountId === accountId || (await isStaff.load(payment.shopId)) ? payment : null;
  };
  const load = async (
    keys: readonly (TenantKey | null)[],
    find: (keys: readonly TenantKey[]) => Promise<(PaymentRow | null)[]>,
  ): Promise<(PaymentRow | null)[]> => {
    const wellFormed = keys.filter((key) => key !== null);
    const found = accountId === null || wellFormed.length === 0 ? [] : await find(wellFormed);
    const byKey = new Map(wellFormed.map((key, index) => [key, found[index] ?? null]));
    return Promise.all(keys.map((key) => shown((key && byKey.get(key)) ?? null)));
  };
  return {
    payment: new DataLoader((ids) =>
      load(
        ids.map((id) => paymentIds.decode(id)),
        (keys) => findPayments(database, keys),
      ),
    ),
    paymentOfOrder: new DataLoader((ids) =>
      load(
        ids.map((id) => orderIds.decode(id)),
        (keys) => findPaymentsOfOrders(database, keys),
      ),
    ),
    history: new DataLoader((payments) => findHistories(database, payments), { cacheKeyFn }),
    refunds: new DataLoader((payments) => findRefunds(database, payments), { cacheKeyFn }),
  };
}

const cacheKeyFn = ({ shopId, paymentId }: PaymentRow) => paymentIds.encode(shopId, paymentId);
