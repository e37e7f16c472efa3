import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Answer, GraphClient } from '../../support/graph-client.ts';
import type { Person, TestProduct, TestShop } from '../../support/store.ts';
import type { OrderWatch, Standing } from './order-watch.ts';
import type { FaultSystem, Subgraph } from './system.ts';

const FAILURE = '... on Failure { code message retryable }';

const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { __typename ... on Order { id state lines { id } } ${FAILURE} }
}`;
const PAY = `mutation ($input: PayOrderInput!) {
  payOrder(input: $input) { __typename ... on Payment { id state } ... on PaymentDeclined { reason } ${FAILURE} }
}`;
const LOOK = 'query ($id: ID!) { payment(id: $id) { id state } }';
const TOP_UP = `mutation ($input: TopUpPointsInput!) {
  topUpPoints(input: $input) { __typename ... on Payment { id } ${FAILURE} }
}`;
const WALLET = 'query ($shopId: ID!, $id: ID!) { wallet(shopId: $shopId) { balance } payment(id: $id) { state } }';
const CANCEL = `mutation ($input: CancelOrderInput!) {
  cancelOrder(input: $input) { __typename ... on Order { id state } ${FAILURE} }
}`;
const CANCEL_LINES = `mutation ($input: CancelReservationsInput!) {
  cancelReservations(input: $input) { __typename ... on Order { id state } ${FAILURE} }
}`;

/** What comes of a fault, and is worth the same request again. */
const PASSING = new Set(['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'OVERLOADED']);

const LONGEST_PAUSE_MILLISECONDS = 300;

export interface Placed {
  readonly id: string;
  readonly lineIds: readonly string[];
}

/** Told of every answer that a customer gets. */
type OnAnswer = () => void;

/**
 * Somebody with a phone: asks again, with the same idempotency key, for as long as there is no answer or one that tells
 * of trouble, and in the end looks what has become of the order.
 */
export class Customer {
  readonly #system: FaultSystem;
  readonly #watch: OrderWatch;
  readonly #person: Person;
  readonly #onAnswer: OnAnswer;

  constructor(system: FaultSystem, watch: OrderWatch, person: Person, onAnswer: OnAnswer) {
    this.#system = system;
    this.#watch = watch;
    this.#person = person;
    this.#onAnswer = onAnswer;
  }

  /** @param more the rest of the input, e.g. how it is paid */
  async place(shop: TestShop, products: readonly TestProduct[], more: object = {}): Promise<Placed> {
    const placed = await this.placeIfAffordable(shop, products, more);
    if (!placed) throw new Error('there are too few points');
    return placed;
  }

  /** Null when there are too few points for it. */
  async placeIfAffordable(shop: TestShop, products: readonly TestProduct[], more: object = {}): Promise<Placed | null> {
    const lines = products.map(({ variantId }) => ({ variantId, quantity: 1 }));
    const { placeOrder: order } = await this.#ask('reservations', PLACE, { shopId: shop.id, lines, ...more });
    if (order.__typename === 'InsufficientBalance') return null;
    if (order.__typename !== 'Order') throw new Error(`not placed: ${JSON.stringify(order)}`);
    return { id: order.id, lineIds: (order.lines as { id: string }[]).map(({ id }) => id) };
  }

  /** Pays until the order waits for no payment any more, or the card is declined. */
  async pay(orderId: string, cardToken: string): Promise<'SETTLED' | 'DECLINED'> {
    for (;;) {
      const { payOrder: answer } = await this.#ask('payments', PAY, { orderId, method: { cardToken } });
      switch (answer.__typename) {
        case 'Payment':
        case 'PaymentInProgress':
        case 'AlreadyPaid': {
          const standing = await this.until(
            orderId,
            ({ order, payment }) => order !== 'PENDING' || payment === 'FAILED',
          );
          if (standing.order !== 'PENDING') return 'SETTLED';
          break;
        }
        case 'PaymentDeclined':
          if (answer.reason !== 'NEVER_RECEIVED') return 'DECLINED';
          break;
        case 'OrderNotPayable':
          return 'SETTLED';
        case 'PaymentProviderUnavailable':
          await setTimeout(50);
          break;
        default:
          throw new Error(`not paid: ${JSON.stringify(answer)}`);
      }
    }
  }

  /**
   * Pays under one key with several requests at once, again and again until the order waits for no payment any more, and
   * asks for the payment between them.
   */
  async payAgainAndAgain(orderId: string, cardToken: string): Promise<void> {
    const input = { orderId, method: { cardToken }, idempotencyKey: randomUUID() };
    const { payments } = this.#system.clients;
    const { token } = this.#person;
    const settled = this.until(orderId, ({ order }) => order !== 'PENDING');
    let waits = true;
    void settled.finally(() => (waits = false)).catch(() => undefined);
    while (waits) {
      const pay = () => untilAnswered(payments, PAY, { input }, token, this.#onAnswer);
      const answers = await Promise.all([pay(), pay(), pay()]);
      const ids = new Set(answers.map(({ payOrder }) => payOrder.id as string | undefined));
      const [id] = ids;
      if (ids.size > 1 || id === undefined) throw new Error(`one key, several answers: ${JSON.stringify(answers)}`);
      const { payment } = await untilAnswered(payments, LOOK, { id }, token, this.#onAnswer);
      if (payment?.id !== id) throw new Error(`payment ${id} is not to be seen`);
    }
    await settled;
  }

  /** Buys points until the wallet has them. */
  async topUp({ id: shopId }: TestShop, points: number, cardToken: string): Promise<void> {
    const { payments } = this.#system.clients;
    for (let failed = true; failed;) {
      const bought = await this.#ask('payments', TOP_UP, { shopId, points, method: { cardToken } });
      const id = bought.topUpPoints.id as string | undefined;
      for (let waits = id !== undefined; waits;) {
        const { wallet, payment } = await untilAnswered(payments, WALLET, { shopId, id }, this.#person.token);
        if (wallet?.balance >= points) return;
        waits = payment?.state !== 'FAILED';
        await setTimeout(30);
      }
      failed = ['Payment', 'PaymentDeclined', 'PaymentProviderUnavailable'].includes(bought.topUpPoints.__typename);
      if (!failed) throw new Error(`no points: ${JSON.stringify(bought)}`);
    }
  }

  async cancel(orderId: string): Promise<void> {
    const { cancelOrder: answer } = await this.#ask('reservations', CANCEL, { orderId });
    if (answer.__typename !== 'Order') throw new Error(`not called off: ${JSON.stringify(answer)}`);
  }

  async cancelLines(orderId: string, lineIds: readonly string[]): Promise<void> {
    const { cancelReservations: answer } = await this.#ask('reservations', CANCEL_LINES, { orderId, lineIds });
    if (answer.__typename !== 'Order') throw new Error(`not called off: ${JSON.stringify(answer)}`);
  }

  async until(orderId: string, enough: (standing: Standing) => boolean): Promise<Standing> {
    return this.#watch.until(orderId, enough);
  }

  async #ask(subgraph: Subgraph, document: string, input: object): Promise<NonNullable<Answer['data']>> {
    const variables = { input: { ...input, idempotencyKey: randomUUID() } };
    return untilAnswered(this.#system.clients[subgraph], document, variables, this.#person.token, this.#onAnswer);
  }
}

/** The same request again until it is answered. @throws where it is refused as such */
export async function untilAnswered(
  client: GraphClient,
  document: string,
  variables: object,
  token: string,
  onAnswer: OnAnswer = () => undefined,
): Promise<NonNullable<Answer['data']>> {
  for (let pause = 20; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS)) {
    const answer = await client.send(document, variables, token).catch(() => null);
    if (answer) onAnswer();
    if (answer && !answer.errors) return answer.data;
    const wrong = answer?.errors?.find(({ extensions }) => !PASSING.has(String(extensions?.['code'])));
    if (wrong) throw new Error(JSON.stringify(wrong));
    await setTimeout(pause);
  }
}
