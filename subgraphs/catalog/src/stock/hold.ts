import { z } from 'zod';

// A hold is stock promised to one order for a while. What the internal routes take and answer.

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const moment = z.iso.datetime({ offset: true });

/** One order's promise of stock. */
const hold = z.object({ shopId: uuid, orderId: uuid });

/** The most pieces one line may ask for. */
const MOST_PIECES = 10_000;
const MOST_LINES = 100;
/** Units a line may name. */
const MOST_NAMED = 1_000;
/** Each takes an advisory lock until the statement ends, and the server's lock table is finite. */
const MOST_HOLDS = 500;

const wantedLine = z.object({
  lineId: uuid,
  variantId: uuid,
  quantity: z.int().min(1).max(MOST_PIECES),
  performanceId: uuid.optional(),
  /** Half-open, [start, end), RFC 3339. */
  period: z.object({ start: moment, end: moment }).optional(),
  /** These very units; otherwise any that are free. */
  unitIds: z.array(uuid).min(1).max(MOST_NAMED).optional(),
  /** Seats side by side in one row. */
  together: z.boolean().optional(),
  section: z.string().min(1).max(100).optional(),
});

const wantedLines = z.array(wantedLine).min(1).max(MOST_LINES);

/** What an order asks for. */
const holdRequest = hold.extend({
  /** Whose order it is. */
  accountId: uuid,
  /** Whether it is placed at a table of the shop. */
  atTable: z.boolean().optional(),
  /** Until when the stock is promised. */
  expiresAt: moment,
  lines: wantedLines,
});

/** The body of POST /internal/hold. */
export const holdRequestList = z.object({ holds: z.array(holdRequest).min(1).max(MOST_HOLDS) });

/** The body of POST /internal/quote. */
export const quoteRequest = z.object({
  shopId: uuid,
  accountId: uuid,
  atTable: z.boolean().default(false),
  lines: wantedLines,
});

/** A promise that is to be sold. */
const sale = hold.extend({
  /** The order has expired: its event, heard of before or after, does not undo this. */
  late: z.boolean().optional(),
});

/** The body of POST /internal/confirm. */
export const saleList = z.object({ holds: z.array(sale).min(1).max(MOST_HOLDS) });

/** The body of POST /internal/release: whole orders, or some of their lines. */
export const releaseList = z.object({
  holds: z
    .array(hold.extend({ lineIds: z.array(uuid).min(1).max(MOST_LINES).optional() }))
    .min(1)
    .max(MOST_HOLDS),
});

/** The body of POST /internal/hand-over and /internal/return. */
export const lineStep = hold.extend({ lineIds: z.array(uuid).min(1).max(MOST_LINES), at: moment });

/** The body of POST /internal/extend. */
export const extension = hold.extend({ lineId: uuid, end: moment });

/** The body of POST /internal/at-risk. */
export const atRiskRequest = z.object({ shopId: uuid });

export type Hold = z.infer<typeof hold>;
export type Sale = z.infer<typeof sale>;
export type WantedLine = z.infer<typeof wantedLine>;
export type HoldRequest = z.infer<typeof holdRequest>;
export type QuoteRequest = z.infer<typeof quoteRequest>;
export type Release = z.infer<typeof releaseList>['holds'][number];
export type LineStep = z.infer<typeof lineStep>;
export type Extension = z.infer<typeof extension>;

export interface Period {
  readonly start: string;
  readonly end: string;
}

/** Minor units of the currency. */
interface Price {
  readonly amount: number;
  readonly currency: string;
}

/** A single thing that was promised. All but the label are null unless it is a seat. */
export interface HeldUnit {
  readonly unitId: string;
  readonly label: string;
  readonly section: string | null;
  readonly rowName: string | null;
  readonly seatNumber: number | null;
}

/** A line as it was promised, at the price of that moment. */
export interface HeldLine {
  readonly lineId: string;
  readonly variantId: string;
  readonly productId: string;
  readonly performanceId: string | null;
  /** When what was reserved begins: its period, or its performance as it is planned now. Null for mere goods. */
  readonly startsAt: string | null;
  readonly quantity: number;
  readonly unitPrice: Price;
  readonly period: Period | null;
  /** Whether it comes back, i.e. is had for a period. */
  readonly returnable: boolean;
  /** One for each piece, where pieces are kept one by one. */
  readonly units: readonly HeldUnit[];
}

export interface Shortage {
  readonly variantId: string;
  /** Pieces asked for, over all lines of the order. */
  readonly requested: number;
  readonly available: number;
}

/** Why an order cannot be had, with the data of that reason. `lineId` is the first line that it concerns. */
export type HoldRefusal = { readonly lineId: string; readonly variantId: string } & (
  | {
      readonly reason:
        | 'PRODUCT_NOT_FOUND'
        | 'PRODUCT_DISCONTINUED'
        | 'PERFORMANCE_REQUIRED'
        | 'PERIOD_REQUIRED'
        | 'PERIOD_NOT_ALLOWED'
        | 'INVALID_PERIOD'
        | 'PERIOD_IN_PAST'
        | 'TABLE_REQUIRED';
    }
  | {
      readonly reason: 'INSUFFICIENT_STOCK' | 'SEATS_NOT_TOGETHER';
      readonly requested: number;
      /** Of seats together: the longest run there is. */
      readonly available: number;
    }
  | { readonly reason: 'PERFORMANCE_NOT_FOUND'; readonly performanceId: string }
  | { readonly reason: 'DURATION_OUT_OF_RANGE'; readonly minimumMinutes: number; readonly maximumMinutes: number }
  | { readonly reason: 'NOTICE_TOO_SHORT' | 'OUTSIDE_OPENING_HOURS'; readonly earliestStart: string | null }
  | {
      readonly reason: 'PERIOD_CONFLICT';
      readonly requested: number;
      readonly available: number;
      readonly nextFreeWindow: Period | null;
    }
  | { readonly reason: 'UNIT_NOT_FOUND'; readonly unitIds: readonly string[] }
  | { readonly reason: 'SEAT_TAKEN' | 'UNIT_TAKEN'; readonly units: readonly HeldUnit[] }
  | { readonly reason: 'MAIN_ITEM_REQUIRED'; readonly mainProductIds: readonly string[] }
  | {
      readonly reason: 'QUANTITY_LIMIT_EXCEEDED';
      readonly limit: number;
      readonly scope: 'ORDER' | 'CUSTOMER';
      /** With this order; of a customer, all that they have besides. */
      readonly requested: number;
    }
  | { readonly reason: 'NOT_ON_SALE'; readonly saleFrom: string | null; readonly saleUntil: string | null }
  | { readonly reason: 'INVALID_INPUT'; readonly field: string; readonly message: string }
);

/** MISMATCH: the order has a live promise of other lines. */
export type HoldOutcome =
  | {
      readonly outcome: 'HELD';
      /** Until when the stock is promised, RFC 3339; later than asked for where an earlier call asked for more. */
      readonly expiresAt: string;
      readonly lines: readonly HeldLine[];
    }
  | { readonly outcome: 'REFUSED'; readonly refusals: readonly HoldRefusal[] }
  | { readonly outcome: 'MISMATCH' };

/** What a line would cost now, and what speaks against it. */
export interface QuotedLine {
  readonly lineId: string;
  readonly unitPrice: Price | null;
  readonly productId: string | null;
  readonly refusals: readonly HoldRefusal[];
}

export interface ConfirmOutcome {
  readonly orderId: string;
  readonly outcome: 'CONFIRMED' | 'GONE';
  /** What was missing, where the hold had lapsed and something was. */
  readonly shortages?: readonly Shortage[];
}

/** GONE: it is not, or no longer, sold to this order. TAKEN: it cannot go out, since somebody else still has it. */
export interface LineOutcome {
  readonly lineId: string;
  readonly outcome: 'DONE' | 'GONE' | 'TAKEN';
}

export type ExtendOutcome =
  | { readonly outcome: 'EXTENDED'; readonly period: Period }
  /** Others have it then. The latest end that would have been possible, never before the present one. */
  | { readonly outcome: 'CONFLICT'; readonly latestEnd: string }
  | { readonly outcome: 'REFUSED'; readonly refusals: readonly HoldRefusal[] }
  | { readonly outcome: 'GONE' };

/** A line that something overdue may leave without its stock. */
export interface LineAtRisk {
  readonly orderId: string;
  readonly lineId: string;
  readonly periodStart: string;
}
