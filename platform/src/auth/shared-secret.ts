import { timingSafeEqual } from 'node:crypto';

/** Compares what a caller gives with a secret, in a time that tells nothing but the secret's length. */
export function secretCheck(secret: string): (given: unknown) => boolean {
  const expected = Buffer.from(secret);
  return (given) => {
    if (typeof given !== 'string') return false;
    const bytes = Buffer.from(given);
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  };
}
