import { Batches } from '@yoyaku/platform/batches';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { ProviderPayment } from '../provider/provider.ts';

/** A verified call of a provider's about one of our payments. */
export interface WebhookCall {
  readonly shopId: Uuid;
  /** The provider's name, as the payment's row has it. */
  readonly provider: string;
  readonly eventId: string;
  readonly paymentId: Uuid;
  /** The payment as the provider says it is. */
  readonly claim: ProviderPayment;
}

/** NEW: written. KNOWN: it was written before. STRANGE: there is no such payment at that provider, nothing was written. */
export type Acceptance = 'NEW' | 'KNOWN' | 'STRANGE';

/** A provider speaks for its own payments only: its secret must not settle those of another. */
const ACCEPT = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::jsonb[]) WITH ORDINALITY
      AS g (shop_id, provider, event_id, payment_id, claim, number)
  ), known AS (
    SELECT given.* FROM given JOIN payment p USING (shop_id, payment_id) WHERE p.provider = given.provider
  ), written AS (
    INSERT INTO webhook_call (shop_id, provider, event_id, payment_id, claim, received_at, due_at)
    SELECT shop_id, provider, event_id, payment_id, claim, $6, $7 FROM known
    ON CONFLICT ON CONSTRAINT webhook_call_pkey DO NOTHING
    RETURNING shop_id, provider, event_id
  )
  SELECT CASE WHEN w.event_id IS NOT NULL THEN 'NEW' WHEN k.number IS NOT NULL THEN 'KNOWN' ELSE 'STRANGE' END AS acceptance
    FROM given g
    LEFT JOIN known k USING (number)
    LEFT JOIN written w ON w.shop_id = g.shop_id AND w.provider = g.provider AND w.event_id = g.event_id
   ORDER BY g.number`;

const MOST_TOGETHER = 64;

/** Writes calls down once each; those that come while a statement is running share the next one. */
export function acceptances(
  runner: SqlRunner,
  moments: () => { readonly now: Date; readonly dueAt: Date },
): Batches<WebhookCall, Acceptance> {
  return new Batches<WebhookCall, Acceptance>({
    run: async (calls) => {
      const { now, dueAt } = moments();
      const rows = await runner.query<{ acceptance: Acceptance }>(ACCEPT, [
        calls.map(({ shopId }) => shopId),
        calls.map(({ provider }) => provider),
        calls.map(({ eventId }) => eventId),
        calls.map(({ paymentId }) => paymentId),
        calls.map(({ claim }) => JSON.stringify(claim)),
        now,
        dueAt,
      ]);
      return rows.map(({ acceptance }) => acceptance);
    },
    keyOf: ({ shopId, provider, eventId }) => `${shopId}/${provider}/${eventId}`,
    most: MOST_TOGETHER,
  });
}

const CLAIM_DUE = `
  WITH due AS (
    SELECT shop_id, provider, event_id FROM webhook_call
     WHERE due_at <= $1
     ORDER BY due_at
     LIMIT $3
     FOR UPDATE SKIP LOCKED
  )
  UPDATE webhook_call c SET due_at = $2
    FROM due WHERE c.shop_id = due.shop_id AND c.provider = due.provider AND c.event_id = due.event_id
  RETURNING c.shop_id AS "shopId", c.provider, c.event_id AS "eventId", c.payment_id AS "paymentId", c.claim`;

/** Leases calls that nobody has handled in time, of all shops. Two callers never get the same one. */
export async function claimDueCalls(
  runner: SqlRunner,
  now: Date,
  leasedUntil: Date,
  most: number,
): Promise<WebhookCall[]> {
  return runner.query<WebhookCall>(CLAIM_DUE, [now, leasedUntil, most]);
}

/** Remembers that these calls have had their effect, or can have none. One statement. */
export async function markHandled(runner: SqlRunner, calls: readonly WebhookCall[]): Promise<void> {
  await runner.query(
    `UPDATE webhook_call c SET due_at = NULL
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS h (shop_id, provider, event_id)
      WHERE c.shop_id = h.shop_id AND c.provider = h.provider AND c.event_id = h.event_id`,
    [calls.map(({ shopId }) => shopId), calls.map(({ provider }) => provider), calls.map(({ eventId }) => eventId)],
  );
}

/** Forgets handled calls that came before this moment, at most so many; returns how many. */
export async function forgetCalls(runner: SqlRunner, before: Date, most: number): Promise<number> {
  const [deleted] = await runner.query<{ count: number }>(
    `WITH old AS (
       SELECT shop_id, provider, event_id FROM webhook_call
        WHERE received_at < $1 AND due_at IS NULL ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED
     ), gone AS (
       DELETE FROM webhook_call c USING old
        WHERE c.shop_id = old.shop_id AND c.provider = old.provider AND c.event_id = old.event_id
       RETURNING 1
     )
     SELECT count(*)::int AS count FROM gone`,
    [before, most],
  );
  return deleted?.count ?? 0;
}
