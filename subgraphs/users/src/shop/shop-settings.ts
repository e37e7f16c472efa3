import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import type { OpeningHours, PaymentPolicy, Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { readName } from '../input-text.ts';
import { readClosedDays, readOpeningHours } from './opening-hours.ts';
import { isTimezone } from './timezone.ts';

const MOST_NAME = 100;

/** What owners may change of a shop. */
export type ShopSettings = Omit<Shop, 'shopId' | 'kind' | 'currency' | 'status' | 'version'>;

export const DEFAULT_SETTINGS: Omit<ShopSettings, 'name' | 'timezone'> = {
  paymentPolicy: 'PREPAY',
  holdTtlSeconds: 900,
  openingHours: [],
  closedDays: [],
  endingSoonMinutes: 60,
  offerTtlSeconds: 900,
  tableIdleMinutes: 180,
};

/** How long each may be, from 1 to this. The database has the same bounds. */
const MOST = {
  holdTtlSeconds: 86_400,
  endingSoonMinutes: 10_080,
  offerTtlSeconds: 604_800,
  tableIdleMinutes: 1_440,
} as const;

const DURATIONS = Object.keys(MOST) as readonly (keyof typeof MOST)[];

type Given<Value> = Value | null | undefined;

export interface GivenSettings extends Readonly<Partial<Record<keyof typeof MOST, Given<number>>>> {
  readonly name?: Given<string>;
  readonly timezone?: Given<string>;
  readonly paymentPolicy?: Given<PaymentPolicy>;
  readonly openingHours?: Given<readonly OpeningHours[]>;
  readonly closedDays?: Given<readonly string[]>;
}

/** The settings that are given, as they are kept, or the first thing that is wrong with them. */
export function readSettings(given: GivenSettings): Partial<ShopSettings> | InvalidInputFailure {
  const { name = null, timezone = null, paymentPolicy = null, openingHours = null, closedDays = null } = given;
  const settings: { -readonly [Name in keyof ShopSettings]?: ShopSettings[Name] } = {};
  if (name !== null) {
    const read = readName(name, MOST_NAME);
    if (read === null) {
      return invalidInput('name', `A name has from 1 to ${MOST_NAME} characters, without control characters.`);
    }
    settings.name = read;
  }
  if (timezone !== null) {
    if (!isTimezone(timezone)) return unknownTimezone();
    settings.timezone = timezone;
  }
  if (paymentPolicy !== null) settings.paymentPolicy = paymentPolicy;
  for (const field of DURATIONS) {
    const value = given[field] ?? null;
    if (value === null) continue;
    if (value < 1 || value > MOST[field]) return invalidInput(field, `Only 1 to ${MOST[field]} is allowed.`);
    settings[field] = value;
  }
  if (openingHours !== null) {
    const read = readOpeningHours(openingHours);
    if ('code' in read) return read;
    settings.openingHours = read;
  }
  if (closedDays !== null) {
    const read = readClosedDays(closedDays);
    if ('code' in read) return read;
    settings.closedDays = read;
  }
  return settings;
}

export const unknownTimezone = () => invalidInput('timezone', 'This is not an IANA time zone, e.g. Asia/Tokyo.');
