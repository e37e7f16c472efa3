import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Transaction } from '../database/database.ts';
import { randomId } from '../ids.ts';
import { EventScene, positionsOf, SOURCE, upTo } from '../testing/event-scene.ts';
import { lastPosition, readEvents } from './feed.ts';
import { appendEvents, appendEventsSql, eventRows, onAppended, wakeRelay } from './outbox.ts';
import { sequence } from './sequencer.ts';

let scene: EventScene;

beforeAll(async () => {
  scene = await EventScene.open();
});

afterAll(() => scene.close());

const thing = (aggregateId = randomId(), version = 1) => ({
  type: 'ThingHappened',
  shopId: scene.shopId,
  aggregateId,
  version,
  data: { colour: 'red' },
});

async function sequenceAll(): Promise<number> {
  await sequence(scene.database, SOURCE, 10_000);
  return lastPosition(scene.database);
}

describe('appending', () => {
  test('keeps an event as it was given, and tells it with its position, source and time', async () => {
    const before = await sequenceAll();
    const event = thing();
    await scene.database.transaction('test', (transaction) => appendEvents(transaction, scene.clock, [event]));
    const sequenced = await sequence(scene.database, SOURCE, 10);
    const expected = {
      ...event,
      id: expect.any(String),
      source: SOURCE,
      position: before + 1,
      occurredAt: scene.clock.now().toISOString(),
    };
    expect(sequenced).toEqual([expected]);
    expect(await readEvents(scene.database, SOURCE, before, 10)).toEqual([expected]);
  });

  test('wakes the relay after the commit, and neither before it nor after a rollback', async () => {
    let wakes = 0;
    onAppended(scene.database, () => (wakes += 1));
    const before = await sequenceAll();
    const failing = scene.database.transaction('test', async (transaction) => {
      await appendEvents(transaction, scene.clock, [thing()]);
      throw new Error('changed our mind');
    });
    await expect(failing).rejects.toThrow('changed our mind');
    expect(wakes).toBe(0);
    expect(await sequenceAll()).toBe(before);
    await scene.database.transaction('test', async (transaction) => {
      await appendEvents(transaction, scene.clock, [thing()]);
      expect(wakes).toBe(0);
    });
    expect(wakes).toBe(1);
    wakeRelay(scene.database);
    expect(wakes).toBe(2);
  });

  test('can be part of a larger statement, and then depends on its outcome', async () => {
    const before = await sequenceAll();
    const statement = `WITH found AS (SELECT 1 WHERE $2::boolean),
      appended AS (${appendEventsSql('$1')} WHERE EXISTS (SELECT FROM found)) SELECT 1`;
    await scene.database.query(statement, [eventRows(scene.clock, [thing()]), false]);
    expect(await sequenceAll()).toBe(before);
    await scene.database.query(statement, [eventRows(scene.clock, [thing(), thing()]), true]);
    expect(await sequenceAll()).toBe(before + 2);
  });

  test("keeps the order of one aggregate's events, within a transaction and across them", async () => {
    const before = await sequenceAll();
    const aggregateId = randomId();
    for (const versions of [upTo(50), upTo(50).map((version) => version + 50)])
      await scene.database.transaction('test', (transaction) =>
        appendEvents(
          transaction,
          scene.clock,
          versions.map((version) => thing(aggregateId, version)),
        ),
      );
    await sequenceAll();
    const events = await readEvents(scene.database, SOURCE, before, 1_000);
    expect(events.map(({ version }) => version)).toEqual(upTo(100));
  });
});

/** Opens a transaction that appends one event, and lets the caller say when it commits. */
async function openWriter(): Promise<{ commit(): Promise<void> }> {
  const appended = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  const done = scene.database.transaction('writer', async (transaction: Transaction) => {
    await appendEvents(transaction, scene.clock, [thing()]);
    appended.resolve(undefined);
    await released.promise;
  });
  await appended.promise;
  return {
    async commit() {
      released.resolve(undefined);
      await done;
    },
  };
}

describe('a reader that goes on from where it was', () => {
  test('misses an event if it goes by the order of insertion (the control)', async () => {
    const read = async (after: number) => {
      const rows = await scene.database.query<{ inserted: number }>(
        'SELECT inserted FROM outbox WHERE inserted > $1 ORDER BY inserted',
        [after],
      );
      return rows.map(({ inserted }) => inserted);
    };
    const start = (await read(0)).at(-1) ?? 0;
    const slow = await openWriter();
    const fast = await openWriter();
    await fast.commit();
    const first = await read(start);
    await slow.commit();
    const second = await read(first.at(-1) ?? start);
    const present = await read(start);
    expect([present.length, first.length + second.length]).toEqual([2, 1]);
  });

  test('sees every event if it goes by position, though the one inserted first is committed last', async () => {
    const start = await sequenceAll();
    const slow = await openWriter();
    const fast = await openWriter();
    await fast.commit();
    await sequenceAll();
    const first = await readEvents(scene.database, SOURCE, start, 10);
    await slow.commit();
    await sequenceAll();
    const second = await readEvents(scene.database, SOURCE, start + first.length, 10);
    expect(positionsOf([...first, ...second])).toEqual([start + 1, start + 2]);
  });

  test('never sees a hole while many commit in scrambled order and two processes give positions', async () => {
    const start = await sequenceAll();
    const writers = 6;
    const each = 30;
    let writing = true;
    const write = async () => {
      for (let count = 0; count < each; count++)
        await scene.database.transaction('writer', async (transaction) => {
          await appendEvents(transaction, scene.clock, [thing()]);
          // Commits overtake one another.
          await transaction.query('SELECT pg_sleep(random() * 0.01)');
        });
    };
    const positions = async () => {
      while (writing) await sequence(scene.database, SOURCE, 7);
    };
    const seen: number[] = [];
    const read = async () => {
      while (writing || seen.length < writers * each) {
        seen.push(...positionsOf(await readEvents(scene.database, SOURCE, start + seen.length, 5)));
        if (!writing) await sequence(scene.database, SOURCE, 1_000);
      }
    };
    const others = [positions(), positions(), read()];
    await Promise.all(Array.from({ length: writers }, write));
    writing = false;
    await Promise.all(others);
    expect(seen).toEqual(upTo(writers * each).map((position) => start + position));
  });
});

test('a second process steps aside while positions are being given', async () => {
  await scene.database.transaction('holder', async (transaction) => {
    await transaction.query('SELECT FROM outbox_head FOR UPDATE');
    expect(await sequence(scene.database, SOURCE, 10)).toBe('BUSY');
  });
});
