import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancel, type Result } from './support/operations.ts';
import { change, minutes, ordered, reservation, nth } from './support/reservations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variant: Uuid;
let begun: Result;
let orderId: string;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

/** A confirmed reservation of one of two bikes, from now for two hours; its end is near for the last half an hour. */
beforeEach(async () => {
  await running.database.query('DELETE FROM graphile_worker._private_jobs');
  shop = running.openShop({ paymentPolicy: 'NONE', endingSoonMinutes: 30 });
  customer = randomId();
  variant = running.catalog.addRental(2);
  running.catalog.linesAtRisk = [];
  const placed = await ordered(running, shop, customer, { variant, from: 1, to: 121 });
  orderId = placed.orderId;
  begun = nth(placed.reservations, 0);
});

async function pass(count: number): Promise<void> {
  running.clock.advance(count * 60_000);
  await running.subgraph.timers.runDue();
}

const pickUp = (id = begun.id) => change(running, customer, 'pickUpReservation', { reservationId: id });
const giveBack = (id = begun.id) => change(running, customer, 'returnReservation', { reservationId: id });
const told = async (id = orderId) =>
  (await running.eventsOf(id)).map(({ type }) => type).filter((type) => /Soon|Overdue|AtRisk/.test(type));
const waiting = async () =>
  (
    await running.database.query<{ task: string }>(
      `SELECT task_identifier AS task FROM graphile_worker.jobs WHERE task_identifier LIKE 'reservation-%' ORDER BY 1`,
    )
  ).map(({ task }) => task);
const seen = (id = begun.id) => reservation(running, customer, id);

describe('the end of a period', () => {
  test('is told when it is near, once, and seen by the clock before the timer has run', async () => {
    await pass(90);
    expect([await told(), (await seen())?.['endingSoon']]).toEqual([[], false]);
    running.clock.advance(60_000);
    expect([await told(), (await seen())?.['endingSoon']]).toEqual([[], true]);
    await pass(0);
    await pass(10);
    expect(await told()).toEqual(['ReservationEndingSoon']);
    expect(await seen()).toMatchObject({ version: 1, endingSoon: true });
  });

  test('is told when it has passed and the thing is not back, once, and seen by the clock before', async () => {
    await pickUp();
    running.clock.advance(121 * 60_000);
    expect(await seen()).toMatchObject({ state: 'HANDED_OVER', overdue: true, endingSoon: false });
    await pass(0);
    await pass(120);
    expect(await told()).toEqual(['ReservationOverdue']);
    expect((await running.eventsOf(orderId)).at(-1)?.data).toMatchObject({
      end: (begun['period'] as { end: string }).end,
    });
  });

  test('passes without a word when nobody came for it', async () => {
    await pass(125);
    expect(await told()).toEqual([]);
    expect(await seen()).toMatchObject({ state: 'CONFIRMED', overdue: false });
    // Staff hands it over all the same: late at once.
    await change(running, shop.staff, 'handOverReservation', { reservationId: begun.id });
    await pass(0);
    expect(await told()).toEqual(['ReservationOverdue']);
  });

  test('that is moved is told anew', async () => {
    await pickUp();
    await pass(100);
    const newEnd = minutes(running, 80);
    await change(running, customer, 'extendReservation', { reservationId: begun.id, newEnd });
    expect(await seen()).toMatchObject({ endingSoon: false, overdue: false });
    await pass(21);
    expect(await told()).toEqual(['ReservationEndingSoon']);
    await pass(29);
    expect(await told()).toEqual(['ReservationEndingSoon', 'ReservationEndingSoon']);
    await pass(30);
    expect(await told()).toEqual(['ReservationEndingSoon', 'ReservationEndingSoon', 'ReservationOverdue']);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['it is back', async () => pickUp().then(() => giveBack())],
    ['it is closed', () => change(running, shop.staff, 'endReservation', { reservationId: begun.id })],
    ['the order is called off', () => cancel(running, customer, { orderId })],
  ])('is not waited for any longer when %s', async (_name, end) => {
    expect(await waiting()).toEqual(['reservation-ending-soon', 'reservation-overdue']);
    await end();
    expect(await waiting()).toEqual([]);
  });

  test('is not waited for while the order is not confirmed, and is from the payment on', async () => {
    await running.database.query('DELETE FROM graphile_worker._private_jobs');
    const prepaid = running.openShop({ endingSoonMinutes: 30 });
    const held = await ordered(running, prepaid, customer, { variant, from: 5, to: 65 });
    expect(await waiting()).toEqual([]);
    await running.authorize({ orderId: held.orderId, paymentId: randomId() });
    expect(await waiting()).toEqual(['reservation-ending-soon', 'reservation-overdue']);
    await pass(35);
    expect(await told(held.orderId)).toEqual(['ReservationEndingSoon']);
  });

  test('is not waited for where there is none', async () => {
    await running.database.query('DELETE FROM graphile_worker._private_jobs');
    await ordered(running, shop, customer, { variant: running.catalog.addVariant(1) });
    expect(await waiting()).toEqual([]);
  });

  test('that a timer comes to too early is waited for again', async () => {
    await running.database.query(
      "UPDATE graphile_worker._private_jobs SET run_at = $1 WHERE key LIKE 'reservation-%'",
      [running.clock.now()],
    );
    await pass(0);
    expect([await told(), await waiting()]).toEqual([[], ['reservation-ending-soon', 'reservation-overdue']]);
  });
});

describe('a reservation that something overdue puts at risk', () => {
  let next: Result;
  let nextOrder: string;

  beforeEach(async () => {
    const placed = await ordered(running, shop, customer, { variant, from: 180, to: 240 });
    nextOrder = placed.orderId;
    next = nth(placed.reservations, 0);
    await pickUp();
  });

  const putAtRisk = () => {
    running.catalog.linesAtRisk = [
      { orderId: running.orderKey(nextOrder), lineId: running.lineKey(next.id), periodStart: minutes(running, 60) },
    ];
  };

  test('is marked when that becomes overdue, and is no longer when it is back', async () => {
    putAtRisk();
    await pass(100);
    expect(await seen(next.id)).toMatchObject({ atRisk: false });
    await pass(25);
    expect(await seen(next.id)).toMatchObject({ atRisk: true, state: 'CONFIRMED', version: 1 });
    running.catalog.linesAtRisk = [];
    await giveBack();
    await pass(0);
    expect(await seen(next.id)).toMatchObject({ atRisk: false });
    expect(await told(nextOrder)).toEqual(['ReservationAtRisk', 'ReservationAtRisk']);
    const marks = (await running.eventsOf(nextOrder)).filter(({ type }) => type === 'ReservationAtRisk');
    expect(marks.map(({ data }) => data['atRisk'])).toEqual([true, false]);
  });

  test('is found within the hour when it comes into reach later', async () => {
    await pass(125);
    expect(await seen(next.id)).toMatchObject({ atRisk: false });
    putAtRisk();
    await pass(60);
    expect(await seen(next.id)).toMatchObject({ atRisk: true });
  });

  test('is not marked when it was handed over or called off meanwhile', async () => {
    putAtRisk();
    await cancel(running, customer, { orderId: nextOrder });
    await pass(125);
    expect(await told(nextOrder)).toEqual([]);
  });

  test('is judged hourly while something is overdue, and no longer', async () => {
    const asked = () => running.catalog.calls.filter((path) => path === '/internal/at-risk').length;
    const before = asked();
    await pass(125);
    await pass(60);
    await pass(60);
    expect(asked() - before).toBe(3);
    await giveBack();
    await pass(0);
    expect(asked() - before).toBe(4);
    await pass(180);
    expect(asked() - before).toBe(4);
  });
});
