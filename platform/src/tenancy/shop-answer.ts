import { z } from 'zod';
import { PAYMENT_POLICIES, SHOP_KINDS, SHOP_STATUSES } from './shop-directory.ts';

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const time = z.string().regex(/^\d\d:\d\d$/);

/** A shop as events and internal routes tell of it; see {@link Shop}. */
export const shopSchema = z.object({
  shopId: uuid,
  name: z.string(),
  kind: z.enum(SHOP_KINDS),
  currency: z.string(),
  timezone: z.string(),
  paymentPolicy: z.enum(PAYMENT_POLICIES),
  holdTtlSeconds: z.number().int().positive(),
  openingHours: z.array(z.object({ weekday: z.number().int().min(1).max(7), opens: time, closes: time })).readonly(),
  closedDays: z.array(z.string().regex(/^\d{4}-\d\d-\d\d$/)).readonly(),
  endingSoonMinutes: z.number().int().positive(),
  offerTtlSeconds: z.number().int().positive(),
  tableIdleMinutes: z.number().int().positive(),
  // Events and users processes of earlier versions do not tell of these.
  cancellationTiers: z
    .array(z.object({ hoursBefore: z.number().int().nonnegative(), percent: z.number().int().min(0).max(100) }))
    .readonly()
    .default([]),
  pointsPerReservation: z.number().int().nonnegative().default(1000),
  paymentGraceSeconds: z.number().int().nonnegative().default(1800),
  status: z.enum(SHOP_STATUSES),
  version: z.number().int(),
});

/** Who works, or worked (role null), in a shop. Versions rise per shop and account. */
export const memberSchema = z.object({
  accountId: uuid,
  role: z.enum(['OWNER', 'STAFF']).nullable(),
  version: z.number().int(),
});

export type Member = z.infer<typeof memberSchema>;

/** What users answers at GET /internal/shops/:shopId. */
export const shopAnswerSchema = z.object({ shop: shopSchema, members: z.array(memberSchema) });

export type ShopAnswer = z.infer<typeof shopAnswerSchema>;
