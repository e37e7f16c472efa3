/**
 * Money is an integer of minor units with its ISO 4217 currency: 1200 JPY is { amount: 1200 }, 12.34 EUR { amount: 1234 }.
 * A safe integer holds 90 trillion of a two-decimal currency; anything above is refused, never rounded.
 */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Money as the API shows it: a decimal string with exactly the currency's decimals. */
export interface DecimalMoney {
  readonly amount: string;
  readonly currency: string;
}

/** Thrown where an amount cannot be what it says; callers turn it into a typed failure. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError';
}

const KNOWN_CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(code: string): boolean {
  return KNOWN_CURRENCIES.has(code);
}

const decimalsOf = new Map<string, number>();

/** Decimals of a currency's minor unit by ISO 4217 (JPY 0, EUR 2, KWD 3), as the runtime's ICU knows them. */
export function currencyDecimals(currency: string): number {
  const known = decimalsOf.get(currency);
  if (known !== undefined) return known;
  if (!isCurrency(currency)) throw new MoneyError(`${currency} is not an ISO 4217 currency`);
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 0;
  // Making a formatter costs more than all else about an amount.
  decimalsOf.set(currency, decimals);
  return decimals;
}

/** Reads a decimal string exactly; more decimals than the currency has are refused, not rounded. */
export function parseMoney({ amount, currency }: DecimalMoney): Money {
  const decimals = currencyDecimals(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) throw new MoneyError(`"${amount}" is not a decimal number`);
  const [, sign = '', whole = '', fraction = ''] = match;
  if (fraction.length > decimals) throw new MoneyError(`${currency} has ${decimals} decimals, "${amount}" has more`);
  const minor = Number(`${sign}${whole}${fraction.padEnd(decimals, '0')}`);
  return { amount: safe(minor), currency };
}

export function formatMoney({ amount, currency }: Money): DecimalMoney {
  const decimals = currencyDecimals(currency);
  const digits = Math.abs(amount)
    .toString()
    .padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return { amount: amount < 0 ? `-${text}` : text, currency };
}

export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new MoneyError(`cannot add ${right.currency} to ${left.currency}`);
  return { amount: safe(left.amount + right.amount), currency: left.currency };
}

export function multiplyMoney(money: Money, quantity: number): Money {
  return { amount: safe(money.amount * quantity), currency: money.currency };
}

function safe(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new MoneyError('The amount is too large to be kept exactly');
  return amount === 0 ? 0 : amount;
}
