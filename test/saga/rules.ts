/** What keeps money and goods together. Each may be left out, to see that it is missed. */
export const RULES = [
  // Of reservations.
  'decides on the order as it is when it is written',
  'asks again when an order expired meanwhile',
  'refuses what it cannot take',
  'takes only the right amount',
  'releases what was sold to an order that is over',
  'asks catalog again after a crash',
  'confirms by a timer what a crash left unconfirmed',
  // Of catalog.
  'leaves to an expired order what it was sold late',
  // Of payments.
  'has one live payment an order',
  'gives back what turns up after it was given up',
  'gives each refund a number of its own',
  'asks again only for the same amount',
  'counts each line that is called off once',
  'captures only what its order was confirmed with',
  'asks for what it has no answer to',
  // Of payments, where points are concerned.
  'debits nothing for an order that it has heard of',
  'gives back what was debited for no order',
  'debits no more than there is',
  // Of the platform.
  'handles each message once',
  'keeps the messages of a sender in their order',
] as const;

export type Rule = (typeof RULES)[number];

/** The rules that hold. */
export type Rules = ReadonlySet<Rule>;
