import { day } from '../../walk/days.ts';
import { aMoment, anId, refused, refusedOutright, yen } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

/** The tent, for an afternoon on which it is out. */
const afternoon = (kept: Kept, ahead: number) => ({
  shopId: kept('shopId'),
  variantId: kept('tentId'),
  quantity: 1,
  period: { startLocal: `${day(kept, ahead)}T12:00`, endLocal: `${day(kept, ahead)}T16:00` },
});

/** The neighbour waits for the tent that the customer has. */
export const waitingSteps: readonly Step[] = [
  {
    name: 'so the neighbour waits for it',
    as: 'neighbour',
    operation: 'join-waitlist',
    variables: (kept) => ({ input: afternoon(kept, 11) }),
    expected: () => ({
      data: { joinWaitlist: { __typename: 'WaitlistEntry', id: anId('wai'), state: 'WAITING', ahead: 0 } },
    }),
    keep: { entryId: 'joinWaitlist.id' },
  },
  {
    name: 'once is enough',
    as: 'neighbour',
    operation: 'join-waitlist',
    variables: (kept) => ({ input: afternoon(kept, 11) }),
    expected: (kept) => refused('joinWaitlist', 'AlreadyWaiting', 'ALREADY_WAITING', { entryId: kept('entryId') }),
  },
  {
    name: 'the neighbour’s phone watches',
    as: 'neighbour',
    opens: 'waiting',
    operation: 'waitlist-changed',
    variables: (kept) => ({ entryId: kept('entryId') }),
  },
  {
    name: 'the customer cannot see who waits',
    as: 'customer',
    opens: 'the customer’s watch',
    operation: 'waitlist-changed',
    variables: (kept) => ({ entryId: kept('entryId') }),
  },
  {
    name: 'and is told so',
    arrivesAt: 'the customer’s watch',
    expected: () => refusedOutright('NOT_FOUND'),
  },
];

/** The customer has called the tent off: it is the neighbour's turn. */
export const offerSteps: readonly Step[] = [
  {
    name: 'the tent is offered to the neighbour, who has waited for it',
    arrivesAt: 'waiting',
    expected: (kept) => ({
      data: { waitlistChanged: { id: kept('entryId'), state: 'OFFERED', offerExpiresAt: aMoment } },
    }),
  },
  {
    name: 'nobody else can take it meanwhile',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => {
      const { shopId, period, ...line } = afternoon(kept, 11);
      return { input: { shopId, period, lines: [line] } };
    },
    expected: () => refused('placeOrder', 'PeriodConflict', 'PERIOD_CONFLICT', { available: 0 }),
  },
  {
    name: 'the customer would now wait in turn',
    as: 'customer',
    operation: 'join-waitlist',
    variables: (kept) => ({ input: afternoon(kept, 11) }),
    expected: () => ({ data: { joinWaitlist: { __typename: 'WaitlistEntry', state: 'WAITING' } } }),
    keep: { customersEntryId: 'joinWaitlist.id', customersEntryVersion: 'joinWaitlist.version' },
  },
  {
    name: 'and thinks better of it',
    as: 'customer',
    operation: 'leave-waitlist',
    variables: (kept) => ({
      input: { entryId: kept('customersEntryId'), expectedVersion: kept('customersEntryVersion') },
    }),
    expected: () => ({ data: { leaveWaitlist: { __typename: 'WaitlistEntry', state: 'CANCELLED' } } }),
  },
  {
    name: 'the neighbour takes the offer',
    as: 'neighbour',
    operation: 'accept-offer',
    variables: (kept) => ({ input: { entryId: kept('entryId') } }),
    expected: (kept) => ({
      data: {
        acceptOffer: {
          __typename: 'Order',
          state: 'CONFIRMED',
          total: yen('3200'),
          lines: [{ period: { start: `${day(kept, 11)}T03:00:00.000Z`, end: `${day(kept, 11)}T07:00:00.000Z` } }],
        },
      },
    }),
  },
  {
    name: 'an offer is taken once',
    as: 'neighbour',
    operation: 'accept-offer',
    variables: (kept) => ({ input: { entryId: kept('entryId') } }),
    expected: () => refused('acceptOffer', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION', { from: 'PURCHASED' }),
  },
];
