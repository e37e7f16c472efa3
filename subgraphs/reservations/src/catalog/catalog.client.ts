import { z } from 'zod';
import { Batches } from '@yoyaku/platform/batches';
import { ServiceClient, type ServiceClientOptions } from '@yoyaku/platform/http/service-client';
import type { Uuid } from '@yoyaku/platform/ids';

/** Hold: catalog's promise of stock to one order, all of it or nothing, until it lapses, is confirmed or released. */
export interface HoldRequest {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  /** RFC 3339. */
  readonly expiresAt: string;
  readonly lines: readonly { readonly lineId: Uuid; readonly variantId: Uuid; readonly quantity: number }[];
}

/** The hold of one order. */
export interface HoldKey {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
}

const quantity = z.number().int();
const amount = z.number().int().min(0);

const holdAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('HELD'),
    // Not always what was asked for: a promise that still stands is never shortened.
    expiresAt: z.iso.datetime({ offset: true }),
    lines: z.array(
      z.object({
        lineId: z.string(),
        variantId: z.string(),
        productId: z.string(),
        quantity,
        unitPrice: z.object({ amount, currency: z.string() }),
      }),
    ),
  }),
  z.object({
    outcome: z.literal('REFUSED'),
    refusals: z
      .array(
        z.object({
          reason: z.enum(['PRODUCT_NOT_FOUND', 'PRODUCT_DISCONTINUED', 'INSUFFICIENT_STOCK']),
          variantId: z.string(),
          requested: quantity.nullish(),
          available: quantity.nullish(),
        }),
      )
      .min(1),
  }),
  // The order has a live hold, of other lines.
  z.object({ outcome: z.literal('MISMATCH') }),
]);

export type HoldAnswer = z.infer<typeof holdAnswerSchema>;
export type HeldLine = Extract<HoldAnswer, { outcome: 'HELD' }>['lines'][number];
export type HoldRefusal = Extract<HoldAnswer, { outcome: 'REFUSED' }>['refusals'][number];

const holdAnswersSchema = z.object({ outcomes: z.array(holdAnswerSchema) });

const confirmAnswerSchema = z.object({
  outcomes: z.array(z.object({ orderId: z.string(), outcome: z.enum(['CONFIRMED', 'GONE']) })),
});

export type ConfirmOutcome = z.infer<typeof confirmAnswerSchema>['outcomes'][number];

/** The catalog subgraph's internal routes. All are idempotent; all throw SERVICE_UNAVAILABLE when it does not answer. */
export interface CatalogClient {
  /** Promises stock, or says why not. A lapsed or released hold of the same order is taken anew. */
  hold(request: HoldRequest): Promise<HoldAnswer>;
  /** Turns holds into sales, in the order given; GONE where the hold has lapsed and the stock went to somebody else. */
  confirm(holds: readonly HoldKey[]): Promise<readonly ConfirmOutcome[]>;
  /** Gives stock back, held or sold. */
  release(holds: readonly HoldKey[]): Promise<void>;
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
    async confirm(holds) {
      if (holds.length === 0) return [];
      const { outcomes } = await service.post('/internal/confirm', { holds }, confirmAnswerSchema);
      return outcomes;
    },
    async release(holds) {
      if (holds.length > 0) await service.send('/internal/release', { holds });
    },
    close: () => service.close(),
  };
}
