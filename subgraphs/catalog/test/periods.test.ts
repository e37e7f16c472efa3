import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NOW, WindowScene } from './window-scene.ts';

let scene: WindowScene;

beforeAll(async () => {
  scene = await WindowScene.open();
});

afterAll(() => scene.close());

const refused = (reason: string, more: object = {}) => ({
  reason,
  earliest: null,
  minimum: null,
  maximum: null,
  ...more,
});
const weekdays = (opens: string, closes: string) => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens, closes }));

describe('a period', () => {
  test('must have an end after its start, both moments of this age', async () => {
    const thing = await scene.thing({ most: 527_040 });
    const bad: [string | null, string | null][] = [
      ['2026-02-02T10:00Z', '2026-02-02T10:00Z'],
      ['2026-02-02T10:00Z', '2026-02-02T09:00Z'],
      [null, '2026-02-02T09:00Z'],
      ['2026-02-02T10:00Z', null],
      ['-infinity', '2026-02-02T10:00Z'],
      ['2026-02-02T10:00Z', 'infinity'],
      ['1999-12-31T23:59Z', '2026-02-02T10:00Z'],
      ['2199-12-31T23:00Z', '2200-01-01T00:00Z'],
      ['2026-02-02T10:00:30Z', '2026-02-02T11:00Z'],
    ];
    for (const [start, end] of bad) expect(await scene.problem(thing, start, end)).toEqual(refused('INVALID_PERIOD'));
    expect(await scene.problem(thing, '2026-02-02T10:00Z', '2026-02-02T10:01Z')).toBeNull();
  });

  test('may start this moment, and no earlier', async () => {
    const thing = await scene.thing();
    expect(await scene.problem(thing, NOW, '2026-01-01T01:00Z')).toBeNull();
    expect(await scene.problem(thing, '2025-12-31T23:59Z', '2026-01-01T01:00Z')).toEqual(refused('PERIOD_IN_PAST'));
  });

  test('must be as long as is allowed, to the minute, a year at the most', async () => {
    const thing = await scene.thing({ least: 60, most: 120 });
    const range = { minimum: 60, maximum: 120 };
    const of = (end: string) => scene.problem(thing, '2026-02-02T10:00Z', end);
    expect(await of('2026-02-02T10:59Z')).toEqual(refused('DURATION_OUT_OF_RANGE', range));
    expect(await of('2026-02-02T11:00Z')).toBeNull();
    expect(await of('2026-02-02T12:00Z')).toBeNull();
    expect(await of('2026-02-02T12:01Z')).toEqual(refused('DURATION_OUT_OF_RANGE', range));
    expect(await of('2027-02-02T10:00Z')).toEqual(refused('DURATION_OUT_OF_RANGE', range));
    const long = await scene.thing({ most: 525_600 });
    expect(await scene.problem(long, '2026-02-02T10:00Z', '2027-02-02T10:00Z')).toBeNull();
    expect(await scene.problem(long, '2026-02-02T10:00Z', '2027-02-02T10:01Z')).toMatchObject({ maximum: 525_600 });
  });

  test('must be ordered in time, and the refusal tells from when on it can be had', async () => {
    const thing = await scene.thing({ notice: 90, slot: 60, openingHours: weekdays('09:00', '18:00') });
    const now = '2026-02-02T10:00:01Z';
    expect(await scene.problem(thing, '2026-02-02T11:00Z', '2026-02-02T12:00Z', { now })).toEqual(
      refused('NOTICE_TOO_SHORT', { earliest: '2026-02-02T12:00:00.000Z' }),
    );
    expect(await scene.problem(thing, '2026-02-02T12:00Z', '2026-02-02T13:00Z', { now })).toBeNull();
    const evening = { now: '2026-02-02T16:00Z' };
    expect(await scene.problem(thing, '2026-02-02T17:00Z', '2026-02-02T18:00Z', evening)).toEqual(
      refused('NOTICE_TOO_SHORT', { earliest: '2026-02-03T09:00:00.000Z' }),
    );
  });

  test('starts and ends with a slot, counted from midnight in the shop', async () => {
    const thing = await scene.thing({ slot: 60, timezone: 'Asia/Kolkata' });
    expect(await scene.problem(thing, '2026-02-02T10:30Z', '2026-02-02T12:30Z')).toBeNull();
    expect(await scene.problem(thing, '2026-02-02T10:00Z', '2026-02-02T12:30Z')).toEqual(refused('INVALID_PERIOD'));
    expect(await scene.problem(thing, '2026-02-02T10:30Z', '2026-02-02T12:00Z')).toEqual(refused('INVALID_PERIOD'));
  });

  test('that is made longer is judged by its end and its length', async () => {
    const thing = await scene.thing({
      notice: 600,
      least: 60,
      most: 240,
      slot: 60,
      openingHours: weekdays('09:00', '18:00'),
    });
    const now = '2026-02-02T12:30Z';
    const of = (end: string) => scene.problem(thing, '2026-02-02T08:30Z', end, { now, existing: true });
    expect(await of('2026-02-02T13:00Z')).toMatchObject({ reason: 'DURATION_OUT_OF_RANGE' });
    const longer = await scene.thing({ notice: 600, most: 6000, slot: 60, openingHours: weekdays('09:00', '18:00') });
    const ofLonger = (end: string) => scene.problem(longer, '2026-02-02T08:30Z', end, { now, existing: true });
    expect(await ofLonger('2026-02-02T13:00Z')).toBeNull();
    expect(await ofLonger('2026-02-02T18:00Z')).toBeNull();
    expect(await ofLonger('2026-02-02T13:30Z')).toEqual(refused('INVALID_PERIOD'));
    expect(await ofLonger('2026-02-02T12:00Z')).toEqual(refused('PERIOD_IN_PAST'));
    expect(await ofLonger('2026-02-02T19:00Z')).toEqual(refused('OUTSIDE_OPENING_HOURS'));
  });

  test('of a product that does not exist has no problem of its own', async () => {
    const [thing, other] = [await scene.thing(), await scene.thing()];
    expect(await scene.problem({ ...thing, shopId: other.shopId }, NOW, NOW)).toBeNull();
  });
});

describe('opening hours', () => {
  test('hold the start before closing and the end until closing; what lies between may be closed', async () => {
    const thing = await scene.thing({ openingHours: weekdays('09:00', '18:00'), closedDays: ['2026-02-04'] });
    const of = (start: string, end: string) => scene.problem(thing, `2026-02-${start}Z`, `2026-02-${end}Z`);
    expect(await of('02T09:00', '02T18:00')).toBeNull();
    expect(await of('02T17:59', '03T09:00')).toBeNull();
    // From Tuesday over the closed day to Thursday, and over a weekend.
    expect(await of('03T17:00', '05T10:00')).toBeNull();
    expect(await of('06T17:00', '09T10:00')).toBeNull();
    const outside: [string, string, string][] = [
      ['02T08:59', '02T12:00', '02T09:00'],
      ['02T18:00', '03T10:00', '03T09:00'],
      ['02T17:00', '02T18:01', '03T09:00'],
      ['02T17:00', '03T08:59', '03T09:00'],
      ['04T10:00', '04T11:00', '05T09:00'],
      ['03T10:00', '04T10:00', '05T09:00'],
      ['06T10:00', '07T10:00', '09T09:00'],
    ];
    for (const [start, end, earliest] of outside) {
      const found = await of(start, end);
      expect({ start, ...found, earliest: null }).toEqual({ start, ...refused('OUTSIDE_OPENING_HOURS') });
      const length = Date.parse(`2026-02-${end}Z`) - Date.parse(`2026-02-${start}Z`);
      const possible = new Date(found?.earliest ?? '');
      expect(possible.getTime()).toBeGreaterThanOrEqual(Date.parse(`2026-02-${start}Z`));
      // What is told is possible, and not later than the morning that surely is unless the length speaks against it.
      const then = new Date(possible.getTime() + length).toISOString();
      expect(await scene.problem(thing, possible.toISOString(), then)).toBeNull();
      if (length <= 9 * 3_600_000) expect(possible.toISOString()).toBe(`2026-02-${earliest}:00.000Z`);
    }
  });

  test('that end at midnight let a period end at midnight, and start only if the next day is open then', async () => {
    const openingHours = [{ weekday: 1, opens: '12:00', closes: '24:00' }];
    const thing = await scene.thing({ openingHours, timezone: 'Asia/Seoul' });
    expect(await scene.problem(thing, '2026-02-02T13:00Z', '2026-02-02T15:00Z')).toBeNull();
    expect(await scene.problem(thing, '2026-02-02T13:00Z', '2026-02-02T15:01Z')).toMatchObject({
      reason: 'OUTSIDE_OPENING_HOURS',
    });
    const always = await scene.thing({ closedDays: ['2026-02-04'] });
    expect(await scene.problem(always, '2026-02-03T00:00Z', '2026-02-04T00:00Z')).toBeNull();
    expect(await scene.problem(always, '2026-02-02T12:00Z', '2026-02-03T00:00Z')).toBeNull();
    expect(await scene.problem(always, '2026-02-04T00:00Z', '2026-02-05T00:00Z')).toEqual(
      refused('OUTSIDE_OPENING_HOURS', { earliest: '2026-02-05T00:00:00.000Z' }),
    );
  });

  test('that no period fits tell of no earliest start', async () => {
    const thing = await scene.thing({ openingHours: [{ weekday: 1, opens: '09:00', closes: '10:00' }] });
    expect(await scene.problem(thing, '2026-02-02T09:00Z', '2026-02-02T12:00Z')).toEqual(
      refused('OUTSIDE_OPENING_HOURS'),
    );
  });
});

describe('a day on which clocks are changed', () => {
  const days = [
    ['Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z', 23],
    ['Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 25],
    ['America/New_York', '2026-03-08T05:00Z', '2026-03-09T04:00Z', 23],
    ['America/New_York', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 25],
    ['Asia/Seoul', '2026-03-28T15:00Z', '2026-03-29T15:00Z', 24],
  ] as const;

  test.each(days)(
    'in %s from %s to %s is one slot of a day, and takes its real hours',
    async (timezone, start, end, hours) => {
      const most = hours * 60;
      const thing = await scene.thing({ timezone, slot: 1440, least: 1, most });
      expect(await scene.problem(thing, start, end)).toBeNull();
      const shorter = await scene.thing({ timezone, slot: 1440, most: most - 1 });
      expect(await scene.problem(shorter, start, end)).toMatchObject({ reason: 'DURATION_OUT_OF_RANGE' });
      const longer = await scene.thing({ timezone, slot: 1440, least: most + 1 });
      expect(await scene.problem(longer, start, end)).toMatchObject({ reason: 'DURATION_OUT_OF_RANGE' });
      const [from, until] = [Date.parse(start), Date.parse(end)];
      expect((until - from) / 3_600_000).toBe(hours);
      const hour = await scene.thing({ timezone, slot: 60 });
      for (let at = from; at < until; at += 3_600_000) {
        const [one, next] = [new Date(at).toISOString(), new Date(at + 3_600_000).toISOString()];
        expect(await scene.problem(hour, one, next)).toBeNull();
      }
    },
  );

  test('opens and closes by the wall clock', async () => {
    const openingHours = [{ weekday: 7, opens: '09:00', closes: '18:00' }];
    const thing = await scene.thing({ timezone: 'Europe/Berlin', openingHours });
    expect(await scene.problem(thing, '2026-03-22T08:00Z', '2026-03-22T17:00Z')).toBeNull();
    expect(await scene.problem(thing, '2026-03-29T07:00Z', '2026-03-29T16:00Z')).toBeNull();
    expect(await scene.problem(thing, '2026-03-29T06:59Z', '2026-03-29T16:00Z')).toMatchObject({
      reason: 'OUTSIDE_OPENING_HOURS',
    });
    expect(await scene.problem(thing, '2026-10-25T08:00Z', '2026-10-25T17:00Z')).toBeNull();
    expect(await scene.problem(thing, '2026-10-25T08:00Z', '2026-10-25T17:01Z')).toMatchObject({
      reason: 'OUTSIDE_OPENING_HOURS',
    });
  });

  // [zone, when the clock is changed]: by an hour forward and back, by half an hour, and at midnight.
  test.each([
    ['Europe/Berlin', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00Z'],
    ['America/New_York', '2026-11-01T06:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
    ['America/Havana', '2026-03-08T05:00Z'],
    ['America/Havana', '2026-11-01T05:00Z'],
    ['Asia/Seoul', '2026-03-29T01:00Z'],
  ])('in %s has its next slot where a search minute by minute finds it (%s)', async (timezone, change) => {
    const minutes = await scene.database.query<{ begins: boolean; at: Date; next: Date; nextOfLittleEarlier: Date }>(
      `SELECT begins_slot(m.at, $1, s.slot) AS begins, m.at, next_slot(m.at, $1, s.slot) AS next,
              next_slot(m.at - interval '7 seconds', $1, s.slot) AS "nextOfLittleEarlier"
         FROM unnest(ARRAY[15, 45, 60, 90, 180, 1440]) AS s(slot)
        CROSS JOIN generate_series($2::timestamptz - interval '4 hours', $2::timestamptz + interval '30 hours',
                                   '1 minute') AS m(at)
        ORDER BY s.slot, m.at DESC`,
      [timezone, change],
    );
    const until = Date.parse(change) + 3 * 3_600_000;
    let found = new Date(0);
    const wrong = minutes.filter(({ begins, at, next, nextOfLittleEarlier }) => {
      if (begins) found = at;
      const isRight = next.getTime() === found.getTime() && nextOfLittleEarlier.getTime() === found.getTime();
      return at.getTime() < until && !isRight;
    });
    expect(wrong).toEqual([]);
    expect(minutes.length).toBeGreaterThan(10_000);
  });
});
