import type { Database } from '@yoyaku/platform/database/database';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { missingStep, type PaymentSaga, type PaymentSagaEvent } from '../src/payment/payment.saga.ts';
import { GOALS, PAYMENT_STATES } from '../src/payment/payment.state.ts';

/** A payment in the database, and what is about to happen to it. */
export interface Case {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly paymentId: Uuid;
  readonly saga: PaymentSaga;
  readonly event: PaymentSagaEvent;
}

export const AMOUNT = 100;

const parts = [0, 40, AMOUNT];
const both = [true, false];
const AT_PROVIDER = ['AUTHORIZED', 'CAPTURED', 'VOIDED'];

/** Every payment that can be. */
export const SAGAS: readonly PaymentSaga[] = PAYMENT_STATES.flatMap((state) =>
  GOALS.flatMap((goal) =>
    parts.flatMap((owed) =>
      parts.flatMap((refunded) =>
        both.flatMap((atProvider) =>
          both.flatMap((awaitsApproval) =>
            both.map((delayed): PaymentSaga => {
              const captured = state === 'CAPTURED' ? AMOUNT : 0;
              return { state, goal, amount: AMOUNT, captured, refunded, owed, atProvider, awaitsApproval, delayed };
            }),
          ),
        ),
      ),
    ),
  ),
).filter(
  ({ state, goal, captured, refunded, owed, atProvider, awaitsApproval, delayed }) =>
    (goal === 'GIVE_BACK' ? owed === AMOUNT : goal === 'CAPTURE' || owed === 0) &&
    refunded <= Math.min(captured, owed) &&
    // Nothing is called off of an order that its payment still waits for: the whole of it is.
    !(state === 'CREATED' && goal !== 'GIVE_BACK' && owed > 0) &&
    (!AT_PROVIDER.includes(state) || atProvider) &&
    !(state === 'CREATED' && atProvider) &&
    (!awaitsApproval || (state === 'PROCESSING' && atProvider)) &&
    (!delayed || state === 'CREATED' || state === 'PROCESSING'),
);

/** Whether this can happen to it at all. */
export function isPossible(saga: PaymentSaga, event: PaymentSagaEvent): boolean {
  const { state, goal, captured, refunded, owed, atProvider } = saga;
  const isLive = ['PROCESSING', 'AUTHORIZED', 'CAPTURED'].includes(state) && goal !== 'GIVE_BACK';
  switch (event.type) {
    case 'START':
      return !(isLive && event.otherIsLive);
    case 'REPORT':
      return (
        !(isLive && event.otherIsLive) &&
        // Only what failed at once has no name there, and what is only heard of never needs an approval.
        (event.atProvider || event.state === 'FAILED' || event.state === 'PROCESSING') &&
        (event.atProvider || !atProvider) &&
        (!event.awaitsApproval || (event.state === 'PROCESSING' && event.atProvider))
      );
    case 'REFUNDED':
      return refunded + event.amount <= Math.min(captured, owed);
    default:
      return true;
  }
}

/** Puts each of these payments into the database, with an order and what else there must be. */
export async function settle(database: Database, possible: readonly Pick<Case, 'saga' | 'event'>[]): Promise<Case[]> {
  const shopId = randomId();
  const cases = possible.map((each): Case => ({ ...each, shopId, orderId: randomId(), paymentId: randomId() }));
  const ids = [cases.map((each) => each.shopId), cases.map(({ orderId }) => orderId)];
  await database.query(
    `INSERT INTO payable_order (shop_id, order_id, account_id, state, amount, currency, expires_at, version)
     SELECT shop_id, order_id, gen_random_uuid(), state, amount, 'JPY', expires_at, 1
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::timestamptz[])
         AS o (shop_id, order_id, state, amount, expires_at)`,
    [
      ...ids,
      cases.map(({ event }, index) => orderState(event, index)),
      cases.map(({ event }) => (event.type === 'START' ? event.total : AMOUNT)),
      cases.map(({ event }) => (event.type === 'START' && event.order === 'LAPSED' ? '2020-01-01' : '2030-01-01')),
    ],
  );
  await database.query(
    `WITH made AS (
       INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, captured_amount,
                            refunded_amount, refund_owed, provider_payment_id, action_url, failure_reason, method,
                            next_attempt_at, version, created_at, updated_at)
       SELECT shop_id, payment_id, order_id, gen_random_uuid(), ${AMOUNT}, 'JPY', state, goal, captured, refunded, owed,
              CASE WHEN at_provider THEN 'ch_' || payment_id END, CASE WHEN awaits THEN 'https://pay.example' END,
              CASE WHEN state = 'FAILED' THEN 'CARD_DECLINED' END, '{"kind":"CARD","cardToken":"tok_visa"}',
              CASE WHEN due THEN timestamptz '2026-05-01 08:59Z' END,
              CASE WHEN delayed THEN 2 ELSE 1 END + CASE WHEN state = 'CREATED' THEN 0 ELSE 1 END, now(), now()
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
                     $9::boolean[], $10::boolean[], $11::boolean[], $12::boolean[])
           AS p (shop_id, order_id, payment_id, state, goal, captured, refunded, owed, at_provider, awaits, due, delayed)
       RETURNING *
     )
     INSERT INTO payment_event (shop_id, payment_id, version, state, goal, captured_amount, refunded_amount, occurred_at)
     SELECT shop_id, payment_id, 2, 'CREATED', goal, 0, 0, now()
       FROM made WHERE (state = 'CREATED' AND version = 2) OR version = 3`,
    [
      ...ids,
      cases.map(({ paymentId }) => paymentId),
      cases.map(({ saga }) => saga.state),
      cases.map(({ saga }) => saga.goal),
      cases.map(({ saga }) => saga.captured),
      cases.map(({ saga }) => saga.refunded),
      cases.map(({ saga }) => saga.owed),
      cases.map(({ saga }) => saga.atProvider),
      cases.map(({ saga }) => saga.awaitsApproval),
      cases.map(({ saga }) => missingStep(saga) !== null),
      cases.map(({ saga }) => saga.delayed),
    ],
  );
  const rivals = cases.filter(({ event }) => 'otherIsLive' in event && event.otherIsLive);
  await database.query(
    `INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, provider_payment_id,
                          created_at, updated_at)
     SELECT shop_id, gen_random_uuid(), order_id, gen_random_uuid(), ${AMOUNT}, 'JPY', 'AUTHORIZED', 'AUTHORIZE', 'ch_rival',
            now(), now()
       FROM unnest($1::uuid[], $2::uuid[]) AS r (shop_id, order_id)`,
    [rivals.map((each) => each.shopId), rivals.map(({ orderId }) => orderId)],
  );
  return cases;
}

const OVER = ['CANCELLED', 'EXPIRED', 'CONFIRMED'];

function orderState(event: PaymentSagaEvent, index: number): string {
  if (event.type === 'START' && event.order === 'OVER') return OVER[index % OVER.length] ?? 'CANCELLED';
  return event.type === 'REPORT' && event.orderIsCancelled ? 'CANCELLED' : 'PENDING';
}

/** What has become of each, and what was told of it. */
export async function foundAfter(database: Database, cases: readonly Case[]) {
  const rows = await database.query<{ paymentId: Uuid; saga: PaymentSaga; isDue: boolean; told: readonly string[] }>(
    `SELECT p.payment_id AS "paymentId", p.next_attempt_at IS NOT NULL AS "isDue",
            jsonb_build_object('state', p.state, 'goal', p.goal, 'amount', p.amount, 'captured', p.captured_amount,
                               'refunded', p.refunded_amount, 'owed', p.refund_owed,
                               'atProvider', p.provider_payment_id IS NOT NULL,
                               'awaitsApproval', p.action_url IS NOT NULL) AS saga,
            ARRAY(SELECT type FROM outbox o WHERE o.aggregate_id = p.payment_id ORDER BY inserted) AS told
       FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, payment_id) JOIN payment p USING (shop_id, payment_id)`,
    [cases.map(({ shopId }) => shopId), cases.map(({ paymentId }) => paymentId)],
  );
  const found = new Map(rows.map(({ paymentId, ...row }) => [paymentId, row]));
  return cases.map(({ paymentId }) => found.get(paymentId));
}
