/** Apollo Sandbox, which runs in the developer's browser. As in router.yaml. */
export const SANDBOX_ORIGIN = 'https://studio.apollographql.com';

/** Pages of this machine. As in router.yaml. */
const LOCAL_ORIGINS = String.raw`^https?://(localhost|127\.0\.0\.1)(:\d+)?$`;

/** Whether pages of an origin may call: those of the pattern (a regular expression), and Sandbox. */
export function originCheck(pattern = LOCAL_ORIGINS): (origin: string) => boolean {
  const allowed = new RegExp(pattern);
  return (origin) => origin === SANDBOX_ORIGIN || allowed.test(origin);
}

/** `localhost:4000` of `http://localhost:4000`; null for `null` and other things that are no URL. */
export const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
