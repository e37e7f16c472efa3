import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import type { CancellationTier, OpeningHours, PaymentPolicy, Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { readName } from '../input-text.ts';
import { readCancellationTiers } from './cancellation-tiers.ts';
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
  cancellationTiers: [],
  pointsPerReservation: 1_000,
  paymentGraceSeconds: 1_800,
};

/** From what to what each may be. The database has the same bounds. */
const BOUNDS = {
  holdTtlSeconds: [1, 86_400],
  endingSoonMinutes: [1, 10_080],
  offerTtlSeconds: [1, 604_800],
  tableIdleMinutes: [1, 1_440],
  pointsPerReservation: [0, 1_000_000],
  paymentGraceSeconds: [0, 86_400],
} as const;

const NUMBERS = Object.keys(BOUNDS) as readonly (keyof typeof BOUNDS)[];

type Given<Value> = Value | null | undefined;

export interface GivenSettings extends Readonly<Partial<Record<keyof typeof BOUNDS, Given<number>>>> {
  readonly name?: Given<string>;
  readonly timezone?: Given<string>;
  readonly paymentPolicy?: Given<PaymentPolicy>;
  readonly openingHours?: Given<readonly OpeningHours[]>;
  readonly closedDays?: Given<readonly string[]>;
  readonly cancellationTiers?: Given<readonly CancellationTier[]>;
}

/** The settings that are given, as they are kept, or the first thing that is wrong with them. */
export function readSettings(given: GivenSettings): Partial<ShopSettings> | InvalidInputFailure {
  const { name = null, timezone = null, paymentPolicy = null, openingHours = null, closedDays = null } = given;
  const { cancellationTiers = null } = given;
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
  for (const field of NUMBERS) {
    const value = given[field] ?? null;
    if (value === null) continue;
    const [least, most] = BOUNDS[field];
    if (value < least || value > most) return invalidInput(field, `Only ${least} to ${most} is allowed.`);
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
  if (cancellationTiers !== null) {
    const read = readCancellationTiers(cancellationTiers);
    if ('code' in read) return read;
    settings.cancellationTiers = read;
  }
  return settings;
}

export const unknownTimezone = () => invalidInput('timezone', 'This is not an IANA time zone, e.g. Asia/Tokyo.');
