import { z } from 'zod';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';
import type { CatalogClient, Sale } from '../catalog/catalog.client.ts';
import type { ReservationsKit } from '../kit.ts';
import type { OrderRow } from './order.entity.ts';
import { orderStep, type SagaCommand, type SagaEvent } from './order.saga.ts';
import { findOrders } from './order.store.ts';
import { settle, type Settlement } from './settle-payments.store.ts';

/** What we read of PaymentAuthorized. */
const authorized = z.object({
  paymentId: z.uuid(),
  orderId: z.uuid(),
  amount: z.object({ amount: z.number().int() }).transform(({ amount }) => amount),
});

/** What we read of PointsDebited and PointsRefused. */
const ofPoints = z.object({ orderId: z.uuid() });

/** What payments tells that decides about an order. */
export const SETTLING_EVENTS = ['PaymentAuthorized', 'PointsDebited', 'PointsRefused'] as const;

/** Money that is set aside for an order, points that were taken for it, or could not be. */
interface Payment {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly event: Extract<SagaEvent, { readonly type: 'PAID' | 'POINTS_REFUSED' }>;
}

/**
 * Settles a run of what was paid: one call to catalog and two statements, however many there are, and some more where
 * an order changes while catalog confirms its stock. The saga decides, on orders that have not changed when it is written
 * down. What must be released goes back before the commit, so that a crash repeats it.
 */
export async function settlePayments(
  kit: ReservationsKit,
  transaction: Transaction,
  events: readonly RecordedEvent[],
): Promise<void> {
  const distinct = new Map(events.map((event) => [`${event.type} ${event.aggregateId}`, paymentOf(event)]));
  const payments = Map.groupBy(distinct.values(), ({ orderId }) => orderId);
  const keys = [...payments.values()].flatMap(([first]) => (first ? { tenant: first.shopId, key: first.orderId } : []));
  const found = new Map((await findOrders(transaction, keys)).map((order) => [order.orderId, order]));
  for (const { key: orderId } of keys) {
    if (!found.has(orderId)) kit.logger.error({ orderId }, 'a payment came for an order that does not exist');
  }

  const answers: StockAnswers = new Map();
  // First come, first served: catalog hears of them in the order of their payments.
  let orders = keys.flatMap(({ key }) => found.get(key) ?? []);
  while (orders.length > 0) {
    const decisions = await decide(kit.catalog, orders, payments, answers);
    const changed = await settle(transaction, decisions, kit.clock.now());
    const again = new Set(changed.map(({ orderId }) => orderId));
    await kit.catalog.release(
      decisions
        .filter(({ seen, release }) => release && !again.has(seen.orderId))
        .map(({ seen: { shopId, orderId } }) => ({ shopId, orderId })),
    );
    orders = changed;
  }
}

type Payments = ReadonlyMap<Uuid, readonly Payment[]>;
/** What catalog has said, by order and whether it was asked late. */
type StockAnswers = Map<string, 'CONFIRMED' | 'GONE'>;

interface Decision extends Settlement {
  readonly release: boolean;
}

/** What becomes of orders by their payments. Catalog is asked wherever that depends on their stock. */
async function decide(
  catalog: CatalogClient,
  orders: readonly OrderRow[],
  payments: Payments,
  answers: StockAnswers,
): Promise<readonly Decision[]> {
  for (;;) {
    const judged = orders.map((order) => judge(order, payments.get(order.orderId) ?? [], answers));
    const asked = judged.flatMap((each) => ('late' in each ? each : []));
    if (asked.length === 0) return judged.flatMap((each) => ('late' in each ? [] : each));
    const late = new Map(asked.map((sale) => [sale.orderId, sale.late]));
    for (const { orderId, outcome } of await catalog.confirm(asked)) {
      answers.set(answerKey(orderId, late.get(orderId) ?? false), outcome);
    }
  }
}

/** An order after all of its payments, or what catalog must be asked first. */
function judge(seen: OrderRow, payments: readonly Payment[], answers: StockAnswers): Decision | Required<Sale> {
  const { shopId, orderId } = seen;
  let next = seen;
  const done: SagaCommand[] = [];
  for (const { event } of payments) {
    let [after, commands] = orderStep(next, event);
    const asks = commands.find((command) => command.do === 'CONFIRM_STOCK');
    if (asks && event.type === 'PAID') {
      const { paid } = event;
      const { late } = asks;
      const outcome = answers.get(answerKey(orderId, late));
      if (outcome === undefined) return { shopId, orderId, late };
      [after, commands] = orderStep(next, { type: 'STOCK_ANSWERED', paid, late, outcome });
    }
    next = after;
    done.push(...commands);
  }
  const refused = done.filter((command) => command.do === 'REFUSE');
  return { seen, next, refused, release: done.some((command) => command.do === 'RELEASE_STOCK') };
}

const answerKey = (orderId: Uuid, late: boolean) => `${orderId} ${late}`;

function paymentOf({ type, shopId, data }: RecordedEvent): Payment {
  switch (type) {
    case 'PointsDebited':
      return { shopId, ...ofPoints.parse(data), event: { type: 'PAID', paid: { by: 'POINTS' } } };
    case 'PointsRefused':
      return { shopId, ...ofPoints.parse(data), event: { type: 'POINTS_REFUSED' } };
    default: {
      const { paymentId, orderId, amount } = authorized.parse(data);
      return { shopId, orderId, event: { type: 'PAID', paid: { by: 'MONEY', paymentId, amount } } };
    }
  }
}
