import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { register } from 'prom-client';
import { collectedLog } from '../testing/collected.ts';
import { EventScene, SOURCE, upTo } from '../testing/event-scene.ts';
import type { EventBus } from './bus.ts';
import { pruneOutbox, readEvents } from './feed.ts';
import { InProcessBus } from './in-process-bus.ts';

let scene: EventScene;

beforeAll(async () => {
  scene = await EventScene.open();
});

afterEach(() => scene.clear());
afterAll(() => scene.close());

describe('a consumer', () => {
  test('takes what happened before it started, and what comes over the bus afterwards', async () => {
    const bus = new InProcessBus();
    const relay = scene.startRelay(bus);
    await scene.appendMany(3);
    await relay.flush();
    const consumer = scene.startConsumer({ bus });
    await consumer.caughtUpTo(3);
    await scene.appendMany(2);
    await consumer.caughtUpTo(await relay.flush());
    expect(await scene.effects()).toEqual(upTo(5));
  });

  test('works without any bus, by asking the source', async () => {
    const relay = scene.startRelay(null);
    const consumer = scene.startConsumer({ askMilliseconds: 1 });
    await scene.appendMany(3);
    await consumer.caughtUpTo(await relay.flush());
    expect(await scene.effects()).toEqual(upTo(3));
  });

  test('takes a long backlog in few runs, in order', async () => {
    const relay = scene.startRelay(null);
    await scene.database.query(
      `INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
       SELECT gen_random_uuid(), gen_random_uuid(), 'ThingHappened', gen_random_uuid(), 1, now(), '{}'
       FROM generate_series(1, 1001)`,
    );
    await relay.flush();
    await scene.startConsumer().caughtUpTo(1_001);
    expect(await scene.effects()).toEqual(upTo(1_001));
    expect(scene.runs.items).toHaveLength(6);
  });

  test('asks the source for what the bus has lost', async () => {
    const bus = new InProcessBus();
    const consumer = scene.startConsumer({ bus });
    const relay = scene.startRelay(null);
    await scene.appendMany(5);
    await relay.flush();
    const lost = await readEvents(scene.database, SOURCE, 0, 10);
    await consumer.caughtUpTo(0);
    await bus.publish(SOURCE, 0, lost.slice(0, 1));
    await bus.publish(SOURCE, 1, lost.slice(4));
    await consumer.caughtUpTo(5);
    expect(await scene.effects()).toEqual(upTo(5));
  });

  test('drops what it is given twice', async () => {
    const relay = scene.startRelay(null);
    await scene.appendMany(4);
    await relay.flush();
    const events = await readEvents(scene.database, SOURCE, 0, 10);
    // A bus that repeats itself.
    const bus = new InProcessBus();
    const twice: EventBus = {
      capacity: 10,
      head: (source) => bus.head(source),
      publish: (source, after, some) => bus.publish(source, after, some),
      clear: (source) => bus.clear(source),
      close: () => bus.close(),
      follow: (source, after, deliver) =>
        bus.follow(source, after, (some) => {
          deliver(some);
          deliver(some);
        }),
    };
    const consumer = scene.startConsumer({ bus: twice, readSource: () => Promise.resolve([]) });
    await bus.publish(SOURCE, 0, events.slice(0, 2));
    await bus.publish(SOURCE, 2, events.slice(2));
    await consumer.caughtUpTo(4);
    expect(await scene.effects()).toEqual(upTo(4));
  });

  test('is handed only the types it wants, and begins after the others when it starts again', async () => {
    const relay = scene.startRelay(null);
    await scene.append();
    for (const type of ['OtherThingHappened', 'ThirdThingHappened']) await scene.append({ type });
    await relay.flush();
    const first = scene.startConsumer();
    await first.caughtUpTo(3);
    await first.close();
    expect(await scene.effects()).toEqual([1]);
    await scene.append();
    const last = await relay.flush();
    const asked: number[] = [];
    const second = scene.startConsumer({
      readSource: (after, limit) => {
        asked.push(after);
        return readEvents(scene.database, SOURCE, after, limit);
      },
    });
    await second.caughtUpTo(last);
    expect(asked[0]).toBe(3);
    expect(await scene.effects()).toEqual([1, 4]);
  });

  test('tells how far it is behind', async () => {
    const relay = scene.startRelay(null);
    await scene.appendMany(3);
    await relay.flush();
    const stuck = Promise.withResolvers<undefined>();
    const consumer = scene.startConsumer({ name: 'slow', then: async () => stuck.promise.then(() => undefined) });
    await scene.runs.count(1);
    const lag = async () => (await register.getSingleMetric('yoyaku_consumer_lag_events')?.get())?.values;
    const labels = { consumer: 'slow', source: SOURCE };
    expect(await lag()).toContainEqual({ labels, value: 3 });
    stuck.resolve(undefined);
    await consumer.caughtUpTo(3);
    expect(await lag()).toContainEqual({ labels, value: 0 });
  });

  test('goes on behind events that are kept no longer, and says so', async () => {
    const relay = scene.startRelay(null);
    await scene.appendMany(3);
    await relay.flush();
    scene.clock.advance(1_000);
    await pruneOutbox(scene.database, scene.clock, 500);
    await scene.append();
    const log = collectedLog();
    const last = await relay.flush();
    await scene.startConsumer({ logger: log.logger }).caughtUpTo(last);
    expect(await scene.effects()).toEqual([4]);
    expect(log.messages.items).toEqual(['events are lost for ever']);
  });

  test('rejects whoever waits for it when it is closed', async () => {
    const consumer = scene.startConsumer();
    const waiting = consumer.caughtUpTo(1);
    await Promise.all([expect(waiting).rejects.toThrow('closed'), consumer.close()]);
    await expect(consumer.caughtUpTo(1)).rejects.toThrow('closed');
  });
});

describe('several processes of one consumer', () => {
  test('make each effect once', async () => {
    const bus = new InProcessBus();
    const relay = scene.startRelay(bus);
    const consumers = [
      scene.startConsumer({ bus }),
      scene.startConsumer({ bus }),
      scene.startConsumer({ bus, askMilliseconds: 1 }),
    ];
    await Promise.all(upTo(150).map(() => scene.append()));
    const last = await relay.flush();
    await Promise.all(consumers.map((consumer) => consumer.caughtUpTo(last)));
    expect(await scene.effects()).toEqual(upTo(150));
  });

  test('make effects twice without the watermark (the control)', async () => {
    const bus = new InProcessBus();
    const relay = scene.startRelay(bus);
    const consumers = [scene.startConsumer({ bus, name: 'one' }), scene.startConsumer({ bus, name: 'two' })];
    await scene.appendMany(3);
    const last = await relay.flush();
    await Promise.all(consumers.map((consumer) => consumer.caughtUpTo(last)));
    expect([...(await scene.effects('one')), ...(await scene.effects('two'))]).toEqual([1, 2, 3, 1, 2, 3]);
  });
});
