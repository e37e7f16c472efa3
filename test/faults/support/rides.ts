import type { Plan, Scene } from './plans.ts';
import { POINTS_OF_A_RIDE } from './shops.ts';

// What customers do where orders are paid with points.

async function ride({ customer, shops }: Scene): Promise<string | null> {
  const { shop, products } = shops.bikes;
  return (await customer.placeIfAffordable(shop, products))?.id ?? null;
}

async function rideOnPoints(scene: Scene, cardToken = 'tok_visa'): Promise<string> {
  await scene.customer.topUp(scene.shops.bikes.shop, POINTS_OF_A_RIDE, cardToken);
  const orderId = await ride(scene);
  if (orderId === null) throw new Error('the points that were bought are not there');
  return orderId;
}

const settled = ({ customer }: Scene, orderId: string) => customer.until(orderId, ({ order }) => order !== 'PENDING');

export const RIDES: readonly Plan[] = [
  {
    name: 'buys points and rides',
    async play(scene) {
      const orderId = await rideOnPoints(scene, 'tok_delayed');
      await settled(scene, orderId);
      return { orderId, ends: 'CONFIRMED' };
    },
  },
  {
    name: 'gives a ride back at once',
    async play(scene) {
      const orderId = await rideOnPoints(scene);
      await scene.customer.cancel(orderId);
      return { orderId, ends: 'CANCELLED' };
    },
  },
  {
    name: 'gives a ride back later, and rides on the same points',
    async play(scene) {
      const given = await rideOnPoints(scene);
      await settled(scene, given);
      await scene.customer.cancel(given);
      for (;;) {
        // The points come back by and by.
        const orderId = await ride(scene);
        const standing = orderId === null ? null : await settled(scene, orderId);
        if (orderId !== null && standing?.order === 'CONFIRMED') return { orderId, ends: 'CONFIRMED' };
      }
    },
  },
  {
    name: 'asks for two rides on points for one',
    async play(scene) {
      const { customer, shops } = scene;
      await customer.topUp(shops.bikes.shop, POINTS_OF_A_RIDE, 'tok_visa');
      const asked = await Promise.all([ride(scene), ride(scene)]);
      const taken = asked.filter((orderId) => orderId !== null);
      const standings = await Promise.all(taken.map((orderId) => settled(scene, orderId)));
      const rides = taken.filter((_, index) => standings[index]?.order === 'CONFIRMED');
      const [orderId] = rides;
      if (orderId === undefined || rides.length > 1) throw new Error(`points for one paid ${rides.length} rides`);
      return { orderId, ends: 'CONFIRMED' };
    },
  },
];
