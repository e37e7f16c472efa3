import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from '@yoyaku/platform/database/database';
import { subgraphMigrations } from '@yoyaku/platform/graphql-server/subgraph-migrations';
import { createLogger } from '@yoyaku/platform/logging';
import { createTestDatabase, type TestDatabase } from '@yoyaku/platform/testing/test-database';
import { mirrorAndAim } from '../src/payment/goals.store.ts';
import { missingStep, type PaymentSaga, type PaymentSagaEvent, paymentStep } from '../src/payment/payment.saga.ts';
import { PAYMENT_STATES } from '../src/payment/payment.state.ts';
import { postponements, supersedeWaiting } from '../src/payment/postpone-payment.store.ts';
import { recordOutcomes } from '../src/payment/record-outcome.store.ts';
import { starts } from '../src/payment/start-payment.store.ts';
import { recordRefunded } from '../src/refund/refund.store.ts';
import { paymentsSubgraph } from '../src/subgraph.ts';
import { AMOUNT, type Case, foundAfter, isPossible, SAGAS, settle } from './payment-saga-cases.ts';

// The statements move many payments at once and the saga's function one, and both must do the same: here every state meets
// every event, in both.

const schema = { name: 'payments', migrations: subgraphMigrations(paymentsSubgraph) };
const logger = createLogger('payment-saga', 'silent');
const NOW = new Date('2026-05-01T09:00:00.000Z');
const LATER = new Date('2026-05-01T09:01:00.000Z');

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase(schema);
  database = await Database.connect({ ...schema, url: own.url, entities: [], logger });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

/** Lets events happen to payments, by the statement that production uses. */
type Statement<Type> = (
  cases: readonly (Case & { event: Extract<PaymentSagaEvent, { type: Type }> })[],
) => Promise<void>;

const STATEMENTS: { readonly [Type in Exclude<PaymentSagaEvent['type'], 'OWE'>]: Statement<Type> } = {
  WISH: (cases) =>
    database.transaction('wish', async (transaction) => {
      const wishes = cases.map(({ shopId, orderId, paymentId, event: { goal, onlyWaiting } }) => {
        return { shopId, orderId, paymentId, goal, onlyWaiting };
      });
      await mirrorAndAim(transaction, [], wishes, LATER);
    }),
  START: async (cases) => {
    const batch = starts(database);
    await Promise.all(cases.map(({ shopId, paymentId }) => batch.add({ shopId, paymentId, now: NOW, askAt: LATER })));
  },
  UNREACHABLE: async (cases) => {
    const batch = postponements(database);
    const times = { now: NOW, retryAt: LATER, topUpUntil: LATER };
    await Promise.all(cases.map(({ shopId, paymentId }) => batch.add({ shopId, paymentId, ...times })));
  },
  SUPERSEDE: async (cases) => {
    for (const { shopId, paymentId } of cases) await supersedeWaiting(database, shopId, [paymentId], NOW);
  },
  REPORT: async (cases) => {
    const outcomes = cases.map(({ shopId, paymentId, event: { state, atProvider, awaitsApproval } }) => ({
      ...{ shopId, paymentId, state },
      providerPaymentId: atProvider ? `ch_${paymentId}` : null,
      actionUrl: awaitsApproval ? 'https://pay.example' : null,
      failureReason: state === 'FAILED' ? ('CARD_DECLINED' as const) : null,
    }));
    await recordOutcomes(database, outcomes, { now: NOW, leasedUntil: LATER, askAt: LATER });
  },
  REFUNDED: async (cases) => {
    for (const { shopId, paymentId, event } of cases) {
      await database.query(
        `INSERT INTO refund (shop_id, payment_id, number, amount, currency, state, created_at)
         VALUES ($1, $2, 1, $3, 'JPY', 'PENDING', now())`,
        [shopId, paymentId, event.amount],
      );
      const payment = { shopId, paymentId } as Parameters<typeof recordRefunded>[1];
      await recordRefunded(database, payment, { number: 1, given: event.amount, now: NOW });
    }
  },
};

const both = [true, false];
const orders = ['PENDING', 'LAPSED', 'OVER'] as const;

const EVENTS: Readonly<Record<Exclude<PaymentSagaEvent['type'], 'OWE'>, readonly PaymentSagaEvent[]>> = {
  WISH: [
    { type: 'WISH', goal: 'CAPTURE', onlyWaiting: false },
    ...both.map((onlyWaiting) => ({ type: 'WISH', goal: 'GIVE_BACK', onlyWaiting }) as const),
  ],
  START: orders.flatMap((order) =>
    [AMOUNT, 70, 0].flatMap((total) =>
      both.map((otherIsLive) => ({ type: 'START', order, total, otherIsLive }) as const),
    ),
  ),
  UNREACHABLE: [{ type: 'UNREACHABLE' }],
  SUPERSEDE: [{ type: 'SUPERSEDE' }],
  REPORT: PAYMENT_STATES.filter((state) => state !== 'CREATED').flatMap((state) =>
    both.flatMap((atProvider) =>
      both.flatMap((awaitsApproval) =>
        both.flatMap((orderIsCancelled) =>
          both.map((otherIsLive) => {
            return { type: 'REPORT', state, atProvider, awaitsApproval, orderIsCancelled, otherIsLive } as const;
          }),
        ),
      ),
    ),
  ),
  REFUNDED: [20, 40, 60, AMOUNT].map((amount) => ({ type: 'REFUNDED', amount })),
};

describe('the statements do what the function says', () => {
  test.each(Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[])('about %s, whatever a payment is', async (type) => {
    const possible = SAGAS.flatMap((saga) =>
      EVENTS[type].filter((event) => isPossible(saga, event)).map((event) => ({ saga, event })),
    );
    const cases = await settle(database, possible);
    await (STATEMENTS[type] as Statement<PaymentSagaEvent['type']>)(cases);
    const found = await foundAfter(database, cases);
    for (const [index, each] of cases.entries()) {
      const [next, commands] = paymentStep(each.saga, each.event);
      const told = commands.flatMap((command) => (command.kind === 'ANNOUNCE' ? command.event : []));
      expect({ of: each.saga, event: each.event, ...found[index] }).toEqual({
        ...{ of: each.saga, event: each.event },
        saga: { ...next, delayed: undefined } satisfies Omit<PaymentSaga, 'delayed'> & { delayed: undefined },
        told,
        // What a step is missing for is looked at again, and nothing else is.
        isDue: missingStep(next) !== null,
      });
    }
    expect(cases.length).toBeGreaterThan(0);
  });
});
