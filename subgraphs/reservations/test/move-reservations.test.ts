import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancel, order, placed, type Result } from './support/operations.ts';
import {
  change,
  changeDocument,
  type Mutation,
  ordered,
  reservation,
  reservationsOf,
  nth,
} from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop({ paymentPolicy: 'NONE' });
  customer = randomId();
  running.catalog.up = true;
});

/** A confirmed reservation of a dish. */
async function dish(): Promise<Result> {
  const { reservations } = await ordered(running, shop, customer, { variant: running.catalog.addVariant(5) });
  return nth(reservations, 0);
}

/** A confirmed reservation of a bike for an hour, which begins in ten minutes unless told otherwise. */
async function bike(from = 10, variant = running.catalog.addRental(1)): Promise<Result> {
  const { reservations } = await ordered(running, shop, customer, { variant, from, to: from + 60 });
  return nth(reservations, 0);
}

const step = (as: Uuid, mutation: Mutation, { id }: Pick<Result, 'id'>, more: object = {}) =>
  change(running, as, mutation, { reservationId: id, ...more });
const orderOf = (of: Result) => (of['order'] as { id: string }).id;
const types = async (of: Result) => (await running.eventsOf(orderOf(of))).map(({ type }) => type);

describe('a dish', () => {
  test('is prepared, called ready and handed over by staff, and then its order is over', async () => {
    const begun = await dish();
    expect(begun).toMatchObject({ state: 'CONFIRMED', version: 1, returnable: false, allowedSteps: ['CANCELLED'] });
    expect(await reservation(running, shop.staff, begun.id)).toMatchObject({
      allowedSteps: ['PREPARING', 'HANDED_OVER', 'CANCELLED'],
    });
    expect(await step(shop.staff, 'prepareReservation', begun, { expectedVersion: 1 })).toMatchObject({
      __typename: 'Reservation',
      state: 'PREPARING',
      version: 2,
      allowedSteps: ['READY', 'CANCELLED'],
      order: { state: 'CONFIRMED', version: 3 },
    });
    expect(await step(shop.staff, 'readyReservation', begun, { expectedVersion: 2 })).toMatchObject({ state: 'READY' });
    expect(await step(shop.staff, 'handOverReservation', begun, { expectedVersion: 3 })).toMatchObject({
      state: 'HANDED_OVER',
      version: 4,
      allowedSteps: [],
      handedOverAt: running.clock.now().toISOString(),
      overdue: false,
      order: { state: 'COMPLETED', version: 6 },
    });
    const events = await running.eventsOf(orderOf(begun));
    expect(events.map(({ type, version }) => [type, version])).toEqual([
      ['OrderPlaced', 1],
      ['OrderConfirmed', 2],
      ['ReservationPreparing', 3],
      ['ReservationReady', 4],
      ['ReservationHandedOver', 5],
      ['OrderCompleted', 6],
    ]);
    expect(events[2]?.data).toMatchObject({ by: 'SHOP', state: 'CONFIRMED', lines: [{ state: 'PREPARING' }] });
    expect(events[5]?.data).toMatchObject({ state: 'COMPLETED', lines: [{ state: 'HANDED_OVER' }] });
    expect(await order(running, customer, orderOf(begun))).toMatchObject({ state: 'COMPLETED' });
  });

  test('may be handed over at once, where nothing is to be prepared', async () => {
    expect(await step(shop.staff, 'handOverReservation', await dish())).toMatchObject({ state: 'HANDED_OVER' });
  });

  test('is not the end of its order while another dish is not served', async () => {
    const lines = [{ variant: running.catalog.addVariant(1) }, { variant: running.catalog.addVariant(1) }];
    const { orderId, reservations } = await ordered(running, shop, customer, ...lines);
    await step(shop.staff, 'handOverReservation', nth(reservations, 0));
    expect(await order(running, customer, orderId)).toMatchObject({ state: 'CONFIRMED' });
    await step(shop.staff, 'handOverReservation', nth(reservations, 1));
    expect(await order(running, customer, orderId)).toMatchObject({ state: 'COMPLETED' });
  });

  test.each<[Mutation, string, string[]]>([
    ['prepareReservation', 'PREPARING', ['CANCELLED']],
    ['handOverReservation', 'HANDED_OVER', ['CANCELLED']],
    ['pickUpReservation', 'HANDED_OVER', ['CANCELLED']],
    ['endReservation', 'RETURNED', ['CANCELLED']],
  ])('does not move when its customer asks for %s', async (mutation, to, allowed) => {
    const begun = await dish();
    expect(await step(customer, mutation, begun)).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'CONFIRMED',
      to,
      allowed,
    });
    expect(await reservation(running, customer, begun.id)).toMatchObject({ state: 'CONFIRMED', version: 1 });
  });

  test.each<[Mutation, string]>([
    ['readyReservation', 'READY'],
    ['returnReservation', 'RETURNED'],
    ['endReservation', 'RETURNED'],
    ['pickUpReservation', 'HANDED_OVER'],
  ])('takes no step that it cannot take: %s', async (mutation, to) => {
    expect(await step(shop.staff, mutation, await dish())).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'CONFIRMED',
      to,
    });
  });
});

describe('a bike', () => {
  test('is picked up and given back by its customer, and can be had again at once', async () => {
    const variant = running.catalog.addRental(1);
    const begun = await bike(0, variant);
    expect(begun).toMatchObject({ returnable: true, allowedSteps: ['HANDED_OVER', 'CANCELLED'] });
    expect(await step(customer, 'pickUpReservation', begun)).toMatchObject({
      state: 'HANDED_OVER',
      allowedSteps: ['RETURNED'],
      order: { state: 'CONFIRMED' },
    });
    expect(running.catalog.available(variant)).toBe(0);
    running.clock.advance(20 * 60_000);
    expect(await step(customer, 'returnReservation', begun)).toMatchObject({
      state: 'RETURNED',
      endedAt: running.clock.now().toISOString(),
      overdue: false,
      overdueSince: null,
      order: { state: 'COMPLETED' },
    });
    expect(running.catalog.available(variant)).toBe(1);
    expect(await types(begun)).toEqual([
      'OrderPlaced',
      'OrderConfirmed',
      'ReservationHandedOver',
      'ReservationReturned',
      'OrderCompleted',
    ]);
  });

  test('is not given out long before its time', async () => {
    const begun = await bike(60);
    const earliest = new Date(running.clock.now().getTime() + 45 * 60_000);
    expect(await step(customer, 'pickUpReservation', begun)).toMatchObject({
      __typename: 'TooEarly',
      code: 'TOO_EARLY',
      retryable: true,
      earliest: earliest.toISOString(),
    });
    running.clock.advance(45 * 60_000);
    expect(await step(customer, 'pickUpReservation', begun)).toMatchObject({ state: 'HANDED_OVER' });
  });

  test('is not given out after its time', async () => {
    const begun = await bike();
    running.clock.advance(70 * 60_000);
    expect(await step(customer, 'pickUpReservation', begun)).toMatchObject({
      __typename: 'PeriodOver',
      end: (begun['period'] as { end: string }).end,
    });
  });

  test('that comes back late shows that it was overdue', async () => {
    const begun = await bike(0);
    await step(customer, 'pickUpReservation', begun);
    running.clock.advance(61 * 60_000);
    const { end } = begun['period'] as { end: string };
    expect(await reservation(running, customer, begun.id)).toMatchObject({ overdue: true, overdueSince: end });
    expect(await step(customer, 'returnReservation', begun)).toMatchObject({ overdue: false, overdueSince: end });
    expect((await running.eventsOf(orderOf(begun))).at(-2)?.data).toMatchObject({ late: true, handedOver: true });
  });

  test('that nobody fetched is closed by staff', async () => {
    const variant = running.catalog.addRental(1);
    const begun = await bike(0, variant);
    running.clock.advance(30 * 60_000);
    expect(await step(shop.staff, 'returnReservation', begun)).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'CONFIRMED',
      to: 'RETURNED',
    });
    expect(await step(shop.staff, 'endReservation', begun)).toMatchObject({
      state: 'RETURNED',
      handedOverAt: null,
      order: { state: 'COMPLETED' },
    });
    expect(running.catalog.available(variant)).toBe(1);
  });
});

describe('a step', () => {
  test('is taken once, however often the same key is sent', async () => {
    const begun = await dish();
    const input = { expectedVersion: 1, idempotencyKey: randomId() };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => step(shop.staff, 'handOverReservation', begun, input)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ state: 'HANDED_OVER', version: 2 });
    expect((await types(begun)).filter((type) => type === 'ReservationHandedOver')).toHaveLength(1);
    expect(
      await step(shop.staff, 'handOverReservation', begun, { idempotencyKey: input.idempotencyKey }),
    ).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  test('of a version that has passed is refused', async () => {
    const begun = await dish();
    await step(shop.staff, 'prepareReservation', begun);
    expect(await step(shop.staff, 'readyReservation', begun, { expectedVersion: 1 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
  });

  test('is taken by one of twenty who ask for it at once', async () => {
    const begun = await dish();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => step(shop.staff, 'prepareReservation', begun, { expectedVersion: 1 })),
    );
    expect(answers.filter(({ __typename }) => __typename === 'Reservation')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'VersionConflict')).toHaveLength(19);
  });

  test('is refused of what is not confirmed, and of what is over', async () => {
    const prepaid = running.openShop();
    const orderId = await placed(running, prepaid, customer);
    const [held] = await reservationsOf(running, customer, orderId);
    expect(held).toMatchObject({ state: 'HELD', allowedSteps: ['CANCELLED'] });
    const refused = { __typename: 'InvalidStateTransition', to: 'PREPARING' };
    expect(await step(prepaid.staff, 'prepareReservation', { id: held?.id ?? '' })).toMatchObject({
      ...refused,
      from: 'HELD',
    });
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    const from = { from: 'EXPIRED', allowed: [] };
    expect(await step(prepaid.staff, 'prepareReservation', { id: held?.id ?? '' })).toMatchObject({
      ...refused,
      ...from,
    });
    const gone = await dish();
    await cancel(running, customer, { orderId: orderOf(gone) });
    expect(await reservation(running, customer, gone.id)).toMatchObject({
      state: 'CANCELLED',
      allowedSteps: [],
      cancelledAt: running.clock.now().toISOString(),
    });
    expect(await step(shop.staff, 'prepareReservation', gone)).toMatchObject({ ...refused, from: 'CANCELLED' });
  });

  test('of strangers is answered as if there were no such reservation', async () => {
    const begun = await dish();
    for (const somebody of [randomId(), running.openShop().staff]) {
      expect(await step(somebody, 'handOverReservation', begun)).toMatchObject({
        __typename: 'NotFound',
        id: begun.id,
      });
      expect(await reservation(running, somebody, begun.id)).toBeNull();
    }
    for (const id of ['', 'res_nonsense', orderOf(begun), begun.id.replace('res_', 'lin_')]) {
      expect(await step(shop.staff, 'handOverReservation', { id })).toMatchObject({ __typename: 'NotFound', id });
    }
    const { errors } = await running.send(null, changeDocument('handOverReservation'), {
      input: { reservationId: begun.id },
    });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('that catalog cannot be told of is not taken, and can be taken later', async () => {
    const begun = await dish();
    running.catalog.up = false;
    const input = { reservationId: begun.id, idempotencyKey: randomId() };
    const { errors } = await running.send(shop.staff, changeDocument('handOverReservation'), { input });
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    expect(await reservation(running, customer, begun.id)).toMatchObject({ state: 'CONFIRMED', version: 1 });
    running.catalog.up = true;
    expect(await change(running, shop.staff, 'handOverReservation', input)).toMatchObject({ state: 'HANDED_OVER' });
  });
});
