import { randomUUID } from 'node:crypto';
import { setInterval } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { readOrders } from './support/books.ts';
import { comesToRest } from './support/rounds.ts';
import { faultScene } from './support/scene.ts';

// Payments as it is in production, with all its patience.
const scene = faultScene({ patientPayments: true });

const STOPPED_SECONDS = Number(process.env['FAULT_STOPPED_SECONDS'] ?? 60);
const UP_SECONDS = STOPPED_SECONDS / 6;
const PER_SECOND = 20;

const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { __typename ... on Order { id } ... on Failure { code message } }
}`;

interface Asked {
  readonly typename: string;
  readonly milliseconds: number;
}

/** Places orders that name their card, at a steady pace, whether or not the ones before are answered. */
async function placeFor(seconds: number): Promise<Asked[]> {
  const { system, shops } = scene;
  const { shop, products } = shops.kind;
  const people = await system.people(seconds * PER_SECOND);
  const place = async (token: string): Promise<Asked> => {
    const began = performance.now();
    const lines = products.map(({ variantId }) => ({ variantId, quantity: 1 }));
    const input = { shopId: shop.id, lines, payment: { cardToken: 'tok_visa' }, idempotencyKey: randomUUID() };
    const { placeOrder } = await system.clients.reservations.data(PLACE, { input }, token);
    return { typename: placeOrder.__typename, milliseconds: performance.now() - began };
  };
  const asked: Promise<Asked>[] = [];
  for await (const _ of setInterval(1_000 / PER_SECOND)) {
    const person = people[asked.length];
    if (!person) break;
    asked.push(place(person.token));
  }
  return Promise.all(asked);
}

function percentile(asked: readonly Asked[], share: number): number {
  const sorted = asked.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
}

test(`payments stopped for ${STOPPED_SECONDS} s: every order is taken, and all are paid afterwards`, async () => {
  const { system, shops } = scene;
  const { payments } = system.programs;
  const before = await placeFor(UP_SECONDS);
  await comesToRest(system, shops, []);

  payments.kill();
  await payments.gone();
  const during = await placeFor(STOPPED_SECONDS);
  const waiting = await readOrders(system);

  const began = performance.now();
  await payments.restart();
  await comesToRest(system, shops, []);
  const collected = Math.round(performance.now() - began);

  const told = [...before, ...during].map(({ typename }) => typename);
  expect(told).toEqual(told.map(() => 'Order'));
  expect(waiting.filter(({ state }) => state === 'PENDING')).toHaveLength(STOPPED_SECONDS * PER_SECOND);
  const orders = await readOrders(system);
  expect(orders).toHaveLength((UP_SECONDS + STOPPED_SECONDS) * PER_SECOND);
  expect(orders.filter(({ state }) => state !== 'CONFIRMED')).toEqual([]);
  const p99 = (asked: readonly Asked[]) =>
    `${percentile(asked, 0.5)} ms, at most ${percentile(asked, 0.99)} ms of 99 %`;
  console.info(
    `placeOrder with payments: median ${p99(before)}; without: ${p99(during)}; all paid ${collected} ms after its start`,
  );
}, 180_000);
