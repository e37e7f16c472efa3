import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { idCodec, randomId } from '@yoyaku/platform/ids';
import { sign } from '../subgraphs/payments/simulator/callbacks.ts';
import { atProvider } from './support/money.ts';
import { answerOf, cancelOrder, chargesOf, paymentIsSeen, paymentSeen } from './support/paying.ts';
import { createProduct, createShop, payOrder, type Person, placedOrder, type TestProduct } from './support/store.ts';
import type { TestShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';
import { until } from './support/until.ts';

// What must not move money does not, whoever sends it: customers and staff through /graphql, anybody at all through the
// provider's webhook, which the edge hands on.

let graph: TestGraph;
let shop: TestShop;
let product: TestProduct;
let buyer: Person;
let stranger: Person;
beforeAll(async () => {
  graph = await startTestGraph();
  shop = await createShop(graph.client);
  product = await createProduct(graph.client, shop, 1000);
  [buyer = buyer, stranger = stranger] = await graph.people(2);
});
afterEach(() => atProvider(graph, 'PATCH', '/admin/behaviour', { delayMilliseconds: 0 }));
afterAll(() => graph.close());

const newOrder = () => placedOrder(graph.client, shop, product, buyer.token);

const cancel = (orderId: string) => cancelOrder(graph, orderId, buyer.token);
const paymentOf = (orderId: string) => paymentSeen(graph, orderId, buyer.token);
const paymentBecomes = (orderId: string, state: string) => paymentIsSeen(graph, orderId, state, buyer.token);

describe('payOrder', () => {
  test('of an order that is somebody else’s, unknown, or no order at all finds none', async () => {
    const orderId = await newOrder();
    const { tenant = '' } = idCodec('ord').decode(orderId) ?? {};
    for (const [id, { token }] of [
      [orderId, stranger],
      [orderId, shop.owner],
      [idCodec('ord').encode(tenant, randomId()), buyer],
      ['ord_nonsense', buyer],
    ] as const) {
      const { data, errors } = await payOrder(graph.client, id, token);
      expect([errors, data.payOrder.__typename]).toEqual([undefined, 'NotFound']);
    }
    expect(await paymentOf(orderId)).toBeNull();
  });

  test('of an order that is paid charges nothing more', async () => {
    const orderId = await newOrder();
    await payOrder(graph.client, orderId, buyer.token);
    const paid = await paymentBecomes(orderId, 'CAPTURED');
    const { data } = await payOrder(graph.client, orderId, buyer.token, 'tok_slow');
    expect(data.payOrder.__typename).toBe('AlreadyPaid');
    expect(await paymentOf(orderId)).toEqual(paid);
    expect(await chargesOf(graph, paid.id)).toHaveLength(1);
  });

  test('of an order that is called off is refused', async () => {
    const orderId = await newOrder();
    await cancel(orderId);
    await until(async () => {
      const { data } = await payOrder(graph.client, orderId, buyer.token, 'tok_declined');
      return data.payOrder.__typename === 'OrderNotPayable';
    });
  });

  test.each([0, 201])('with a card token of %d characters is refused before anybody is asked', async (length) => {
    const orderId = await newOrder();
    const { data } = await payOrder(graph.client, orderId, buyer.token, 'x'.repeat(length));
    expect(data.payOrder.__typename).toBe('InvalidInput');
    expect(await paymentOf(orderId)).toBeNull();
  });

  test('with a card that nobody has is declined', async () => {
    const { data } = await payOrder(graph.client, await newOrder(), buyer.token, 'tok_nobody');
    expect(data.payOrder).toMatchObject({ __typename: 'PaymentDeclined', reason: 'UNKNOWN_CARD' });
  });
});

const FIELD = '... on InvalidInput { field }';

const badMethods: readonly [string, object, string][] = [
  ['that is none', {}, ''],
  ['that is two', { cardToken: 'tok_visa', easyPay: { returnUrl: 'https://shop.example' } }, ''],
  [
    'that comes back to a script',
    { easyPay: { returnUrl: 'javascript:alert(document.domain)' } },
    '.easyPay.returnUrl',
  ],
  ['that comes back to a file', { easyPay: { returnUrl: 'file:///etc/passwd' } }, '.easyPay.returnUrl'],
  ['that comes back to no address', { easyPay: { returnUrl: 'nowhere' } }, '.easyPay.returnUrl'],
  [
    'that comes back too far away',
    { easyPay: { returnUrl: `https://shop.example/${'x'.repeat(2000)}` } },
    '.easyPay.returnUrl',
  ],
];

describe('a method', () => {
  test.each(badMethods)('%s is refused where orders are paid, and where they are placed', async (_, method, place) => {
    const orderId = await newOrder();
    expect(await answerOf(graph.client, 'payOrder', FIELD, { orderId, method }, buyer.token)).toEqual({
      __typename: 'InvalidInput',
      field: `method${place}`,
    });
    expect(await paymentOf(orderId)).toBeNull();
    const order = {
      shopId: shop.id,
      lines: [{ variantId: product.variantId, quantity: 1 }],
      payment: method,
      idempotencyKey: JSON.stringify(method).slice(0, 100),
    };
    expect(await answerOf(graph.client, 'placeOrder', FIELD, order, buyer.token)).toEqual({
      __typename: 'InvalidInput',
      field: `payment${place}`,
    });
    // Nothing was held, nor is the key taken.
    expect(await answerOf(graph.client, 'placeOrder', FIELD, { ...order, payment: undefined }, buyer.token)).toEqual({
      __typename: 'Order',
    });
  });

  test('that nobody knows is not even GraphQL', async () => {
    const [error] = (await answerOf(
      graph.client,
      'payOrder',
      '',
      { orderId: await newOrder(), method: { cash: true } },
      buyer.token,
    )) as { extensions: { code: string } }[];
    expect(error?.extensions.code).toBe('VALIDATION_INVALID_TYPE_VARIABLE');
  });

  test('is refused where nothing is paid in money', async () => {
    for (const paymentPolicy of ['NONE', 'POINTS']) {
      const other = await createShop(graph.client, { paymentPolicy });
      const lines = [{ variantId: (await createProduct(graph.client, other, 5)).variantId, quantity: 1 }];
      const order = { shopId: other.id, lines, payment: { cardToken: 'tok_visa' } };
      expect(await answerOf(graph.client, 'placeOrder', FIELD, order, buyer.token)).toEqual({
        __typename: 'InvalidInput',
        field: 'payment',
      });
    }
  });
});

describe('a webhook call through the edge', () => {
  const seconds = () => Math.floor(Date.now() / 1000);

  /** Calls it as the provider does, signed well unless told otherwise. */
  async function call(body: string, signature = sign(graph.graph.secrets.WEBHOOK_SECRET, seconds(), body)) {
    const url = new URL('/webhooks/simulator', graph.graph.endpoint);
    const headers = { 'content-type': 'application/json', 'x-provider-signature': signature };
    const response = await fetch(url, { method: 'POST', headers, body });
    const answer = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return [response.status, answer.errors?.[0]?.extensions.code ?? null];
  }

  const claim = (reference: string, state: string, more: object = {}) =>
    JSON.stringify({
      id: `evt_${randomId()}`,
      type: 'payment.authorized',
      createdAt: new Date().toISOString(),
      payment: {
        id: `ch_${randomId()}`,
        reference,
        state,
        declineReason: null,
        capturedAmount: 0,
        refundedAmount: 0,
        ...more,
      },
    });

  /** A payment of which the bank has said nothing yet. */
  async function waitingPayment(): Promise<{ orderId: string; id: string }> {
    await atProvider(graph, 'PATCH', '/admin/behaviour', { delayMilliseconds: null });
    const orderId = await newOrder();
    const { data } = await payOrder(graph.client, orderId, buyer.token, 'tok_delayed');
    expect(data.payOrder).toMatchObject({ state: 'PROCESSING' });
    return { orderId, id: data.payOrder.id as string };
  }

  test.each<[string, (body: string) => string, string]>([
    ['without a signature', () => '', 'SIGNATURE_INVALID'],
    ['signed by a guess', (body) => sign('guessed', seconds(), body), 'SIGNATURE_INVALID'],
    [
      'with the signature of another call',
      () => sign(graph.graph.secrets.WEBHOOK_SECRET, seconds(), '{}'),
      'SIGNATURE_INVALID',
    ],
    [
      'kept for six minutes and sent again',
      (body) => sign(graph.graph.secrets.WEBHOOK_SECRET, seconds() - 360, body),
      'SIGNATURE_STALE',
    ],
  ])('%s is refused, and nothing is paid by it', async (_, signatureOf, code) => {
    const { orderId, id } = await waitingPayment();
    const body = claim(id, 'AUTHORIZED');
    expect(await call(body, signatureOf(body))).toEqual([401, code]);
    expect(await paymentOf(orderId)).toMatchObject({ id, state: 'PROCESSING' });
  });

  test('that is genuine, sent again at once, changes nothing more, nor does one that says the contrary', async () => {
    const { orderId, id } = await waitingPayment();
    await atProvider(graph, 'POST', '/admin/settle', { reference: id });
    const captured = await paymentBecomes(orderId, 'CAPTURED');
    const genuine = claim(id, 'AUTHORIZED');
    const signature = sign(graph.graph.secrets.WEBHOOK_SECRET, seconds(), genuine);
    for (let times = 0; times < 3; times++) expect(await call(genuine, signature)).toEqual([200, null]);
    for (const contrary of [
      claim(id, 'DECLINED', { declineReason: 'card_declined' }),
      claim(id, 'VOIDED'),
      claim(id, 'CAPTURED', { capturedAmount: 999_999, refundedAmount: 999_999 }),
    ])
      expect(await call(contrary)).toEqual([200, null]);
    expect(await paymentOf(orderId)).toEqual(captured);
    expect(await chargesOf(graph, id)).toEqual([expect.objectContaining({ state: 'CAPTURED', refundedAmount: 0 })]);
  });

  test('of a payment that nobody knows answers as for any other, and makes none', async () => {
    const { tenant = '' } = idCodec('ord').decode(await newOrder()) ?? {};
    for (const reference of [idCodec('pay').encode(tenant, randomId()), 'pay_nonsense', 'somebody else’s reference'])
      expect(await call(claim(reference, 'AUTHORIZED'))).toEqual([200, null]);
    for (const { token } of [buyer, shop.owner]) {
      const id = idCodec('pay').encode(tenant, randomId());
      expect(await graph.client.data('query ($id: ID!) { payment(id: $id) { id } }', { id }, token)).toEqual({
        payment: null,
      });
    }
  });

  test('of a provider that is none leads nowhere', async () => {
    const url = new URL('/webhooks/nobody', graph.graph.endpoint);
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(404);
  });
});
