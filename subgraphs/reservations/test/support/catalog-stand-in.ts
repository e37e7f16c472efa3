import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { StandInAnswer, StandInRequest } from '@yoyaku/platform/testing/stand-in';
import type { ConfirmOutcome, HoldAnswer, HoldRefusal } from '../../src/catalog/catalog.answers.ts';
import type { HoldKey, HoldRequest } from '../../src/catalog/catalog.client.ts';

interface Pool {
  readonly productId: Uuid;
  onHand: number;
  price: number;
  discontinued: boolean;
}

interface Hold {
  request: HoldRequest;
  state: 'HELD' | 'CONFIRMED' | 'RELEASED';
}

/** The catalog subgraph's internal routes, with real counting and no database. */
export class CatalogStandIn {
  readonly pools = new Map<Uuid, Pool>();
  readonly holds = new Map<Uuid, Hold>();
  /** Paths of the calls since the start. */
  readonly calls: string[] = [];
  /** Whether it answers. */
  up = true;
  currency = 'JPY';
  /** Runs after the holds of a call were confirmed, before the answer. */
  afterConfirm: () => Promise<void> = () => Promise.resolve();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  addVariant(onHand: number, price = 1200): Uuid {
    const variantId = randomId();
    this.pools.set(variantId, { productId: randomId(), onHand, price, discontinued: false });
    return variantId;
  }

  /** What can still be had of a variant. */
  available(variantId: Uuid): number {
    const held = this.holds.values().filter((hold) => this.#counts(hold));
    const taken = held.flatMap(({ request }) => request.lines).filter((line) => line.variantId === variantId);
    return this.#pool(variantId).onHand - taken.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  async answer({ path, body }: Pick<StandInRequest, 'path' | 'body'>): Promise<StandInAnswer | null> {
    if (!/^\/internal\/(hold|confirm|release)$/.test(path)) return null;
    this.calls.push(path);
    if (!this.up) return { status: 503, body: {} };
    if (path === '/internal/hold') {
      const { holds } = body as { holds: HoldRequest[] };
      return { body: { outcomes: holds.map((hold) => this.hold(hold)) } };
    }
    const { holds } = body as { holds: HoldKey[] };
    if (path === '/internal/confirm') {
      const outcomes = holds.map((hold) => this.#confirm(hold));
      await this.afterConfirm();
      return { body: { outcomes } };
    }
    for (const { orderId } of holds) this.#release(orderId);
    return {};
  }

  hold(request: HoldRequest): HoldAnswer {
    const earlier = this.holds.get(request.orderId);
    if (!earlier || !this.#counts(earlier)) {
      const refusals = this.#refusals(request);
      if (refusals.length > 0) return { outcome: 'REFUSED', refusals };
      this.holds.set(request.orderId, { request, state: 'HELD' });
    } else if (JSON.stringify(earlier.request.lines) !== JSON.stringify(request.lines)) return { outcome: 'MISMATCH' };
    else if (earlier.request.expiresAt < request.expiresAt) earlier.request = request;
    const { expiresAt = request.expiresAt } = this.holds.get(request.orderId)?.request ?? {};
    const lines = request.lines.map((line) => {
      const { productId, price } = this.#pool(line.variantId);
      const unitPrice = { amount: price, currency: this.currency };
      const { lineId, variantId, quantity } = line;
      return {
        lineId,
        variantId,
        quantity,
        productId,
        performanceId: null,
        unitPrice,
        period: null,
        returnable: false,
        units: [],
      };
    });
    return { outcome: 'HELD', expiresAt, lines };
  }

  #refusals({ lines }: HoldRequest): HoldRefusal[] {
    const refusals: HoldRefusal[] = [];
    for (const [variantId, same] of Map.groupBy(lines, (line) => line.variantId)) {
      const requested = same.reduce((sum, { quantity }) => sum + quantity, 0);
      const pool = this.pools.get(variantId);
      const lineId = same[0]?.lineId;
      const refusal = { lineId, variantId, requested, available: pool ? this.available(variantId) : 0 };
      if (!pool) refusals.push({ ...refusal, reason: 'PRODUCT_NOT_FOUND' });
      else if (pool.discontinued) refusals.push({ ...refusal, reason: 'PRODUCT_DISCONTINUED' });
      else if (refusal.available < requested) refusals.push({ ...refusal, reason: 'INSUFFICIENT_STOCK' });
    }
    return refusals;
  }

  #confirm({ orderId }: HoldKey): ConfirmOutcome {
    const hold = this.holds.get(orderId);
    if (!hold || hold.state === 'RELEASED') return { orderId, outcome: 'GONE' };
    if (!this.#counts(hold) && this.#refusals(hold.request).length > 0) return { orderId, outcome: 'GONE' };
    hold.state = 'CONFIRMED';
    return { orderId, outcome: 'CONFIRMED' };
  }

  #release(orderId: Uuid): void {
    const hold = this.holds.get(orderId);
    if (hold) hold.state = 'RELEASED';
  }

  #counts({ state, request }: Hold): boolean {
    return state === 'CONFIRMED' || (state === 'HELD' && new Date(request.expiresAt) > this.#now());
  }

  #pool(variantId: Uuid): Pool {
    const pool = this.pools.get(variantId);
    if (!pool) throw new Error(`there is no variant ${variantId}`);
    return pool;
  }
}
