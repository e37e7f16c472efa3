import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { NOW, type Thing, WindowScene } from './window-scene.ts';

let scene: WindowScene;

beforeAll(async () => {
  scene = await WindowScene.open();
});

afterAll(() => scene.close());

const DAY = ['2026-02-02T00:00:00.000Z', '2026-02-03T00:00:00.000Z'] as const;
const at = (time: string) => `2026-02-02T${time}:00.000Z`;
const taken = (start: string, end: string, more: object = {}) => ({ start: at(start), end: at(end), ...more });

describe('what is used of a pool', () => {
  test('is the worst moment; who ends when another starts does not count twice', async () => {
    const thing = await scene.thing({ onHand: 5 });
    await scene.allocate(thing, [
      taken('10:00', '12:00', { quantity: 2 }),
      taken('12:00', '14:00', { quantity: 3 }),
      taken('13:00', '15:00', { quantity: 1 }),
    ]);
    expect(await scene.usage(thing, ...DAY)).toBe(4);
    expect(await scene.usage(thing, at('10:00'), at('13:00'))).toBe(3);
    expect(await scene.usage(thing, at('11:00'), at('12:00'))).toBe(2);
    expect(await scene.usage(thing, at('14:00'), at('15:00'))).toBe(1);
    expect(await scene.usage(thing, at('15:00'), at('23:00'))).toBe(0);
    expect(await scene.usage(thing, at('00:00'), at('10:00'))).toBe(0);
    expect(await scene.usage(thing, at('12:00'), at('12:00'))).toBe(0);
  });

  test('leaves out holds that have lapsed, what was released, and the order that is spared', async () => {
    const thing = await scene.thing({ onHand: 9 });
    const mine = randomId();
    await scene.allocate(thing, [
      taken('10:00', '12:00', { state: 'HELD', expiresAt: '2026-01-01T00:15Z' }),
      taken('10:00', '12:00', { state: 'RELEASED' }),
      taken('10:00', '12:00', { state: 'CONSUMED' }),
      taken('10:00', '12:00', { quantity: 3, orderId: mine }),
    ]);
    const of = (now: string, spared?: string) => scene.usage(thing, ...DAY, now, spared);
    expect(await of('2026-01-01T00:14:59.999Z')).toBe(4);
    expect(await of('2026-01-01T00:15:00Z')).toBe(3);
    expect(await of('2026-01-01T00:14:00Z', mine)).toBe(1);
  });

  test('counts what is overdue at all times until it is back', async () => {
    const thing = await scene.thing({ onHand: 3 });
    await scene.allocate(thing, [
      taken('10:00', '12:00', { handedOverAt: at('10:00') }),
      taken('10:00', '12:00', { handedOverAt: null }),
    ]);
    expect(await scene.usage(thing, at('12:00'), at('13:00'), at('11:59'))).toBe(0);
    expect(await scene.usage(thing, at('12:00'), at('13:00'), at('12:00'))).toBe(1);
    expect(await scene.usage(thing, '2030-01-01T00:00Z', '2030-01-02T00:00Z', at('12:00'))).toBe(1);
    // Within the time that it was to be out it counts once.
    expect(await scene.usage(thing, at('11:00'), at('13:00'), at('12:30'))).toBe(2);
    expect(await scene.usage(thing, at('08:00'), at('10:00'), at('12:30'))).toBe(0);
    expect(await scene.windows(thing, ...DAY, { quantity: 3, now: at('12:00') })).toEqual([[DAY[0], at('10:00'), 3]]);
    expect(await scene.windows(thing, ...DAY, { quantity: 2, now: at('12:00') })).toEqual([
      [DAY[0], at('10:00'), 3],
      [at('12:00'), DAY[1], 2],
    ]);
  });

  test('is how many units are taken at any time, where things are units in use', async () => {
    const thing = await scene.thing({ onHand: 3, byUnit: true });
    const [one, two, three] = thing.units;
    await scene.allocate(thing, [
      taken('10:00', '11:00', { unit: one }),
      taken('11:00', '12:00', { unit: one }),
      taken('12:00', '13:00', { unit: two }),
      taken('12:00', '13:00', { unit: three }),
    ]);
    await scene.database.query("UPDATE stock_unit SET status = 'RETIRED', retired_at = $1 WHERE unit_id = $2", [
      NOW,
      three,
    ]);
    expect(await scene.usage(thing, at('10:00'), at('13:00'))).toBe(2);
    expect(await scene.usage(thing, at('10:00'), at('12:00'))).toBe(1);
  });
});

describe('the free windows', () => {
  test('touch what is taken, and keep the buffers before and after it', async () => {
    const periods = [taken('10:00', '12:00'), taken('14:00', '15:00')];
    const plain = await scene.thing();
    await scene.allocate(plain, periods);
    expect(await scene.windows(plain, ...DAY)).toEqual([
      [DAY[0], at('10:00'), 1],
      [at('12:00'), at('14:00'), 1],
      [at('15:00'), DAY[1], 1],
    ]);
    const buffered = await scene.thing({ before: 30, after: 15 });
    await scene.allocate(buffered, periods);
    const windows = await scene.windows(buffered, ...DAY);
    expect(windows).toEqual([
      [DAY[0], at('09:45'), 1],
      [at('12:30'), at('13:45'), 1],
      [at('15:30'), DAY[1], 1],
    ]);
    expect(await scene.windows(buffered, ...DAY, { limit: 2 })).toEqual(windows.slice(0, 2));
    // What is taken just outside the range reaches into it.
    expect(await scene.windows(buffered, at('12:00'), at('14:00'))).toEqual([windows[1]]);
    // Buffers that meet leave nothing.
    const tight = await scene.thing({ before: 60, after: 60 });
    await scene.allocate(tight, periods);
    expect(await scene.windows(tight, at('12:00'), at('14:00'))).toEqual([]);
  });

  test('of two pieces: where one ends before the other starts, a buffer that spans both takes one at a time', async () => {
    const thing = await scene.thing({ onHand: 2, before: 60, after: 60 });
    await scene.allocate(thing, [taken('08:00', '10:00'), taken('11:00', '13:00')]);
    expect(await scene.windows(thing, ...DAY)).toEqual([[DAY[0], DAY[1], 1]]);
  });

  test('of units have one unit free throughout, not one after another', async () => {
    const thing = await scene.thing({ onHand: 2, byUnit: true });
    const [one, two] = thing.units;
    await scene.allocate(thing, [taken('08:00', '12:00', { unit: one }), taken('14:00', '18:00', { unit: two })]);
    const ofOne = [DAY[0], at('08:00'), 2];
    expect(await scene.windows(thing, ...DAY)).toEqual([
      [DAY[0], at('14:00'), 1],
      [at('12:00'), DAY[1], 1],
    ]);
    expect(await scene.windows(thing, ...DAY, { quantity: 2 })).toEqual([
      ofOne,
      [at('12:00'), at('14:00'), 2],
      [at('18:00'), DAY[1], 2],
    ]);
    expect(await scene.windows(thing, ...DAY, { unit: two ?? '' })).toEqual([
      [DAY[0], at('14:00'), 1],
      [at('18:00'), DAY[1], 1],
    ]);
    expect(await scene.windows(thing, ...DAY, { unit: two ?? '', quantity: 2 })).toEqual([]);
    expect(await scene.windows(thing, ...DAY, { unit: randomId() })).toEqual([]);
    expect(await scene.windows(thing, ...DAY, { quantity: 3 })).toEqual([]);
  });

  test('of an empty range, of nothing, and of another shop are none', async () => {
    const [thing, other] = [await scene.thing(), await scene.thing()];
    expect(await scene.windows(thing, DAY[0], DAY[0])).toEqual([]);
    expect(await scene.windows(thing, DAY[1], DAY[0])).toEqual([]);
    expect(await scene.windows(thing, ...DAY, { quantity: 0 })).toEqual([]);
    expect(await scene.windows({ ...thing, shopId: other.shopId }, ...DAY)).toEqual([]);
  });
});

describe('the next free window', () => {
  const openingHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '18:00' }));

  test('is the first of the same length that can be had: enough, in opening hours, on slots and with notice', async () => {
    const thing = await scene.thing({ onHand: 2, openingHours, slot: 30, after: 10, closedDays: ['2026-02-04'] });
    await scene.allocate(thing, [
      taken('09:00', '13:05', { quantity: 1 }),
      taken('16:00', '17:00', { quantity: 2 }),
      { start: '2026-02-03T09:00Z', end: '2026-02-03T17:40Z', quantity: 2 },
    ]);
    const next = (start: string, end: string, more: object = {}) => scene.next(thing, at(start), at(end), more);
    expect(await next('09:00', '11:00')).toEqual([at('09:00'), at('11:00')]);
    expect(await next('09:00', '11:00', { quantity: 2 })).toEqual([at('13:30'), at('15:30')]);
    // Monday is full by then, Tuesday until closing, Wednesday is closed.
    expect(await next('15:00', '17:00')).toEqual(['2026-02-05T09:00:00.000Z', '2026-02-05T11:00:00.000Z']);
    expect(await next('09:00', '11:00', { now: at('10:01') })).toEqual([at('10:30'), at('12:30')]);
    const noticed = await scene.thing({ slot: 30, notice: 120 });
    expect(await scene.next(noticed, at('09:00'), at('10:00'), { now: at('08:59') })).toEqual([
      at('11:00'),
      at('12:00'),
    ]);
  });

  test('is looked for 92 days ahead, of a length that is allowed', async () => {
    const thing = await scene.thing({ slot: 1440, most: 2880 });
    const full = (end: string) => scene.allocate(thing, [{ start: DAY[0], end }]);
    await full('2026-05-04T00:00Z');
    expect(await scene.next(thing, ...DAY)).toEqual(['2026-05-04T00:00:00.000Z', '2026-05-05T00:00:00.000Z']);
    await scene.allocate(thing, [{ start: '2026-05-04T00:00Z', end: '2026-05-06T00:00Z' }]);
    expect(await scene.next(thing, ...DAY)).toBeNull();
    expect(await scene.next(thing, '2026-06-01T00:00Z', '2026-06-04T00:00Z')).toBeNull();
    expect(await scene.next(thing, '2026-06-01T00:00Z', '2026-06-03T00:00Z')).not.toBeNull();
  });

  test('of days skips the one whose clock is changed when its length is another', async () => {
    const thing = await scene.thing({ slot: 1440, timezone: 'Europe/Berlin', most: 527_040 });
    await scene.allocate(thing, [{ start: '2026-03-27T23:00Z', end: '2026-03-28T23:00Z' }]);
    expect(await scene.next(thing, '2026-03-27T23:00Z', '2026-03-28T23:00Z')).toEqual([
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
  });

  test('of one unit is that unit’s', async () => {
    const thing = await scene.thing({ onHand: 2, byUnit: true });
    const [one = '', two = ''] = thing.units;
    await scene.allocate(thing, [taken('08:00', '12:00', { unit: one })]);
    expect(await scene.next(thing, at('09:00'), at('10:00'), { unit: one })).toEqual([at('12:00'), at('13:00')]);
    expect(await scene.next(thing, at('09:00'), at('10:00'), { unit: two })).toEqual([at('09:00'), at('10:00')]);
    expect(await scene.next(thing, at('09:00'), at('10:00'))).toEqual([at('09:00'), at('10:00')]);
    expect(await scene.next(thing, at('09:00'), at('10:00'), { quantity: 2 })).toEqual([at('12:00'), at('13:00')]);
  });
});

describe('among a hundred thousand past allocations', () => {
  const COUNT = `
    SELECT (pg_stat_get_xact_tuples_fetched('allocation_busy'::regclass)
            + pg_stat_get_xact_tuples_fetched('allocation_out'::regclass))::integer AS rows,
           (pg_stat_get_xact_numscans('allocation_busy'::regclass)
            + pg_stat_get_xact_numscans('allocation_out'::regclass))::integer AS scans,
           (SELECT coalesce(seq_scan, 0) + coalesce(idx_scan, 0) FROM pg_stat_xact_user_tables
             WHERE relid = 'allocation'::regclass)::integer AS "scansOfAll"`;

  /** What a call answers, and how many rows it has read by the two indexes, and by how many scans of any kind. */
  async function read(thing: Thing, call: string, parameters: readonly unknown[]) {
    return scene.database.transaction('read', async (transaction) => {
      const count = async () => (await transaction.query<Record<'rows' | 'scans' | 'scansOfAll', number>>(COUNT))[0]!;
      const before = await count();
      const [answer] = await transaction.query<object>(call, [thing.shopId, thing.poolId, ...parameters]);
      const after = await count();
      return {
        ...answer,
        rows: after.rows - before.rows,
        scans: after.scans - before.scans,
        scansOfAll: after.scansOfAll - before.scansOfAll,
      };
    });
  }

  test('only those that overlap are read, though plans were made when the table was empty', async () => {
    await scene.database.query('TRUNCATE allocation');
    await scene.database.query('VACUUM ANALYZE allocation');
    const thing = await scene.thing({ onHand: 5 });
    expect(await scene.usage(thing, ...DAY)).toBe(0);
    // Each two hours long, with all the times before that, handed over and not; four on that day.
    await scene.database.query('ALTER TABLE allocation DISABLE TRIGGER USER');
    await scene.database.query(
      `INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price, currency,
                               state, expires_at, period_start, period_end, busy, created_at, updated_at)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), $2, $2, $3, 1, 100, 'JPY', 'CONFIRMED', s, s,
              s + interval '2 hours', tstzrange(s, s + interval '2 hours'), s, s
         FROM generate_series(1, 100000) n CROSS JOIN LATERAL (SELECT $4::timestamptz - n * interval '6 hours' AS s) t`,
      [thing.shopId, thing.poolId, thing.productId, DAY[1]],
    );
    await scene.database.query('ALTER TABLE allocation ENABLE TRIGGER USER');
    const least = { rows: 4, scans: 2, scansOfAll: 2 };
    const usage = await read(thing, 'SELECT window_usage($1, $2, $3, $4, $5) AS used', [...DAY, NOW]);
    expect(usage).toEqual({ used: 1, ...least });
    const windows = await read(thing, 'SELECT count(*)::integer AS found FROM free_windows($1, $2, $3, $4, $5, 5)', [
      ...DAY,
      NOW,
    ]);
    expect(windows).toEqual({ found: 4, ...least });
  });
});
