import { invalidInput } from '@yoyaku/platform/failures';
import { isCurrency } from '@yoyaku/platform/money';
import type { ShopKind } from '@yoyaku/platform/tenancy/shop-directory';
import type { CreateShopInput, InvalidInput } from '../__generated__/resolver-types.ts';
import { isIdempotencyKey, readName } from '../input-text.ts';

const MOST_NAME = 100;
const MOST_HOLD_TTL_SECONDS = 86_400;
const DEFAULT_HOLD_TTL_SECONDS = 900;

export interface NewShop {
  readonly name: string;
  readonly kind: ShopKind;
  readonly currency: string;
  readonly timezone: string;
  readonly holdTtlSeconds: number;
  readonly idempotencyKey: string | null;
}

export function readNewShop(input: CreateShopInput): NewShop | InvalidInput {
  const { kind, currency, timezone, idempotencyKey = null } = input;
  const name = readName(input.name, MOST_NAME);
  if (name === null) {
    return invalidInput('name', `A name has from 1 to ${MOST_NAME} characters, without control characters.`);
  }
  if (!isCurrency(currency)) return invalidInput('currency', 'This is not an ISO 4217 currency code, e.g. JPY.');
  if (!isTimezone(timezone)) return invalidInput('timezone', 'This is not an IANA time zone, e.g. Asia/Tokyo.');
  const holdTtlSeconds = input.holdTtlSeconds ?? DEFAULT_HOLD_TTL_SECONDS;
  if (holdTtlSeconds < 1 || holdTtlSeconds > MOST_HOLD_TTL_SECONDS) {
    return invalidInput('holdTtlSeconds', `Stock is held from 1 to ${MOST_HOLD_TTL_SECONDS} seconds.`);
  }
  if (!isIdempotencyKey(idempotencyKey)) {
    return invalidInput('idempotencyKey', 'A key has from 1 to 200 characters, without control characters.');
  }
  return { name, kind, currency, timezone, holdTtlSeconds, idempotencyKey };
}

/**
 * Whether it names a zone of the IANA database, in its own spelling (Area/City) or UTC. The runtime itself would take
 * offsets (+09:00), abbreviations and any case, which other readers of the zone may not.
 */
function isTimezone(name: string): boolean {
  if (name === 'UTC') return true;
  if (!/^[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_-]+){1,2}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
