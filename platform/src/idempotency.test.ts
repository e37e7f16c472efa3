import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from './database/database.ts';
import { CreateIdempotencyRecord1700000000001, type IdempotentRequest, Refusal, runOnce } from './idempotency.ts';
import { randomId } from './ids.ts';
import { createLogger } from './logging.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

const schema = { name: 'idempotency', migrations: [CreateIdempotencyRecord1700000000001] };

let storage: TestDatabase;
let database: Database;
beforeAll(async () => {
  storage = await createTestDatabase(schema);
  const logger = createLogger('test', 'silent');
  database = await Database.connect({ ...schema, url: storage.url, entities: [], logger });
  await database.query('CREATE TABLE effect (shop_id uuid PRIMARY KEY)');
});
afterAll(async () => {
  await database.close();
  await storage.drop();
});

const request = (changes: Partial<IdempotentRequest> = {}): IdempotentRequest => ({
  accountId: randomId(),
  key: 'key',
  operation: 'doThing',
  body: { lines: [{ variantId: 'a', quantity: 1 }], remark: 'please' },
  ...changes,
});

/** Leaves a row behind, so that what happened can be counted. */
async function doThing(asked: IdempotentRequest | null, id = randomId()) {
  return runOnce(database, 'doThing', asked, async (transaction) => {
    await transaction.query('INSERT INTO effect VALUES ($1)', [id]);
    return { id };
  });
}

async function effects(): Promise<number> {
  const [row] = await database.query<{ count: number }>('SELECT count(*)::integer AS count FROM effect');
  return row?.count ?? 0;
}

describe('a request under a key', () => {
  test('happens once, and is answered again as it was', async () => {
    const asked = request();
    const before = await effects();
    const first = await doThing(asked);
    expect(first.outcome).toBe('DONE');
    expect(await doThing(asked)).toEqual({ ...first, outcome: 'REPLAYED' });
    expect(await effects()).toBe(before + 1);
  });

  test('is the same request whatever the order of its fields, and with null for what is absent', async () => {
    const asked = request({ body: { a: 1, b: { c: 2, d: null } } });
    await doThing(asked);
    const again = await doThing({ ...asked, body: { b: { c: 2 }, a: 1, e: undefined } });
    expect(again.outcome).toBe('REPLAYED');
  });

  test.each([
    ['another body', { body: { lines: [] } }],
    ['another operation', { operation: 'doOther' }],
  ])('is refused with %s, and nothing happens', async (_, changes) => {
    const asked = request();
    await doThing(asked);
    const before = await effects();
    expect(await doThing({ ...asked, ...changes })).toEqual({ outcome: 'REUSED' });
    expect(await effects()).toBe(before);
  });

  test('is a request of its own for another account', async () => {
    const asked = request();
    await doThing(asked);
    expect((await doThing({ ...asked, accountId: randomId() })).outcome).toBe('DONE');
  });

  test('sent 20 times at once happens once, and all get the same answer', async () => {
    const asked = request();
    const before = await effects();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => doThing(asked)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify('result' in outcome ? outcome.result : null))).size).toBe(
      1,
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'DONE')).toHaveLength(1);
    expect(await effects()).toBe(before + 1);
  });

  test('that is refused leaves nothing behind and may succeed later', async () => {
    const asked = request();
    const before = await effects();
    const refused = await runOnce(database, 'doThing', asked, async (transaction) => {
      await transaction.query('INSERT INTO effect VALUES ($1)', [randomId()]);
      return new Refusal({ id: 'refused' });
    });
    expect(refused).toEqual({ outcome: 'DONE', result: { id: 'refused' } });
    expect(await effects()).toBe(before);
    expect((await doThing(asked)).outcome).toBe('DONE');
  });

  test('that fails lets the failure through and keeps the key free', async () => {
    const asked = request();
    const failure = runOnce(database, 'doThing', asked, () => Promise.reject(new Error('no')));
    await expect(failure).rejects.toThrow('no');
    expect((await doThing(asked)).outcome).toBe('DONE');
  });
});

test('control: without a key the same request happens as often as it is sent', async () => {
  const before = await effects();
  await Promise.all([doThing(null), doThing(null)]);
  expect(await effects()).toBe(before + 2);
});

test('a collision that has nothing to do with the key is not taken for a replay', async () => {
  const id = randomId();
  await doThing(request(), id);
  await expect(doThing(request(), id)).rejects.toMatchObject({ code: '23505' });
});
