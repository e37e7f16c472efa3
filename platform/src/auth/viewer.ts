import { unauthenticated } from '../errors.ts';
import type { Uuid } from '../ids.ts';

/** Who asks: an account, nobody, or the bearer of a token that is not good (which no operation accepts). */
export type Viewer =
  | { readonly kind: 'ACCOUNT'; readonly accountId: Uuid }
  | { readonly kind: 'ANONYMOUS' }
  | { readonly kind: 'REFUSED'; readonly reason: string };

export const ANONYMOUS: Viewer = { kind: 'ANONYMOUS' };

/** The account that asks. @throws UNAUTHENTICATED without one. */
export function requireAccount(viewer: Viewer): Uuid {
  if (viewer.kind === 'ACCOUNT') return viewer.accountId;
  throw unauthenticated(viewer.kind === 'REFUSED' ? viewer.reason : undefined);
}
