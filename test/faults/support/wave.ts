import { Chance } from './chance.ts';
import { Customer } from './customer.ts';
import { OrderWatch } from './order-watch.ts';
import type { End, Plan } from './plans.ts';
import type { Shops } from './shops.ts';
import type { FaultSystem } from './system.ts';

/** What one customer did, and how it must end. */
export interface Visit extends End {
  readonly did: string;
}

/** Customers who do as they please, all at once. */
export class Wave {
  /** Resolves when all have got where they wanted. */
  readonly over: Promise<readonly Visit[]>;
  readonly #told: { onAnswer: () => void };

  private constructor(over: Promise<readonly Visit[]>, told: { onAnswer: () => void }) {
    this.over = over;
    this.#told = told;
    // Whoever waits for it is told; nobody may be waiting yet.
    over.catch(() => undefined);
  }

  /** As far as there are plans, everybody has another. */
  static async start(
    system: FaultSystem,
    shops: Shops,
    chance: Chance,
    { size, plans }: { readonly size: number; readonly plans: readonly Plan[] },
  ): Promise<Wave> {
    const watch = new OrderWatch(system);
    const told: { onAnswer: () => void } = { onAnswer: () => undefined };
    const people = await system.people(size);
    // Everybody has their own chance, or it would matter who comes first.
    const shuffled = chance.shuffled(plans);
    const visitors = people.map((person, index) => ({
      person,
      plan: shuffled[index] ?? chance.pick(plans),
      chance: new Chance(chance.between(0, 2 ** 31)),
    }));
    const over = visitors.map(async ({ person, plan, chance }): Promise<Visit> => {
      const customer = new Customer(system, watch, person, () => told.onAnswer());
      return { ...(await plan.play({ customer, shops, chance })), did: plan.name };
    });
    return new Wave(Promise.all(over), told);
  }

  /** Has this called at every answer that a customer gets. */
  onAnswer(listener: () => void): void {
    this.#told.onAnswer = listener;
  }
}
