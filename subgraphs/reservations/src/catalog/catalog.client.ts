import { Batches } from '@yoyaku/platform/batches';
import { ServiceClient, type ServiceClientOptions } from '@yoyaku/platform/http/service-client';
import type { Uuid } from '@yoyaku/platform/ids';
import {
  atRiskAnswerSchema,
  confirmAnswerSchema,
  extendAnswerSchema,
  holdAnswersSchema,
  quoteAnswerSchema,
  stepAnswerSchema,
  type ConfirmOutcome,
  type ExtendAnswer,
  type HoldAnswer,
  type LineAtRisk,
  type QuotedLine,
  type StepOutcome,
} from './catalog.answers.ts';

/** A period, half open: [start, end). RFC 3339. */
export interface WantedPeriod {
  readonly start: string;
  readonly end: string;
}

/** What one line of an order asks of the stock. */
export interface WantedLine {
  readonly lineId: Uuid;
  readonly variantId: Uuid;
  readonly quantity: number;
  readonly performanceId?: Uuid;
  readonly period?: WantedPeriod;
  /** The very things or seats wanted, as many as `quantity` says. */
  readonly unitIds?: readonly Uuid[];
  /** Whether the seats must lie side by side in one row. */
  readonly together?: boolean;
  /** The section of the seat plan in which to look. */
  readonly section?: string;
}

/** Hold: catalog's promise of stock to one order, all of it or nothing, until it lapses, is confirmed or released. */
export interface HoldRequest {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  /** Whether it is ordered at a table. */
  readonly atTable?: boolean;
  /** RFC 3339. */
  readonly expiresAt: string;
  readonly lines: readonly WantedLine[];
}

export interface QuoteRequest {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly atTable: boolean;
  readonly lines: readonly WantedLine[];
}

/** The hold of one order. */
export interface HoldKey {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
}

/** A hold that is to be sold. */
export interface Sale extends HoldKey {
  /** Its order has expired; what was sold late is not undone when catalog hears of that. */
  readonly late?: boolean;
}

/** What to release: an order's whole hold, or some of its lines. */
export interface Release extends HoldKey {
  readonly lineIds?: readonly Uuid[];
}

/** Lines of one order that were handed over, or came back. */
export interface Step extends HoldKey {
  readonly lineIds: readonly Uuid[];
  /** RFC 3339. */
  readonly at: string;
}

export interface Extension extends HoldKey {
  readonly lineId: Uuid;
  /** The end wanted, later or earlier than the present one; RFC 3339. */
  readonly end: string;
}

/** The catalog subgraph's internal routes. All are idempotent; all throw SERVICE_UNAVAILABLE when it does not answer. */
export interface CatalogClient {
  /** Promises stock, or says why not. A lapsed or released hold of the same order is taken anew. */
  hold(request: HoldRequest): Promise<HoldAnswer>;
  /** What the lines would cost, and why they could not be had, without promising anything. */
  quote(request: QuoteRequest): Promise<readonly QuotedLine[]>;
  /** Turns holds into sales, in the order given; GONE where the hold has lapsed and the stock went to somebody else. */
  confirm(sales: readonly Sale[]): Promise<readonly ConfirmOutcome[]>;
  /** Gives stock back, held or sold; exactly once, however often it is asked. */
  release(holds: readonly Release[]): Promise<void>;
  /** Sold lines leave the house: what is merely counted is used up, what was sold for a period is out. */
  handOver(step: Step): Promise<readonly StepOutcome[]>;
  /** What was out for a period is back, and can be had again. */
  takeBack(step: Step): Promise<readonly StepOutcome[]>;
  /** Moves the end of a line's period. */
  extend(extension: Extension): Promise<ExtendAnswer>;
  /** The sold lines of a shop that begin within a day and for which something overdue leaves too little. */
  atRisk(shopId: Uuid): Promise<readonly LineAtRisk[]>;
  close(): Promise<void>;
}

/** Catalog takes so many, and their lines, in one body. */
const MOST_HOLDS_A_CALL = 64;

export function catalogClient(options: Omit<ServiceClientOptions, 'service'>): CatalogClient {
  const service = new ServiceClient({ ...options, service: 'catalog' });
  const holds = new Batches<HoldRequest, HoldAnswer>({
    run: async (requests) => (await service.post('/internal/hold', { holds: requests }, holdAnswersSchema)).outcomes,
    keyOf: ({ orderId }) => orderId,
    most: MOST_HOLDS_A_CALL,
  });
  return {
    hold: (request) => holds.add(request),
    async quote(request) {
      return (await service.post('/internal/quote', request, quoteAnswerSchema)).lines;
    },
    async confirm(sales) {
      if (sales.length === 0) return [];
      return (await service.post('/internal/confirm', { holds: sales }, confirmAnswerSchema)).outcomes;
    },
    async release(holds) {
      if (holds.length > 0) await service.send('/internal/release', { holds });
    },
    async handOver(step) {
      return (await service.post('/internal/hand-over', step, stepAnswerSchema)).outcomes;
    },
    async takeBack(step) {
      return (await service.post('/internal/return', step, stepAnswerSchema)).outcomes;
    },
    extend: (extension) => service.post('/internal/extend', extension, extendAnswerSchema),
    async atRisk(shopId) {
      return (await service.post('/internal/at-risk', { shopId }, atRiskAnswerSchema)).lines;
    },
    close: () => service.close(),
  };
}
