import { expect, test } from '@jest/globals';
import { rowsOf } from './support/books.ts';
import { contradictions } from './support/contradictions.ts';
import { commitsLost, sessionsEnded } from './support/database-faults.ts';
import { faultScene } from './support/scene.ts';

const scene = faultScene();
scene.rounds('a PostgreSQL session is ended', sessionsEnded());
scene.rounds('the connection is lost during COMMIT', commitsLost());

test('and if a payment were lost, it would show', async () => {
  const { system, shops } = scene;
  const [lost] = await rowsOf<{ payment_id: string }>(
    system,
    'payments',
    `DELETE FROM payment WHERE payment_id = (
       SELECT payment_id FROM payment WHERE state = 'CAPTURED' AND purpose = 'ORDER' AND refund_owed = 0 LIMIT 1) RETURNING payment_id`,
  );
  expect(lost).toBeDefined();
  expect(await contradictions(system, shops, [])).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^pay_\S+ was charged twice, or without a payment/),
      expect.stringMatching(/^order \S+ is CONFIRMED and 0 was kept for it instead of \d+$/),
    ]),
  );
});
