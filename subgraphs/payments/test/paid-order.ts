import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';
import type { OrderLineData } from '../src/order/payable-order.ts';
import { eventually } from './eventually.ts';
import { keyOf, orderEvent, type RunningPayments, type TestOrder } from './running-payments.ts';

const HOUR = 3_600_000;
/** What all times of a test are told from. */
const BASE = Date.now();

/** The moment so many hours, and milliseconds, from the base of all tests. */
export function hence(hours: number, milliseconds = 0): string {
  return new Date(BASE + hours * HOUR + milliseconds).toISOString();
}

/** All until a day before, half until the start, nothing afterwards. */
const USUAL_TIERS: readonly CancellationTier[] = [
  { hoursBefore: 24, percent: 100 },
  { hoursBefore: 0, percent: 50 },
];

/** Drives what is due until no payment has a step left. */
export async function comesToRest(payments: RunningPayments): Promise<void> {
  await eventually(
    async () => {
      await payments.subgraph.jobs.runNow('drive due payments');
      return payments.subgraph.kit.database.query('SELECT payment_id FROM payment WHERE next_attempt_at IS NOT NULL');
    },
    (due) => due.length === 0,
  );
}

export interface LineOfOrder {
  readonly total: number;
  /** From the base, in hours; null for goods. */
  readonly startsIn: number | null;
}

export interface ShopOfOrder {
  readonly currency?: string;
  readonly tiers?: readonly CancellationTier[];
  readonly ownerId?: Uuid;
}

/** An order with lines at a shop with cancellation tiers, and what reservations tells of it from event to event. */
export class OrderWithLines {
  readonly #payments: RunningPayments;
  #order: TestOrder;
  #version = 1;
  /** `pay_…`, once it is paid. */
  paymentId = '';

  private constructor(payments: RunningPayments, order: TestOrder) {
    this.#payments = payments;
    this.#order = order;
  }

  static async place(payments: RunningPayments, lines: readonly LineOfOrder[], shop: ShopOfOrder = {}) {
    const { currency = 'JPY', tiers = USUAL_TIERS, ownerId } = shop;
    const { shopId } = payments.subgraph.users.addShop({
      currency,
      cancellationTiers: tiers,
      ...(ownerId === undefined ? {} : { ownerId }),
    });
    const placed = lines.map(({ total, startsIn }): OrderLineData => ({
      lineId: randomId(),
      quantity: 1,
      total: { amount: total, currency },
      startsAt: startsIn === null ? null : hence(startsIn),
      state: 'HELD',
    }));
    const order = await payments.placeOrder({ shopId, total: sumOf(placed, currency), lines: placed });
    return new OrderWithLines(payments, order);
  }

  /** Placed, paid, confirmed and captured. */
  static async paid(payments: RunningPayments, lines: readonly LineOfOrder[], shop: ShopOfOrder = {}) {
    const placed = await OrderWithLines.place(payments, lines, shop);
    await placed.pay();
    await placed.confirm();
    await payments.paymentBecomes(placed.paymentId, ({ state }) => state === 'CAPTURED');
    return placed;
  }

  get order(): TestOrder {
    return this.#order;
  }

  get lines(): readonly OrderLineData[] {
    return this.#order.lines ?? [];
  }

  async pay(card = 'tok_visa'): Promise<void> {
    this.paymentId = (await this.#payments.pay(this.#order, { card })).id;
  }

  confirm(): Promise<void> {
    return this.#payments.deliver(this.confirmed());
  }

  confirmed() {
    return this.#becomes('CONFIRMED', 'CONFIRMED', 'OrderConfirmed', { paymentId: keyOf(this.paymentId) });
  }

  /** The event that the order was called off. */
  cancelled(by: 'CUSTOMER' | 'SHOP' | 'SYSTEM', occurredAt = hence(0)) {
    const previousState = this.#order.state;
    const event = this.#becomes('CANCELLED', 'CANCELLED', 'OrderCancelled', { by, previousState, reason: null });
    return { ...event, occurredAt };
  }

  /** The event that these lines were called off, by their places. */
  linesCancelled(places: readonly number[], by: 'CUSTOMER' | 'SHOP' | 'SYSTEM', occurredAt = hence(0)) {
    const { state } = this.#order;
    const going = this.lines.filter((_, place) => places.includes(place));
    const lines = this.lines.map((line) => (going.includes(line) ? { ...line, state: 'CANCELLED' } : line));
    this.#order = { ...this.#order, lines, total: sumOf(lines, this.#order.total.currency) };
    const more = { lineIds: going.map(({ lineId }) => lineId), by, previousState: state, reason: null };
    return { ...orderEvent('OrderLinesCancelled', this.#order, ++this.#version, more), occurredAt };
  }

  #becomes(
    state: string,
    lineState: string,
    type: 'OrderConfirmed' | 'OrderCancelled',
    more: Record<string, unknown>,
  ): ReturnType<typeof orderEvent> {
    const lines = this.lines.map((line) => (line.state === 'CANCELLED' ? line : { ...line, state: lineState }));
    this.#order = { ...this.#order, state, lines };
    return orderEvent(type, this.#order, ++this.#version, more);
  }
}

function sumOf(lines: readonly OrderLineData[], currency: string): Money {
  const left = lines.filter(({ state }) => state !== 'CANCELLED');
  return { amount: left.reduce((sum, { total }) => sum + total.amount, 0), currency };
}
