import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { StandInAnswer, StandInRequest } from '@yoyaku/platform/testing/stand-in';
import type {
  ConfirmOutcome,
  ExtendAnswer,
  HeldUnit,
  HoldAnswer,
  LineAtRisk,
  QuotedLine,
  StepOutcome,
} from '../../src/catalog/catalog.answers.ts';
import type {
  Extension,
  HoldKey,
  HoldRequest,
  QuoteRequest,
  Release,
  Sale,
  Step,
} from '../../src/catalog/catalog.client.ts';
import {
  type Allocation,
  asksTheSame,
  peak,
  type Pool,
  type Rule,
  type Taken,
  unitOf,
  weigh,
} from './stand-in-stock.ts';

interface Hold {
  request: HoldRequest;
  state: 'HELD' | 'CONFIRMED' | 'RELEASED' | 'EXPIRED';
  /** It was sold late. */
  retaken: boolean;
  allocations: Allocation[];
}

/** When all performances start, as far as this catalog knows. */
export const PERFORMANCE_START = '2030-01-01T19:00:00.000Z';

const ROUTES = /^\/internal\/(hold|quote|confirm|release|hand-over|return|extend|at-risk)$/;

/** The catalog subgraph's internal routes, with real counting and no database. */
export class CatalogStandIn {
  readonly pools = new Map<Uuid, Pool>();
  readonly holds = new Map<Uuid, Hold>();
  /** What rules say of a variant, whatever is asked: put there by tests. */
  readonly rules = new Map<Uuid, readonly Rule[]>();
  /** The answer to at-risk: put there by tests. */
  linesAtRisk: LineAtRisk[] = [];
  /** Paths of the calls since the start, and the bodies of those that hold. */
  readonly calls: string[] = [];
  readonly held: HoldRequest[] = [];
  readonly sales: Sale[] = [];
  /** Whether it answers. */
  up = true;
  currency = 'JPY';
  /** Runs after the holds of a call were confirmed, before the answer. */
  afterConfirm: () => Promise<void> = () => Promise.resolve();
  /** Runs after the end of a period was moved, before the answer. */
  afterExtend: () => Promise<void> = () => Promise.resolve();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  addVariant(onHand: number, price = 1200, soldBy: Pool['soldBy'] = 'QUANTITY'): Uuid {
    const variantId = randomId();
    const productId = randomId();
    const performances = new Set<Uuid>();
    this.pools.set(variantId, {
      variantId,
      productId,
      soldBy,
      performances,
      units: null,
      onHand,
      price,
      discontinued: false,
    });
    return variantId;
  }

  /** A variant sold by period. */
  addRental(onHand: number, price = 1200): Uuid {
    return this.addVariant(onHand, price, 'PERIOD');
  }

  /** Makes a variant's pieces things with these labels, one piece each. */
  addUnits(variantId: Uuid, ...labels: readonly string[]): HeldUnit[] {
    const pool = this.#pool(variantId);
    const units = labels.map((label) => unitOf(label));
    pool.units = [...(pool.units ?? []), ...units];
    pool.onHand = pool.units.length;
    return units;
  }

  /** A performance with one tier of numbered seats in one row. */
  addPerformance(seats: number, price = 1200): { variantId: Uuid; performanceId: Uuid; seats: HeldUnit[] } {
    const variantId = this.addVariant(0, price, 'PERFORMANCE');
    const performanceId = randomId();
    const pool = this.#pool(variantId);
    pool.performances.add(performanceId);
    pool.units = Array.from({ length: seats }, (_, index) =>
      unitOf(`A-${index + 1}`, { section: 'Stalls', rowName: 'A', seatNumber: index + 1 }),
    );
    pool.onHand = seats;
    return { variantId, performanceId, seats: pool.units };
  }

  change(variantId: Uuid, changes: Partial<Pick<Pool, 'onHand' | 'price' | 'discontinued'>>): void {
    Object.assign(this.#pool(variantId), changes);
  }

  /** What can still be had of a variant; of one sold by period, at this very moment. */
  available(variantId: Uuid): number {
    const { soldBy, onHand } = this.#pool(variantId);
    const now = this.#now();
    const instant = { start: now.toISOString(), end: new Date(now.getTime() + 1).toISOString() };
    return onHand - peak(this.#taken(), variantId, soldBy === 'PERIOD' ? instant : null);
  }

  async answer({ path, body }: Pick<StandInRequest, 'path' | 'body'>): Promise<StandInAnswer | null> {
    const [, route] = ROUTES.exec(path) ?? [];
    if (route === undefined) return null;
    this.calls.push(path);
    if (!this.up) return { status: 503, body: {} };
    switch (route) {
      case 'hold':
        return { body: { outcomes: (body as { holds: HoldRequest[] }).holds.map((hold) => this.hold(hold)) } };
      case 'quote':
        return { body: { lines: this.#quote(body as QuoteRequest) } };
      case 'confirm': {
        const outcomes = (body as { holds: Sale[] }).holds.map((sale) => this.#confirm(sale));
        await this.afterConfirm();
        return { body: { outcomes } };
      }
      case 'release':
        for (const release of (body as { holds: Release[] }).holds) this.release(release);
        return {};
      case 'hand-over':
        return { body: { outcomes: this.#handOver(body as Step) } };
      case 'return':
        return { body: { outcomes: this.#takeBack(body as Step) } };
      case 'extend': {
        const answer = this.#extend(body as Extension);
        await this.afterExtend();
        return { body: answer };
      }
      default:
        return { body: { lines: this.linesAtRisk } };
    }
  }

  hold(request: HoldRequest): HoldAnswer {
    this.held.push(request);
    let earlier = this.holds.get(request.orderId);
    if (!earlier || !this.#counts(earlier)) {
      const { refusals, allocations } = weigh(this.pools, this.rules, this.#taken(), request);
      if (refusals.length > 0) return { outcome: 'REFUSED', refusals };
      earlier = { request, state: 'HELD', retaken: false, allocations };
      this.holds.set(request.orderId, earlier);
    } else if (!asksTheSame(earlier.allocations, request)) return { outcome: 'MISMATCH' };
    else if (earlier.request.expiresAt < request.expiresAt) earlier.request = request;
    const lines = earlier.allocations.map(({ line, units, period }) => {
      const { productId, price, soldBy } = this.#pool(line.variantId);
      const { lineId, variantId, quantity, performanceId = null } = line;
      const unitPrice = { amount: price, currency: this.currency };
      const returnable = soldBy === 'PERIOD';
      return {
        lineId,
        variantId,
        productId,
        performanceId,
        startsAt: period?.start ?? (performanceId === null ? null : PERFORMANCE_START),
        quantity,
        unitPrice,
        period,
        returnable,
        units: [...units],
      };
    });
    return { outcome: 'HELD', expiresAt: earlier.request.expiresAt, lines };
  }

  /** The end of a line's period as catalog has it. */
  endOf(orderId: Uuid): string | undefined {
    return this.holds.get(orderId)?.allocations[0]?.period?.end;
  }

  release({ orderId, lineIds }: Release): void {
    const hold = this.holds.get(orderId);
    if (!hold) return;
    for (const allocation of hold.allocations) {
      if (allocation.state === 'TAKEN' && (lineIds?.includes(allocation.line.lineId) ?? true)) {
        allocation.state = 'RELEASED';
      }
    }
    if (hold.allocations.every(({ state }) => state === 'RELEASED')) hold.state = 'RELEASED';
  }

  /** Hears that orders have expired. */
  expire({ orderId }: HoldKey): void {
    const hold = this.holds.get(orderId);
    if (hold?.state === 'HELD' || (hold?.state === 'CONFIRMED' && !hold.retaken)) hold.state = 'EXPIRED';
  }

  #quote(request: QuoteRequest): QuotedLine[] {
    const { refusals } = weigh(this.pools, this.rules, this.#taken(), request);
    return request.lines.map(({ lineId, variantId }) => {
      const pool = this.pools.get(variantId);
      return {
        lineId,
        unitPrice: pool ? { amount: pool.price, currency: this.currency } : null,
        productId: pool?.productId ?? null,
        refusals: refusals.filter((refusal) => refusal.lineId === lineId),
      };
    });
  }

  #confirm(sale: Sale): ConfirmOutcome {
    const { orderId, late = false } = sale;
    this.sales.push(sale);
    const hold = this.holds.get(orderId);
    if (!hold || hold.state === 'RELEASED') return { orderId, outcome: 'GONE' };
    if (!this.#counts(hold)) {
      const lines = hold.allocations.filter(({ state }) => state === 'TAKEN').map(({ line }) => line);
      if (weigh(this.pools, this.rules, this.#taken(), { lines }).refusals.length > 0) {
        return { orderId, outcome: 'GONE' };
      }
    }
    hold.state = 'CONFIRMED';
    hold.retaken ||= late;
    return { orderId, outcome: 'CONFIRMED' };
  }

  #handOver({ orderId, lineIds }: Step): StepOutcome[] {
    return this.#step(orderId, lineIds, (allocation) => {
      if (allocation.state === 'TAKEN' && !allocation.period && allocation.units.length === 0) {
        allocation.state = 'USED_UP';
      }
      allocation.handedOver = true;
      return allocation.state === 'TAKEN' || allocation.state === 'USED_UP';
    });
  }

  #takeBack({ orderId, lineIds }: Step): StepOutcome[] {
    return this.#step(orderId, lineIds, (allocation) => {
      if (allocation.state === 'TAKEN' && allocation.period) allocation.state = 'RETURNED';
      return allocation.state === 'RETURNED';
    });
  }

  #step(orderId: Uuid, lineIds: readonly Uuid[], take: (allocation: Allocation) => boolean): StepOutcome[] {
    const hold = this.holds.get(orderId);
    return lineIds.map((lineId) => {
      const allocation = hold?.allocations.find(({ line }) => line.lineId === lineId);
      const sold = hold?.state === 'CONFIRMED' && allocation !== undefined;
      return { lineId, outcome: sold && take(allocation) ? 'DONE' : 'GONE' };
    });
  }

  /** Ends that can be had are those at which another one's period begins, or the one asked for. */
  #extend({ orderId, lineId, end }: Extension): ExtendAnswer {
    const hold = this.holds.get(orderId);
    const own = hold?.allocations.find(({ line, state }) => line.lineId === lineId && state === 'TAKEN');
    if (hold?.state !== 'CONFIRMED' || !own?.period) return { outcome: 'GONE' };
    const { start, end: present } = own.period;
    const { variantId, quantity } = own.line;
    const others = this.#taken().filter(
      (each) =>
        each !== own &&
        (own.units.length === 0 || each.units.some(({ unitId }) => own.units.some((unit) => unit.unitId === unitId))),
    );
    const most = own.units.length > 0 ? own.units.length : this.#pool(variantId).onHand;
    const fits = (until: string) => peak(others, variantId, { start, end: until }) + quantity <= most;
    const ends = [end, ...others.flatMap(({ period }) => period?.start ?? [])];
    const possible = ends.filter((until) => until > present && until <= end && fits(until)).sort();
    if (end > present && !possible.includes(end)) return { outcome: 'CONFLICT', latestEnd: possible.at(-1) ?? present };
    own.period = { start, end };
    return { outcome: 'EXTENDED', period: own.period };
  }

  #taken(): Taken {
    return [...this.holds.values()].filter((hold) => this.#counts(hold)).flatMap(({ allocations }) => allocations);
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
