import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { InProcessBus } from '@yoyaku/platform/events/in-process-bus';
import { type RunningSubgraph, serveSubgraph } from '@yoyaku/platform/graphql-server/serve-subgraph';
import { subgraphMigrations } from '@yoyaku/platform/graphql-server/subgraph-migrations';
import { randomId } from '@yoyaku/platform/ids';
import { createLogger } from '@yoyaku/platform/logging';
import { createTestDatabase, type TestDatabase } from '@yoyaku/platform/testing/test-database';
import { TestUsers } from '@yoyaku/platform/testing/test-users';
import { dashboardVariables } from '../src/environment.ts';
import { dashboardSubgraph } from '../src/subgraph.ts';
import { LIVES, type NewOrderFact, orderHistory } from './order-histories.ts';
import { counted, recount } from './recount.ts';
import { type ReservationsStandIn, startReservationsStandIn } from './reservations-stand-in.ts';

const HELD_BY_THE_BUS = 10;

let bus: InProcessBus;
let reservations: ReservationsStandIn;
let users: TestUsers;
let own: TestDatabase;
let dashboard: RunningSubgraph | null;

beforeEach(async () => {
  bus = new InProcessBus(HELD_BY_THE_BUS);
  reservations = await startReservationsStandIn(bus);
  users = await TestUsers.start();
  own = await createTestDatabase({ name: 'dashboard', migrations: subgraphMigrations(dashboardSubgraph) });
  dashboard = await serve();
});

afterEach(async () => {
  await dashboard?.close();
  await reservations.close();
  await users.close();
  await bus.close();
  await own.drop();
});

/** The dashboard as it runs, on the same database each time. */
const serve = (): Promise<RunningSubgraph> =>
  serveSubgraph(dashboardSubgraph, {
    environment: dashboardVariables.parse({
      DATABASE_URL: own.url,
      HOST: '127.0.0.1',
      PORT: 0,
      GATEWAY_SECRET: 'the gateway secret of tests',
      SERVICE_TOKEN: 'the service token of tests',
      USERS_URL: users.url,
      RESERVATIONS_URL: reservations.url,
      LOG_LEVEL: 'silent',
    }),
    bus,
    logger: createLogger('dashboard', 'silent'),
    runJobs: false,
  });

async function emitAndWait(facts: readonly NewOrderFact[]): Promise<void> {
  await reservations.emit(facts);
  await dashboard?.events.caughtUp('reservations', await reservations.flush());
}

describe('a dashboard that was down', () => {
  test('catches up when it is started, beyond what the bus still holds, and counts nothing twice', async () => {
    const { shopId, timezone } = users.addShop();
    const variantId = randomId();
    const lives = Object.keys(LIVES) as (keyof typeof LIVES)[];
    const facts = Array.from({ length: 40 }, (_, index) =>
      orderHistory(lives[index % lives.length] ?? 'placed', {
        shopId,
        lines: [{ variantId, quantity: 1 + (index % 3), price: 100 * index }],
      }),
    ).flat();
    const [before, during, after] = [facts.slice(0, 20), facts.slice(20, 60), facts.slice(60)];

    await emitAndWait(before);
    await dashboard?.close();
    dashboard = null;
    await emitAndWait(during);
    expect(during.length).toBeGreaterThan(HELD_BY_THE_BUS);
    dashboard = await serve();
    await emitAndWait(after);

    expect(await counted(dashboard.kit.database)).toEqual(recount(facts, new Map([[shopId, timezone]])));
  });

  test('needs the users subgraph only for shops that it does not know', async () => {
    const known = users.addShop().shopId;
    await emitAndWait(orderHistory('confirmed', { shopId: known, lines: someLines() }));
    await users.close();
    const facts = orderHistory('confirmed', { shopId: known, lines: someLines() });
    await emitAndWait(facts);
    expect((await counted(serving().kit.database)).ordersByState).toEqual({ [`${known} CONFIRMED`]: 2 });
  });

  test('puts no sale on a guessed day: a shop that is not known yet is asked for until it is', async () => {
    const shopId = randomId();
    await reservations.emit(orderHistory('confirmed', { shopId, lines: someLines() }));
    await reservations.flush();
    const asked = () => users.requests.some(({ path }) => path.endsWith(shopId));
    while (!asked()) await new Promise(setImmediate);
    expect((await counted(serving().kit.database)).revenueByDay).toEqual({});

    users.addShop({ shopId, timezone: 'Europe/Berlin' });
    await serving().events.caughtUp('reservations', await reservations.flush());
    expect((await counted(serving().kit.database)).revenueByDay).toEqual({ [`${shopId} 2026-01-15`]: [1, 500] });
  });
});

function serving(): RunningSubgraph {
  if (!dashboard) throw new Error('the dashboard is down');
  return dashboard;
}

const someLines = () => [{ variantId: randomId(), quantity: 1, price: 500 }];
