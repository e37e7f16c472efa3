import { invalidStateTransition, versionConflict } from '@yoyaku/platform/failures';
import { WAITLIST_TRANSITIONS, type WaitlistState } from './waitlist.state.ts';

/** @param entryId `wai_…` */
export const alreadyWaiting = (entryId: string) =>
  ({
    __typename: 'AlreadyWaiting',
    code: 'ALREADY_WAITING',
    message: 'You wait for the same thing already.',
    retryable: false,
    entryId,
  }) as const;

export const offerExpired = (expiredAt: Date) =>
  ({
    __typename: 'OfferExpired',
    code: 'OFFER_EXPIRED',
    message: `The offer stood until ${expiredAt.toISOString()}.`,
    retryable: false,
    expiredAt,
  }) as const;

export const refusedWaitlistStep = (from: WaitlistState, to: WaitlistState) =>
  invalidStateTransition('waitlist entry', from, to, WAITLIST_TRANSITIONS[from]);

export const entryVersionConflict = (currentVersion: number) => versionConflict('waitlist entry', currentVersion);
