import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Database } from '@yoyaku/platform/database/database';
import type { Job } from '@yoyaku/platform/jobs/job';
import { badInput } from '@yoyaku/platform/errors';
import { isUuid } from '@yoyaku/platform/ids';
import { type Connection, connection, encodeCursor, type PageArguments, pageRequest } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import { Gauge } from 'prom-client';
import type { PaymentRow } from '../payment/payment.entity.ts';
import { countStuckPayments, findStuckPayments } from './stuck-payments.store.ts';

// A payment is stuck when the step that it misses has failed several times in a row. It is tried on, at long pauses.

const ORDER = 'stuckPayments';

/** A page of a list of stuck payments. */
export type StuckPaymentPage = Connection<PaymentRow>;

/** The stuck payments of a shop, for its staff; null for everybody else. @throws UNAUTHENTICATED, BAD_USER_INPUT */
export async function stuckPayments(
  { database, shops }: { readonly database: Database; readonly shops: ShopDirectory },
  viewer: Viewer,
  shopId: string,
  page: PageArguments,
): Promise<StuckPaymentPage | null> {
  const accountId = requireAccount(viewer);
  const key = shopIds.decode(shopId);
  if (key === null || (await shops.role(key, accountId)) === null) return null;
  const request = pageRequest(ORDER, 2, page);
  if (request.after && !isPosition(request.after)) throw badInput('after is not a cursor of this list.');
  const rows = await findStuckPayments(database, key, request);
  return connection(rows, request, ({ stuckSince, paymentId }) =>
    encodeCursor(ORDER, [stuckSince?.toISOString() ?? null, paymentId]),
  );
}

function isPosition([since, paymentId]: readonly (string | number | null)[]): boolean {
  return (
    typeof since === 'string' && !Number.isNaN(Date.parse(since)) && typeof paymentId === 'string' && isUuid(paymentId)
  );
}

const gauge = new Gauge({
  name: 'yoyaku_payments_stuck',
  help: 'Payments whose missing step (capture, void, refund, …) has failed at least five times in a row.',
});

/** Tells operators how many payments are stuck. */
export function countStuck(database: Database): Job {
  return {
    name: 'count stuck payments',
    everyMilliseconds: 15_000,
    run: async () => {
      gauge.set(await countStuckPayments(database));
    },
  };
}
