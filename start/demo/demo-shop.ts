import type { DemoApi } from './demo-api.ts';

/** A person of the demo data, who can log in. */
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
}

export interface DemoProduct {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly soldBy?: 'QUANTITY' | 'PERIOD' | 'PERFORMANCE';
  readonly tracksUnits?: boolean;
  /** As `TimeRulesInput`. */
  readonly timeRules?: Readonly<Record<string, number>>;
  /** Needs one of these products in the same order, by name; they stand before it. */
  readonly needs?: readonly string[];
  readonly oncePerOrder?: boolean;
  readonly tableOnly?: boolean;
  readonly variants: readonly DemoVariant[];
}

export interface DemoVariant {
  readonly name: string;
  readonly sku: string;
  /** In the currency's main unit. */
  readonly price: string;
  readonly initialStock?: number;
  readonly units?: readonly { readonly label: string; readonly attributes: Readonly<Record<string, string>> }[];
}

/** A house and when something is played in it. */
export interface DemoHouse {
  readonly name: string;
  /** As `SeatPlanSectionInput`. */
  readonly sections: readonly object[];
  /** What is played, by name. Tiers have the names of its variants. */
  readonly product: string;
  readonly tiers: readonly string[];
  readonly minutes: number;
  /** Every weekend: weekday (6 Saturday, 7 Sunday) and hour in the shop's time. */
  readonly shows: readonly { readonly weekday: number; readonly hour: number }[];
}

/** A shop of the demo data. */
export interface DemoShop {
  readonly owner: DemoAccount;
  readonly staff: DemoAccount;
  /** As `CreateShopInput`. */
  readonly shop: {
    readonly name: string;
    readonly kind: string;
    readonly currency: string;
    readonly timezone: string;
    readonly paymentPolicy?: string;
    readonly openingHours?: readonly object[];
    readonly endingSoonMinutes?: number;
    readonly holdTtlSeconds?: number;
  };
  readonly categories: readonly string[];
  readonly products: readonly DemoProduct[];
  readonly house?: DemoHouse;
  readonly tables?: readonly string[];
  /** As `UpdateShopInput`, where it is not what a new shop begins with. */
  readonly settings?: object;
  /** What a customer of it has done, once. */
  readonly activity?: DemoActivity;
}

/** A demo shop as it was loaded. */
export interface LoadedShop {
  readonly id: string;
  /** Ids of the variants of a product, by its name. */
  readonly variants: ReadonlyMap<string, readonly string[]>;
  /** The tables' codes, by their names. */
  readonly tableCodes: ReadonlyMap<string, string>;
}

/** Somebody who has used a shop before anybody looks. */
export interface DemoActivity {
  readonly customer: DemoAccount;
  /** What is left of it, in a few words for the banner. */
  readonly remark: string;
  /** Does it; `token` is the customer's. Only asked while they have no orders. */
  happens(api: DemoApi, token: string, shop: LoadedShop): Promise<void>;
}

/** The same hours on these days, 1 (Monday) to 7. */
export const openOn = (weekdays: readonly number[], opens: string, closes: string): readonly object[] =>
  weekdays.map((weekday) => ({ weekday, opens, closes }));

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;
