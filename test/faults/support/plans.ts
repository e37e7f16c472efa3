import { setTimeout } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { Customer } from './customer.ts';
import type { Standing } from './order-watch.ts';
import type { FaultShop, Shops } from './shops.ts';

export interface Scene {
  readonly customer: Customer;
  readonly shops: Shops;
  readonly chance: Chance;
}

/** How an order must end, whatever happens meanwhile. */
export interface End {
  readonly orderId: string;
  readonly ends: 'CONFIRMED' | 'CANCELLED';
}

/** What a customer is up to. */
export interface Plan {
  /** In words, to be read after `whose customer …`. */
  readonly name: string;
  readonly play: (scene: Scene) => Promise<End>;
}

const anyShop = ({ shops, chance }: Scene): FaultShop => chance.pick([shops.kind, shops.strict]);

/** @param more the rest of the order's input, e.g. how it is paid */
const placed = async (scene: Scene, more: object = {}): Promise<string> => {
  const { shop, products } = anyShop(scene);
  return (await scene.customer.place(shop, products.slice(0, 1), more)).id;
};

/** Pays with such a card; the order is confirmed in the end. */
export const pays = (cardToken: string): Plan => ({
  name: `pays with ${cardToken}`,
  async play(scene) {
    const orderId = await placed(scene);
    await scene.customer.pay(orderId, cardToken);
    return { orderId, ends: 'CONFIRMED' };
  },
});

/** Pays, and calls the order off when it stands so, or at most so many milliseconds later. */
const paysAndCancels = (name: string, when: (standing: Standing) => boolean, most = 0): Plan => ({
  name,
  async play(scene) {
    const { customer, chance } = scene;
    const orderId = await placed(scene);
    const regret = async () => {
      await customer.until(orderId, when);
      await setTimeout(chance.between(0, most));
      await customer.cancel(orderId);
    };
    await Promise.all([customer.pay(orderId, 'tok_visa'), regret()]);
    return { orderId, ends: 'CANCELLED' };
  },
});

/** Calls off at any moment from the bank's yes on, at most so many milliseconds later: around the capture. */
export const cancelsDuringCapture = (most: number): Plan =>
  paysAndCancels(
    'calls off while the money is taken',
    ({ payment }) => payment === 'AUTHORIZED' || payment === 'CAPTURED',
    most,
  );

/** Names a card with the order, and pays with another when that one has failed. */
const namesCard = (cardToken: string): Plan => ({
  name: `names ${cardToken} with the order`,
  async play(scene) {
    const { customer } = scene;
    const orderId = await placed(scene, { payment: { cardToken } });
    const standing = await customer.until(orderId, ({ order, payment }) => order !== 'PENDING' || payment === 'FAILED');
    if (standing.order === 'PENDING') await customer.pay(orderId, 'tok_visa');
    return { orderId, ends: 'CONFIRMED' };
  },
});

/** Sends every request several times at once and never sleeps. */
export const paysImpatiently = (cardToken: string): Plan => ({
  name: `pays with ${cardToken} again and again`,
  async play(scene) {
    const orderId = await placed(scene);
    await scene.customer.payAgainAndAgain(orderId, cardToken);
    return { orderId, ends: 'CONFIRMED' };
  },
});

/** All that customers usually do. */
export const USUAL_PLANS: readonly Plan[] = [
  pays('tok_visa'),
  pays('tok_delayed'),
  {
    name: 'has a card declined and takes another',
    async play(scene) {
      const orderId = await placed(scene);
      await scene.customer.pay(orderId, 'tok_declined');
      await scene.customer.pay(orderId, 'tok_visa');
      return { orderId, ends: 'CONFIRMED' };
    },
  },
  {
    name: 'has a card declined and gives up',
    async play(scene) {
      const orderId = await placed(scene);
      await scene.customer.pay(orderId, 'tok_declined');
      await scene.customer.cancel(orderId);
      return { orderId, ends: 'CANCELLED' };
    },
  },
  {
    name: 'pays for two things and calls one off',
    async play(scene) {
      const { customer } = scene;
      const { shop, products } = anyShop(scene);
      const { id: orderId, lineIds } = await customer.place(shop, products);
      await customer.pay(orderId, 'tok_visa');
      await customer.until(orderId, ({ order }) => order === 'CONFIRMED');
      await customer.cancelLines(orderId, [scene.chance.pick(lineIds)]);
      return { orderId, ends: 'CONFIRMED' };
    },
  },
  namesCard('tok_visa'),
  namesCard('tok_declined'),
  {
    name: 'names a card with the order and calls off at once',
    async play(scene) {
      const orderId = await placed(scene, { payment: { cardToken: 'tok_visa' } });
      await scene.customer.cancel(orderId);
      return { orderId, ends: 'CANCELLED' };
    },
  },
  paysAndCancels('calls off before paying', () => true),
  paysAndCancels('calls off while paying', ({ payment }) => payment !== null),
  paysAndCancels('calls off when confirmed', ({ order }) => order === 'CONFIRMED'),
  paysAndCancels('calls off when the money is taken', ({ payment }) => payment === 'CAPTURED'),
];
