import { z } from 'zod';

/** What the catalog subgraph answers on its internal routes. Ids are bare UUIDs, amounts integer minor units. */

const id = z.string();
const count = z.number().int();
const moment = z.iso.datetime({ offset: true });
const money = z.object({ amount: z.number().int().min(0), currency: z.string() });
const period = z.object({ start: moment, end: moment });

const unit = z.object({
  unitId: id,
  label: z.string(),
  // These three of seats only.
  section: z.string().nullable(),
  rowName: z.string().nullable(),
  seatNumber: count.nullable(),
});

/** A serial thing or a seat. */
export type HeldUnit = z.infer<typeof unit>;

const heldLine = z.object({
  lineId: id,
  variantId: id,
  productId: id,
  performanceId: id.nullable(),
  /** When what is reserved begins, its period or its performance; null for mere goods. */
  startsAt: moment.nullable().default(null),
  quantity: count,
  unitPrice: money,
  period: period.nullable(),
  /** Whether it comes back when it was handed over. */
  returnable: z.boolean(),
  /** One for each piece, where pieces are kept one by one. */
  units: z.array(unit),
});

export type HeldLine = z.infer<typeof heldLine>;

/** The first line that it concerns. */
const line = { lineId: id, variantId: id };

const holdRefusal = z.discriminatedUnion('reason', [
  z.object({
    ...line,
    reason: z.enum([
      'PRODUCT_NOT_FOUND',
      'PRODUCT_DISCONTINUED',
      'PERFORMANCE_REQUIRED',
      'PERIOD_REQUIRED',
      'PERIOD_NOT_ALLOWED',
      'INVALID_PERIOD',
      'PERIOD_IN_PAST',
      'TABLE_REQUIRED',
    ]),
  }),
  z.object({
    ...line,
    reason: z.enum(['INSUFFICIENT_STOCK', 'SEATS_NOT_TOGETHER']),
    requested: count,
    available: count,
  }),
  z.object({
    ...line,
    reason: z.literal('PERIOD_CONFLICT'),
    requested: count,
    available: count,
    nextFreeWindow: period.nullable(),
  }),
  z.object({ ...line, reason: z.literal('PERFORMANCE_NOT_FOUND'), performanceId: id }),
  z.object({
    ...line,
    reason: z.literal('DURATION_OUT_OF_RANGE'),
    minimumMinutes: count,
    maximumMinutes: count,
  }),
  z.object({ ...line, reason: z.literal('NOTICE_TOO_SHORT'), earliestStart: moment }),
  z.object({ ...line, reason: z.literal('OUTSIDE_OPENING_HOURS'), earliestStart: moment.nullable() }),
  z.object({ ...line, reason: z.literal('UNIT_NOT_FOUND'), unitIds: z.array(id) }),
  z.object({ ...line, reason: z.enum(['SEAT_TAKEN', 'UNIT_TAKEN']), units: z.array(unit) }),
  z.object({ ...line, reason: z.literal('MAIN_ITEM_REQUIRED'), mainProductIds: z.array(id) }),
  z.object({
    ...line,
    reason: z.literal('QUANTITY_LIMIT_EXCEEDED'),
    limit: count,
    scope: z.enum(['ORDER', 'CUSTOMER']),
    requested: count,
  }),
  z.object({
    ...line,
    reason: z.literal('NOT_ON_SALE'),
    saleFrom: moment.nullable(),
    saleUntil: moment.nullable(),
  }),
  z.object({ ...line, reason: z.literal('INVALID_INPUT'), field: z.string(), message: z.string() }),
]);

/** Why a line cannot be had. */
export type HoldRefusal = z.infer<typeof holdRefusal>;

const refusals = z.array(holdRefusal).min(1);

const holdAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('HELD'),
    // Not always what was asked for: a promise that still stands is never shortened.
    expiresAt: moment,
    lines: z.array(heldLine),
  }),
  z.object({ outcome: z.literal('REFUSED'), refusals }),
  // The order has a live hold, of other lines.
  z.object({ outcome: z.literal('MISMATCH') }),
]);

export type HoldAnswer = z.infer<typeof holdAnswer>;

export const holdAnswersSchema = z.object({ outcomes: z.array(holdAnswer) });

const quotedLine = z.object({
  lineId: id,
  /** Null where there is no such variant. */
  unitPrice: money.nullable(),
  productId: id.nullable(),
  refusals: z.array(holdRefusal),
});

export type QuotedLine = z.infer<typeof quotedLine>;

export const quoteAnswerSchema = z.object({ lines: z.array(quotedLine) });

export const confirmAnswerSchema = z.object({
  outcomes: z.array(z.object({ orderId: id, outcome: z.enum(['CONFIRMED', 'GONE']) })),
});

export type ConfirmOutcome = z.infer<typeof confirmAnswerSchema>['outcomes'][number];

/** GONE: the line is not, or no longer, sold to this order. TAKEN: it cannot go out, since somebody else still has it. */
export const stepAnswerSchema = z.object({
  outcomes: z.array(z.object({ lineId: id, outcome: z.enum(['DONE', 'GONE', 'TAKEN']) })),
});

export type StepOutcome = z.infer<typeof stepAnswerSchema>['outcomes'][number];

export const extendAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('EXTENDED'), period }),
  // Somebody else has it then; latestEnd could be had, and is never before the present end.
  z.object({ outcome: z.literal('CONFLICT'), latestEnd: moment }),
  z.object({ outcome: z.literal('REFUSED'), refusals }),
  z.object({ outcome: z.literal('GONE') }),
]);

export type ExtendAnswer = z.infer<typeof extendAnswerSchema>;

export const atRiskAnswerSchema = z.object({
  lines: z.array(z.object({ orderId: id, lineId: id, periodStart: moment })),
});

export type LineAtRisk = z.infer<typeof atRiskAnswerSchema>['lines'][number];
