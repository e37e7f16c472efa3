import { catalogActions } from './catalog.model.ts';
import type { Model } from './explore.ts';
import { brokenAlways, brokenAtRest } from './invariants.ts';
import { paymentsActions } from './payments.model.ts';
import { providerActions } from './provider.model.ts';
import { reservationsActions } from './reservations.model.ts';
import { type Rule, RULES, type Rules } from './rules.ts';
import { keyOf, type World } from './world.ts';

/** An order that is paid in money, with all rules but these. */
export function moneyModel(...without: readonly Rule[]): Model<World> {
  const rules: Rules = new Set(RULES.filter((rule) => !without.includes(rule)));
  return {
    actionsOf: (world) => [
      ...reservationsActions(world, rules),
      ...catalogActions(world, rules),
      ...paymentsActions(world, rules),
      ...providerActions(world, rules),
    ],
    keyOf,
    brokenAlways,
    brokenAtRest,
    outcomeOf: ({ order, stock, payments, due }) => {
      const captured = payments.some(({ saga }) => saga.state === 'CAPTURED');
      const refunded = payments.some(({ saga }) => saga.refunded > 0);
      return [
        order.state,
        ...(order.state === 'CONFIRMED' && stock.state === 'RETAKEN' ? ['late'] : []),
        ...(payments.some(({ saga }) => saga.delayed) ? ['delayed'] : []),
        ...(captured ? ['paid'] : []),
        ...(refunded ? [due > 0 ? 'partly refunded' : 'refunded'] : []),
        ...(order.paymentProblem ? [order.paymentProblem] : []),
      ].join(' ');
    },
  };
}
