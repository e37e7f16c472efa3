import { currencyDecimals } from '@yoyaku/platform/money';

/**
 * Currencies whose amounts Stripe takes in whole units. https://docs.stripe.com/currencies#zero-decimal; UGX is on that
 * list, too, but its special case there says that 5 UGX are 500.
 */
const NO_DECIMALS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** In thousandths, and the last digit must be 0. https://docs.stripe.com/currencies#three-decimal */
const THREE_DECIMALS = new Set('BHD JOD KWD OMR TND'.split(' '));
/** In hundredths, though only whole units can be charged. https://docs.stripe.com/currencies#special-cases */
const WHOLE_UNITS_IN_HUNDREDTHS = new Set(['ISK', 'UGX']);

/** What one of our minor units is at Stripe: 1 for most, 100 where it counts hundredths and we whole units. */
function factorOf(currency: string): number {
  const decimals = NO_DECIMALS.has(currency) ? 0 : THREE_DECIMALS.has(currency) ? 3 : 2;
  return 10 ** (decimals - currencyDecimals(currency));
}

/** Our minor units as Stripe wants them; null for an amount that it cannot take. Never rounded. */
export function toStripeAmount(amount: number, currency: string): number | null {
  const given = amount * factorOf(currency);
  const step = THREE_DECIMALS.has(currency) ? 10 : WHOLE_UNITS_IN_HUNDREDTHS.has(currency) ? 100 : 1;
  return Number.isSafeInteger(given) && given % step === 0 ? given : null;
}

/** Stripe's amount in our minor units. @param currency in any case */
export function fromStripeAmount(amount: number, currency: string): number {
  return Math.round(amount / factorOf(currency.toUpperCase()));
}
