import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { placed, type Result } from './support/operations.ts';
import { change, changeDocument, minutes, ordered, reservation, reservationsOf, nth } from './support/reservations.ts';
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

/** A confirmed reservation of the only bike, from in 10 minutes to in 70. */
beforeEach(async () => {
  shop = running.openShop({ paymentPolicy: 'NONE', timezone: 'Asia/Tokyo' });
  customer = randomId();
  variant = running.catalog.addRental(1);
  const placedNow = await ordered(running, shop, customer, { variant, from: 10, to: 70 });
  orderId = placedNow.orderId;
  begun = nth(placedNow.reservations, 0);
  running.catalog.afterExtend = () => Promise.resolve();
});

const extend = (newEnd: string, more: object = {}, as = customer) =>
  change(running, as, 'extendReservation', { reservationId: begun.id, newEnd, ...more });
const endOf = async () => ((await reservation(running, customer, begun.id))?.['period'] as { end: string }).end;
const endAtCatalog = () => running.catalog.endOf(running.orderKey(orderId));
const timers = async (name: string) =>
  running.database.query<{ run_at: Date }>(
    'SELECT run_at FROM graphile_worker.jobs WHERE task_identifier = $1 AND key LIKE $2',
    [name, name === 'align-extension' ? '%' : `%${running.lineKey(begun.id)}`],
  );

describe('the end of a reservation', () => {
  test('is moved later by its customer, with its timers', async () => {
    const newEnd = minutes(running, 130);
    expect(await extend(newEnd, { expectedVersion: 1 })).toMatchObject({
      __typename: 'Reservation',
      state: 'CONFIRMED',
      version: 2,
      period: { end: newEnd },
      order: { version: 3 },
    });
    expect(endAtCatalog()).toBe(newEnd);
    expect((await timers('reservation-overdue')).map(({ run_at }) => run_at.toISOString())).toEqual([newEnd]);
    expect((await timers('reservation-ending-soon')).map(({ run_at }) => run_at.toISOString())).toEqual([
      minutes(running, 70),
    ]);
    expect(await timers('align-extension')).toEqual([]);
    expect((await running.eventsOf(orderId)).at(-1)).toMatchObject({
      type: 'ReservationExtended',
      version: 3,
      data: { end: newEnd, previousEnd: minutes(running, 70), lines: [{ period: { end: newEnd } }] },
    });
  });

  test('is moved earlier by staff, while the customer has it, and others can have what is free then', async () => {
    await change(running, customer, 'pickUpReservation', { reservationId: begun.id });
    expect(await extend(minutes(running, 30), {}, shop.staff)).toMatchObject({ state: 'HANDED_OVER', version: 3 });
    const other = await ordered(running, shop, randomId(), { variant, from: 30, to: 60 });
    expect(other.reservations[0]).toMatchObject({ state: 'CONFIRMED' });
  });

  test('is given as local time of the shop', async () => {
    const end = new Date(minutes(running, 130));
    end.setUTCSeconds(0, 0);
    const local = new Date(end.getTime() + 9 * 3_600_000).toISOString().slice(0, 19);
    const extended = await change(running, customer, 'extendReservation', {
      reservationId: begun.id,
      newEndLocal: local,
    });
    expect(extended).toMatchObject({ period: { end: end.toISOString() } });
  });

  test('is moved once, however often the same key is sent', async () => {
    const input = { idempotencyKey: randomId(), expectedVersion: 1 };
    const newEnd = minutes(running, 100);
    const answers = await Promise.all(Array.from({ length: 10 }, () => extend(newEnd, input)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ version: 2, period: { end: newEnd } });
    const types = (await running.eventsOf(orderId)).map(({ type }) => type);
    expect(types.filter((type) => type === 'ReservationExtended')).toHaveLength(1);
    expect(await timers('align-extension')).toEqual([]);
  });
});

describe('a new end is refused', () => {
  test('when somebody else has it then, with the latest end that could be had', async () => {
    await ordered(running, shop, randomId(), { variant, from: 100, to: 160 });
    const latestEnd = minutes(running, 100);
    expect(await extend(minutes(running, 120))).toMatchObject({
      __typename: 'ExtensionConflict',
      code: 'EXTENSION_CONFLICT',
      retryable: true,
      latestEnd,
    });
    expect(await endOf()).toBe(minutes(running, 70));
    expect(await extend(latestEnd)).toMatchObject({ period: { end: latestEnd } });
    expect(await timers('align-extension')).toEqual([]);
  });

  test('before the beginning, or in the past', async () => {
    expect(await extend(minutes(running, 10))).toMatchObject({ __typename: 'InvalidPeriod' });
    await change(running, customer, 'pickUpReservation', { reservationId: begun.id });
    running.clock.advance(40 * 60_000);
    expect(await extend(minutes(running, -5))).toMatchObject({ __typename: 'PeriodInPast' });
  });

  test('unless exactly one is given', async () => {
    const input = { reservationId: begun.id };
    expect(await change(running, customer, 'extendReservation', input)).toMatchObject({
      __typename: 'InvalidInput',
    });
    const both = { ...input, newEnd: minutes(running, 90), newEndLocal: '2031-01-31T09:30' };
    expect(await change(running, customer, 'extendReservation', both)).toMatchObject({ __typename: 'InvalidInput' });
  });

  test('of a version that has passed, of strangers, and of what is over or has no period', async () => {
    const newEnd = minutes(running, 90);
    expect(await extend(newEnd, { expectedVersion: 7 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 1,
    });
    expect(await extend(newEnd, {}, randomId())).toMatchObject({ __typename: 'NotFound', id: begun.id });
    const counted = running.openShop();
    const [held] = await reservationsOf(running, customer, await placed(running, counted, customer));
    const input = { reservationId: held?.id, newEnd };
    expect(await change(running, customer, 'extendReservation', input)).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'HELD',
      to: 'EXTENDED',
    });
    await change(running, shop.staff, 'endReservation', { reservationId: begun.id });
    expect(await extend(newEnd)).toMatchObject({ __typename: 'InvalidStateTransition', from: 'RETURNED', allowed: [] });
    expect(await timers('align-extension')).toEqual([]);
  });
});

describe('when we break off after catalog has moved the end', () => {
  const input = { idempotencyKey: 'the same again' };

  async function breakOff(newEnd: string): Promise<void> {
    running.catalog.afterExtend = () => Promise.reject(new Error('the connection breaks off'));
    const { errors } = await running.send(customer, changeDocument('extendReservation'), {
      input: { reservationId: begun.id, newEnd, ...input },
    });
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    running.catalog.afterExtend = () => Promise.resolve();
    // The control: without what follows, the two stay apart.
    expect([await endOf(), endAtCatalog()]).toEqual([(begun['period'] as { end: string }).end, newEnd]);
  }

  test("the caller's retry brings us to where catalog is", async () => {
    const newEnd = minutes(running, 130);
    await breakOff(newEnd);
    expect(await extend(newEnd, input)).toMatchObject({ version: 2, period: { end: newEnd } });
    running.clock.advance(61_000);
    await running.subgraph.timers.runDue();
    expect([await endOf(), endAtCatalog()]).toEqual([newEnd, newEnd]);
  });

  test('and nobody tries again, a timer takes catalog back to where we are', async () => {
    const before = await endOf();
    await breakOff(minutes(running, 130));
    running.clock.advance(61_000);
    await running.subgraph.timers.runDue();
    expect([await endOf(), endAtCatalog()]).toEqual([before, before]);
    expect(await timers('align-extension')).toEqual([]);
  });

  test('and somebody else has what was given up, the timer takes us to where catalog is', async () => {
    const shorter = minutes(running, 40);
    await breakOff(shorter);
    await ordered(running, shop, randomId(), { variant, from: 40, to: 60 });
    running.clock.advance(61_000);
    await running.subgraph.timers.runDue();
    expect([await endOf(), endAtCatalog()]).toEqual([shorter, shorter]);
    expect((await running.eventsOf(orderId)).at(-1)?.type).toBe('ReservationExtended');
  });

  test('what was extended or closed since is left alone', async () => {
    await breakOff(minutes(running, 130));
    const later = minutes(running, 90);
    expect(await extend(later)).toMatchObject({ period: { end: later } });
    running.clock.advance(61_000);
    await running.subgraph.timers.runDue();
    expect([await endOf(), endAtCatalog()]).toEqual([later, later]);
  });
});
