import { z } from 'zod';

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** One order's promise of stock. */
const hold = z.object({ shopId: uuid, orderId: uuid });

/** The most pieces one line may ask for. */
const MOST_PIECES = 10_000;
const MOST_LINES = 100;
/** Each takes an advisory lock until the statement ends, and the server's lock table is finite. */
const MOST_HOLDS = 500;

/** What an order asks for. */
const holdRequest = hold.extend({
  /** Until when the stock is promised, RFC 3339. */
  expiresAt: z.iso.datetime({ offset: true }),
  lines: z
    .array(z.object({ lineId: uuid, variantId: uuid, quantity: z.int().min(1).max(MOST_PIECES) }))
    .min(1)
    .max(MOST_LINES),
});

/** The body of POST /internal/hold. */
export const holdRequestList = z.object({ holds: z.array(holdRequest).min(1).max(MOST_HOLDS) });

/** The body of POST /internal/confirm and /internal/release. */
export const holdList = z.object({ holds: z.array(hold).min(1).max(MOST_HOLDS) });

export type Hold = z.infer<typeof hold>;
export type HoldRequest = z.infer<typeof holdRequest>;

/** A line as it was promised, at the price of that moment. */
export interface HeldLine {
  readonly lineId: string;
  readonly variantId: string;
  readonly productId: string;
  readonly quantity: number;
  /** Minor units. */
  readonly unitPrice: { readonly amount: number; readonly currency: string };
}

export interface Shortage {
  readonly variantId: string;
  /** Pieces asked for, over all lines of the order. */
  readonly requested: number;
  readonly available: number;
}

export interface HoldRefusal extends Shortage {
  readonly reason: 'PRODUCT_NOT_FOUND' | 'PRODUCT_DISCONTINUED' | 'INSUFFICIENT_STOCK';
}

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

export interface ConfirmOutcome {
  readonly orderId: string;
  readonly outcome: 'CONFIRMED' | 'GONE';
  /** What was missing, where the hold had lapsed and something was. */
  readonly shortages?: readonly Shortage[];
}
