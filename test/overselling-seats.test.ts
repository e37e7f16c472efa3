import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { askAtOnce, counted } from './support/crowd.ts';
import { createHall } from './support/kinds.ts';
import { promisedByDatabase, promisedByOrders, promisedTwice } from './support/promised.ts';
import { createShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

const ROWS = 5;
const PER_ROW = 20;
const SEATS = ROWS * PER_ROW;

/** A wish for one to four seats: these very ones, so many side by side, or any. Seats are numbers from 0. */
type Wish = { readonly seats: readonly number[] } | { readonly quantity: number; readonly together: boolean };

const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ seats: fc.uniqueArray(fc.nat(SEATS - 1), { minLength: 1, maxLength: 4 }) }),
  fc.record({ quantity: fc.integer({ min: 1, max: 4 }), together: fc.boolean() }),
);

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

describe(`${SEATS} seats of a performance, through the edge`, () => {
  test.each([
    { buyers: 10_000, seed: 4001 },
    { buyers: 2_000, seed: 4002 },
    { buyers: 2_000, seed: 4003 },
  ])(
    'are each sold once to $buyers buyers at once who name them, want them together, or want any (seed $seed)',
    async ({ buyers, seed }) => {
      const { client } = graph;
      const shop = await createShop(client, { kind: 'MUSICAL' });
      const hall = await createHall(client, shop, ROWS, PER_ROW);
      const wishes = fc.sample(wish, { seed, numRuns: buyers });
      const lines = wishes.map((each) => [
        {
          variantId: hall.variantId,
          performanceId: hall.performanceId,
          ...('seats' in each
            ? { quantity: each.seats.length, unitIds: each.seats.map((seat) => hall.seats[seat]?.id) }
            : each),
        },
      ]);

      const outcomes = await askAtOnce(client, shop, await graph.people(buyers), lines);
      expect([...client.statuses]).toEqual([200]);
      const { Order, ...refusals } = counted(outcomes);
      expect(Order).toBeGreaterThanOrEqual(SEATS / 4);
      expect(Object.keys(refusals).toSorted()).toEqual(['INSUFFICIENT_STOCK', 'SEATS_NOT_TOGETHER', 'SEAT_TAKEN']);
      for (const [index, outcome] of outcomes.entries()) {
        const each = wishes[index];
        if (outcome.code === 'SEAT_TAKEN') {
          const named = each && 'seats' in each ? each.seats.map((seat) => hall.seats[seat]?.label) : [];
          expect(named).toEqual(expect.arrayContaining([...(outcome.labels ?? [])]));
          expect(outcome.labels).not.toEqual([]);
        } else if (outcome.code !== undefined) expect(outcome.available).toBeLessThan(outcome.requested ?? 0);
      }

      const promised = await promisedByDatabase(graph, shop);
      expect(promisedTwice(promised)).toEqual([]);
      expect(promised).toHaveLength(SEATS); // Among so many, somebody takes the very last one too.
      expect(await promisedByOrders(client, shop)).toEqual(promised);
    },
    150_000,
  );

  test('control: looking whether seats are free and then taking them sells some twice', async () => {
    const catalog = graph.database('catalog');
    await catalog.query('CREATE TABLE naive_seat (seat integer PRIMARY KEY, sold_to integer)');
    await catalog.query('INSERT INTO naive_seat (seat) SELECT generate_series(0, $1::int - 1)', [SEATS]);
    const wanted = fc.sample(wish, { seed: 4001, numRuns: 1_000 }).flatMap((each) => ('seats' in each ? [each] : []));
    const buy = async ({ seats }: { seats: readonly number[] }, buyer: number): Promise<number> => {
      const { rows } = await catalog.query<{ taken: boolean }>(
        'SELECT bool_or(sold_to IS NOT NULL) AS taken FROM naive_seat WHERE seat = ANY ($1)',
        [seats],
      );
      if (rows[0]?.taken) return 0;
      for (const seat of seats)
        await catalog.query('UPDATE naive_seat SET sold_to = $2 WHERE seat = $1', [seat, buyer]);
      return seats.length;
    };
    const sold = await Promise.all(wanted.map(buy));
    expect(sold.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(SEATS);
  });
});
