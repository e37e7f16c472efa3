import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import { isCurrency } from '@yoyaku/platform/money';
import type { ShopKind } from '@yoyaku/platform/tenancy/shop-directory';
import type { CreateShopInput } from '../__generated__/resolver-types.ts';
import { keyProblem } from '../input-text.ts';
import { DEFAULT_SETTINGS, readSettings, type ShopSettings } from './shop-settings.ts';

export interface NewShop extends ShopSettings {
  readonly kind: ShopKind;
  readonly currency: string;
}

/**
 * A new shop as its idempotency key remembers it. Settings that came with later versions are left out while they have
 * their defaults: what was asked of an earlier version is the same request still.
 */
export function requestOf(shop: NewShop): object {
  const { cancellationTiers, pointsPerReservation, paymentGraceSeconds, ...always } = shop;
  return {
    ...always,
    cancellationTiers: cancellationTiers.length === 0 ? null : cancellationTiers,
    pointsPerReservation: unlessDefault('pointsPerReservation', pointsPerReservation),
    paymentGraceSeconds: unlessDefault('paymentGraceSeconds', paymentGraceSeconds),
  };
}

const unlessDefault = (name: 'pointsPerReservation' | 'paymentGraceSeconds', value: number) =>
  value === DEFAULT_SETTINGS[name] ? null : value;

/** The shop to open, or the first thing that is wrong with the input. */
export function readNewShop(input: CreateShopInput): NewShop | InvalidInputFailure {
  const { name, kind, currency, timezone } = input;
  const settings = readSettings(input);
  if ('code' in settings) return settings;
  if (!isCurrency(currency)) return invalidInput('currency', 'This is not an ISO 4217 currency code, e.g. JPY.');
  return keyProblem(input.idempotencyKey) ?? { ...DEFAULT_SETTINGS, name, timezone, ...settings, kind, currency };
}
