import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { askAtOnce, counted } from './support/crowd.ts';
import { createFleet, createRental, daysAhead } from './support/kinds.ts';
import { mostAtOnce, promisedByDatabase, promisedByOrders, promisedTwice } from './support/promised.ts';
import { createShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

const STOCK = 5;
const HALF_HOUR = 30 * 60_000;
/** Two days of half hours: thousands want to have some of them. */
const SLOTS = 96;

/** A wish for half hours `from` to before `from + long`: so many tents, a bike (this one, or any), or both. */
interface Wish {
  readonly from: number;
  readonly long: number;
  readonly tents: number;
  readonly bike: 'none' | 'any' | number;
}

const wish: fc.Arbitrary<Wish> = fc
  .record({
    from: fc.nat(SLOTS - 1),
    long: fc.integer({ min: 1, max: 12 }),
    tents: fc.nat(2),
    bike: fc.oneof(fc.constant('none' as const), fc.constant('any' as const), fc.nat(STOCK - 1)),
  })
  .filter(({ tents, bike }) => tents > 0 || bike !== 'none');

const begin = daysAhead(30).getTime();
const period = ({ from, long }: Wish) => ({
  start: new Date(begin + from * HALF_HOUR).toISOString(),
  end: new Date(begin + (from + long) * HALF_HOUR).toISOString(),
});

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

describe(`${STOCK} tents and ${STOCK} bikes, through the edge`, () => {
  test.each([
    { buyers: 10_000, seed: 5001 },
    { buyers: 2_000, seed: 5002 },
    { buyers: 2_000, seed: 5003 },
  ])(
    'are at no instant promised to more than there are, by $buyers buyers at once of overlapping windows (seed $seed)',
    async ({ buyers, seed }) => {
      const { client } = graph;
      const shop = await createShop(client, { kind: 'RENTAL', paymentPolicy: 'NONE' });
      const tent = await createRental(client, shop, STOCK);
      const bikes = await createFleet(
        client,
        shop,
        Array.from({ length: STOCK }, (_, index) => `B-${index}`),
      );
      const wishes = fc.sample(wish, { seed, numRuns: buyers });
      const lines = wishes.map((each) => [
        ...(each.tents > 0 ? [{ variantId: tent.variantId, quantity: each.tents, period: period(each) }] : []),
        ...(each.bike === 'none'
          ? []
          : [
              {
                variantId: bikes.variantId,
                quantity: 1,
                period: period(each),
                ...(each.bike !== 'any' && { unitIds: [bikes.units[each.bike]] }),
              },
            ]),
      ]);

      const outcomes = await askAtOnce(client, shop, await graph.people(buyers), lines);
      expect([...client.statuses]).toEqual([200]);
      const { Order = 0, ...refusals } = counted(outcomes);
      expect(Object.keys(refusals)).toEqual(['PERIOD_CONFLICT']);
      expect(Order).toBeGreaterThan(SLOTS / 12);
      for (const { available, requested } of outcomes.filter(({ code }) => code)) {
        expect(available).toBeLessThan(requested ?? 0);
      }

      const promised = await promisedByDatabase(graph, shop);
      const tents = promised.filter(({ variantId }) => variantId === tent.variantId);
      const rides = promised.filter(({ variantId }) => variantId === bikes.variantId);
      expect(mostAtOnce(tents)).toBe(STOCK); // Never more, and so many want it that all of it was out at some instant.
      expect(mostAtOnce(rides)).toBe(STOCK);
      expect(promisedTwice(rides)).toEqual([]);
      expect(rides.filter(({ label }) => label === null)).toEqual([]);
      expect(await promisedByOrders(client, shop)).toEqual(promised);
    },
    150_000,
  );

  test('control: counting what overlaps and then writing it down promises more than there is', async () => {
    const catalog = graph.database('catalog');
    await catalog.query('CREATE TABLE naive_rental (during int4range NOT NULL, quantity integer NOT NULL)');
    const taken: { start: string; end: string; quantity: number }[] = [];
    const rent = async (each: Wish): Promise<void> => {
      const during = [each.from, each.from + each.long];
      const { rows } = await catalog.query<{ taken: string }>(
        'SELECT coalesce(sum(quantity), 0) AS taken FROM naive_rental WHERE during && int4range($1, $2)',
        during,
      );
      if (Number(rows[0]?.taken) + each.tents > STOCK) return;
      await catalog.query('INSERT INTO naive_rental VALUES (int4range($1, $2), $3)', [...during, each.tents]);
      taken.push({ ...period(each), quantity: each.tents });
    };
    await Promise.all(fc.sample(wish, { seed: 5001, numRuns: 500 }).map(rent));
    expect(mostAtOnce(taken)).toBeGreaterThan(STOCK);
  });
});
