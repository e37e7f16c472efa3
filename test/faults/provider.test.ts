import { expect, test } from '@jest/globals';
import { rowsOf } from './support/books.ts';
import { callsBackTenTimes, capturesAndCancels, fallsSilent, goesDown } from './support/provider-faults.ts';
import { faultScene } from './support/scene.ts';

const scene = faultScene();
scene.rounds('capture and cancel at once', capturesAndCancels(25));

test('where now the one came first and now the other', async () => {
  const ways = await rowsOf<{ way: string }>(
    scene.system,
    'payments',
    `SELECT DISTINCT CASE WHEN state = 'VOIDED' THEN 'let go' ELSE 'given back' END AS way FROM payment
      WHERE refund_owed > 0 AND (state = 'VOIDED' OR refunded_amount > 0) ORDER BY way DESC`,
  );
  expect(ways.map(({ way }) => way)).toEqual(['let go', 'given back']);
});

scene.rounds('the provider charges, then times out', fallsSilent());
scene.rounds('the provider is down for a while', goesDown());
scene.rounds('webhooks come ten times and shuffled', callsBackTenTimes());
