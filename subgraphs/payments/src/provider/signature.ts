import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signature may be this old, or this far ahead of our clock. */
const TOLERANCE_MILLISECONDS = 300_000;

/**
 * Judges `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.rawBody">`, the scheme Stripe documents for its webhooks. Several v1
 * parts may be there while the secret is changed; one good one is enough. The moment is signed, so it cannot be renewed.
 */
export function judgeSignature(
  secret: string,
  header: string | readonly string[] | undefined,
  rawBody: Buffer,
  now: Date,
): 'GENUINE' | 'FORGED' | 'STALE' {
  const parts = (typeof header === 'string' ? header : '').split(',').map((part) => part.trim().split('=', 2));
  const time = parts.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(time)) return 'FORGED';
  const expected = createHmac('sha256', secret).update(`${time}.`).update(rawBody).digest();
  const genuine = parts.some(([name, value = '']) => {
    const given = Buffer.from(value, 'hex');
    return name === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!genuine) return 'FORGED';
  return Math.abs(now.getTime() - Number(time) * 1000) <= TOLERANCE_MILLISECONDS ? 'GENUINE' : 'STALE';
}
