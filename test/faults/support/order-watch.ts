import { setTimeout } from 'node:timers/promises';
import { idCodec } from '@yoyaku/platform/ids';
import type { FaultSystem } from './system.ts';

const orderIds = idCodec('ord');

/** Where an order and its newest payment stand, by their own databases. */
export interface Standing {
  readonly order: string;
  /** Of the payment that was asked for last; null before. */
  readonly payment: string | null;
}

interface Waiting {
  readonly key: string;
  readonly enough: (standing: Standing) => boolean;
  readonly resolve: (standing: Standing) => void;
  readonly reject: (error: unknown) => void;
}

/** Lets many wait for what becomes of their orders, with two statements a look. */
export class OrderWatch {
  readonly #system: FaultSystem;
  #waiting: Waiting[] = [];
  #looking = false;

  constructor(system: FaultSystem) {
    this.#system = system;
  }

  async until(orderId: string, enough: Waiting['enough']): Promise<Standing> {
    const key = orderIds.decode(orderId)?.key ?? '';
    const { promise, resolve, reject } = Promise.withResolvers<Standing>();
    this.#waiting.push({ key, enough, resolve, reject });
    if (!this.#looking) void this.#look();
    return promise;
  }

  async #look(): Promise<void> {
    this.#looking = true;
    while (this.#waiting.length > 0) {
      const asked = this.#waiting;
      this.#waiting = [];
      try {
        const standings = await this.#standings(asked.map(({ key }) => key));
        for (const waiting of asked) {
          const standing = standings.get(waiting.key);
          if (standing && waiting.enough(standing)) waiting.resolve(standing);
          else this.#waiting.push(waiting);
        }
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
      await setTimeout(20);
    }
    this.#looking = false;
  }

  async #standings(keys: readonly string[]): Promise<Map<string, Standing>> {
    const [orders, payments] = await Promise.all([
      this.#system.database('reservations').query<{
        order_id: string;
        state: string;
      }>('SELECT order_id, state FROM "order" WHERE order_id = ANY ($1)', [keys]),
      this.#system.database('payments').query<{ order_id: string; state: string }>(
        `SELECT DISTINCT ON (order_id) order_id, state FROM payment WHERE order_id = ANY ($1)
          ORDER BY order_id, created_at DESC`,
        [keys],
      ),
    ]);
    const paid = new Map(payments.rows.map(({ order_id, state }) => [order_id, state]));
    return new Map(
      orders.rows.map(({ order_id, state }) => [order_id, { order: state, payment: paid.get(order_id) ?? null }]),
    );
  }
}
