import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds } from '../src/ids.ts';
import { PERFORMANCE_START } from './support/catalog-stand-in.ts';
import { cancel, place, placed } from './support/operations.ts';
import { RunningReservations, type TestShop } from './support/running-reservations.ts';
import { act } from './support/tables.ts';
import { accept } from './support/waitlist.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variant: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop();
  customer = randomId();
  variant = running.catalog.addVariant(100);
});

const TOKEN = 'tok_of_the_only_card_of_its_kind';

const placeWith = (payment: object | null, more: object = {}) =>
  place(running, customer, {
    shopId: shop.id,
    lines: [{ variantId: running.variantId(shop, variant), quantity: 1 }],
    payment,
    ...more,
  });

const first = async (orderId: string) => (await running.eventsOf(orderId))[0]?.data ?? {};

describe('an order that says how it is paid', () => {
  test('tells payments so by its event, and keeps it nowhere else', async () => {
    const card = await placeWith({ cardToken: TOKEN }, { idempotencyKey: randomId() });
    expect(await first(card.id)).toMatchObject({ paymentMethod: { kind: 'CARD', cardToken: TOKEN } });
    const easy = await placeWith({ easyPay: { returnUrl: 'https://shop.example/paid?a=1' } });
    expect(await first(easy.id)).toMatchObject({
      paymentMethod: { kind: 'EASY_PAY', returnUrl: 'https://shop.example/paid?a=1' },
    });
    for (const table of ['"order"', 'order_line', 'idempotency_record']) {
      const rows = await running.database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.filter(({ row }) => row.includes(TOKEN))).toEqual([]);
    }
    // Later events tell of the order, not of the card.
    await cancel(running, customer, { orderId: card.id });
    const [, cancelled] = await running.eventsOf(card.id);
    expect(cancelled?.data).toMatchObject({ by: 'CUSTOMER', previousState: 'PENDING' });
    expect(cancelled?.data).not.toHaveProperty('paymentMethod');
  });

  test('says nothing of it where nothing was given', async () => {
    expect(await first(await placed(running, shop, customer))).not.toHaveProperty('paymentMethod');
    expect(await first((await placeWith(null)).id)).not.toHaveProperty('paymentMethod');
  });

  test('is the same order again under its key, and another one with another card', async () => {
    const idempotencyKey = randomId();
    const order = await placeWith({ cardToken: TOKEN }, { idempotencyKey });
    expect(await placeWith({ cardToken: TOKEN }, { idempotencyKey })).toMatchObject({ id: order.id });
    expect(await placeWith({ cardToken: 'tok_other' }, { idempotencyKey })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    expect(await placeWith(null, { idempotencyKey })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  test.each([
    ['nothing', {}, 'payment'],
    ['two ways at once', { cardToken: 'tok', easyPay: { returnUrl: 'https://a.example/' } }, 'payment'],
    ['an empty token', { cardToken: '' }, 'payment.cardToken'],
    ['a token of 201 characters', { cardToken: 'x'.repeat(201) }, 'payment.cardToken'],
    ['a path', { easyPay: { returnUrl: '/paid' } }, 'payment.easyPay.returnUrl'],
    ['a script', { easyPay: { returnUrl: 'javascript:alert(1)' } }, 'payment.easyPay.returnUrl'],
    [
      'a URL of 2001 characters',
      { easyPay: { returnUrl: `https://a.example/${'x'.repeat(1983)}` } },
      'payment.easyPay.returnUrl',
    ],
  ])('is refused with %s, and its key stays free', async (_, payment, field) => {
    const idempotencyKey = randomId();
    expect(await placeWith(payment, { idempotencyKey })).toMatchObject({ __typename: 'InvalidInput', field });
    expect(await placeWith(null, { idempotencyKey })).toMatchObject({ __typename: 'Order' });
  });

  test.each([
    ['', 'It must have 1 to 200 characters.'],
    ['tok_\0', 'NUL characters and broken Unicode are not allowed.'],
  ])('is refused with the token %j for what is wrong with it', async (cardToken, message) => {
    expect(await placeWith({ cardToken })).toMatchObject({ field: 'payment.cardToken', message });
  });

  test('is refused with the number of a card wherever it is given, and the number is kept nowhere', async () => {
    const payment = { cardToken: '4242 4242-4242 4242' };
    const idempotencyKey = randomId();
    const answers = [
      await placeWith(payment, { idempotencyKey }),
      await act(running, customer, 'checkout', { cartId: 'crt_any', payment, idempotencyKey }),
      await accept(running, customer, { entryId: 'wle_any', payment, idempotencyKey }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ __typename: 'InvalidInput', field: 'payment.cardToken' });
      expect(JSON.stringify(answer)).not.toContain('4242');
    }
    for (const table of ['"order"', 'idempotency_record', 'outbox']) {
      const rows = await running.database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.filter(({ row }) => row.includes('4242 4242'))).toEqual([]);
    }
    expect(await placeWith(null, { idempotencyKey })).toMatchObject({ __typename: 'Order' });
  });

  test.each(['NONE', 'POINTS'] as const)('is refused where the shop asks for no money (%s)', async (paymentPolicy) => {
    shop = running.openShop({ paymentPolicy });
    expect(await placeWith({ cardToken: TOKEN })).toMatchObject({ __typename: 'InvalidInput', field: 'payment' });
  });
});

test('the events of an order tell when each line begins', async () => {
  const period = { start: '2029-06-01T10:00:00.000Z', end: '2029-06-03T10:00:00.000Z' };
  const rental = running.variantId(shop, running.catalog.addRental(1));
  const { variantId, performanceId } = running.catalog.addPerformance(1);
  const order = await place(running, customer, {
    shopId: shop.id,
    lines: [
      { variantId: running.variantId(shop, variant), quantity: 1 },
      { variantId: rental, quantity: 1, period },
      {
        variantId: running.variantId(shop, variantId),
        quantity: 1,
        performanceId: performanceIds.encode(shop.shopId, performanceId),
      },
    ],
  });
  await cancel(running, shop.staff, { orderId: order.id });
  for (const { data } of await running.eventsOf(order.id)) {
    const lines = data['lines'] as { startsAt: string | null }[];
    expect(lines.map(({ startsAt }) => startsAt)).toEqual([null, period.start, PERFORMANCE_START]);
  }
});
