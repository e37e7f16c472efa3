import { rowsOf } from './books.ts';
import { type FaultSystem, SAGA, type SagaSubgraph } from './system.ts';

/** What happens once in the life of a thing. */
const ONCE: Readonly<Record<SagaSubgraph, readonly string[]>> = {
  catalog: [],
  reservations: ['OrderPlaced', 'OrderConfirmed', 'OrderCompleted', 'OrderCancelled'],
  payments: ['PaymentAuthorized', 'PaymentFailed', 'PaymentCaptured', 'PaymentVoided'],
};

/** No event twice, none lost on its way to its position, and an entry of history for each version of a payment. */
export async function eventsTwice(system: FaultSystem): Promise<string[]> {
  const ask = (name: SagaSubgraph, text: string, values: readonly unknown[]) =>
    rowsOf<{ found: string }>(system, name, text, values);
  const found = await Promise.all([
    ...SAGA.flatMap((name) => [ask(name, TWICE, [ONCE[name]]), ask(name, HOLES, [name])]),
    ask('payments', WITHOUT_HISTORY, []),
  ]);
  return found.flat().map((row) => row.found);
}

const TWICE = `
  SELECT format('%s of %s happened %s times', type, aggregate_id, count(*)) AS found
    FROM outbox WHERE type = ANY ($1) GROUP BY type, aggregate_id, data->>'paymentId' HAVING count(*) > 1`;

const HOLES = `
  SELECT format('%s: %s events with positions up to %s', $1::text, count(outbox.id), head.position) AS found
    FROM outbox_head head LEFT JOIN outbox ON outbox.position IS NOT NULL
   GROUP BY head.position, head.pruned HAVING count(outbox.id) <> head.position - head.pruned`;

const WITHOUT_HISTORY = `
  SELECT format('payment %s has version %s and a history of %s', p.payment_id, p.version, count(e.version)) AS found
    FROM payment p LEFT JOIN payment_event e USING (shop_id, payment_id)
   GROUP BY p.shop_id, p.payment_id, p.version HAVING count(e.version) <> p.version`;
