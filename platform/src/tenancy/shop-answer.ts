import { z } from 'zod';

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** A shop as events and internal routes tell of it; see {@link Shop}. */
export const shopSchema = z.object({
  shopId: uuid,
  name: z.string(),
  kind: z.enum(['STORE']),
  currency: z.string(),
  timezone: z.string(),
  paymentPolicy: z.enum(['PREPAY']),
  holdTtlSeconds: z.number().int().positive(),
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
