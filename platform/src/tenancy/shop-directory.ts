import type { Uuid } from '../ids.ts';

export type ShopKind = 'STORE';
export type PaymentPolicy = 'PREPAY';
export type Role = 'OWNER' | 'STAFF';

/** A shop, the tenant, as every subgraph needs to know it. The users subgraph owns it. */
export interface Shop {
  readonly shopId: Uuid;
  readonly name: string;
  readonly kind: ShopKind;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name, e.g. Asia/Tokyo. */
  readonly timezone: string;
  readonly paymentPolicy: PaymentPolicy;
  /** How long stock is promised to an unpaid order. */
  readonly holdTtlSeconds: number;
  readonly version: number;
}

/**
 * Who the shops are and who works in them, kept in every subgraph's own database from the users subgraph's events,
 * so that orders go on while users is down. What is not known (yet) is asked of users at once.
 */
export interface ShopDirectory {
  find(shopId: Uuid): Promise<Shop | null>;
  /** The account's role in the shop; null for a stranger and for a shop that does not exist. */
  role(shopId: Uuid, accountId: Uuid): Promise<Role | null>;
}
