import { systemClock } from '@yoyaku/platform/clock';
import { Database } from '@yoyaku/platform/database/database';
import type { EventBus } from '@yoyaku/platform/events/bus';
import { readEvents } from '@yoyaku/platform/events/feed';
import { appendEvents, CreateOutbox1700000000002 } from '@yoyaku/platform/events/outbox';
import { Relay } from '@yoyaku/platform/events/relay';
import { InProcessChannels } from '@yoyaku/platform/live/in-process-channels';
import { createLogger } from '@yoyaku/platform/logging';
import { startStandIn } from '@yoyaku/platform/testing/stand-in';
import { createTestDatabase } from '@yoyaku/platform/testing/test-database';
import type { NewOrderFact } from './order-histories.ts';

/** As much of the reservations subgraph as the dashboard sees: its outbox, its relay and GET /internal/events. */
export interface ReservationsStandIn {
  readonly url: string;
  /** Commits facts to the outbox, in one transaction. */
  emit(facts: readonly NewOrderFact[]): Promise<void>;
  /** Resolves with the last position, when all that was emitted is on the bus. */
  flush(): Promise<number>;
  close(): Promise<void>;
}

export async function startReservationsStandIn(bus: EventBus): Promise<ReservationsStandIn> {
  const source = 'reservations';
  const schema = { name: 'reservations_stand_in', migrations: [CreateOutbox1700000000002] };
  const own = await createTestDatabase(schema);
  const logger = createLogger('test', 'silent');
  const database = await Database.connect({ ...schema, url: own.url, entities: [], logger });
  const live = new InProcessChannels();
  const relay = new Relay({ source, database, bus, live, logger });
  const http = await startStandIn(async ({ path }) => {
    const { pathname, searchParams } = new URL(path, 'http://reservations');
    if (pathname !== '/internal/events') return null;
    const [after, limit] = [Number(searchParams.get('after')), Number(searchParams.get('limit'))];
    return { body: { events: await readEvents(database, source, after, limit) } };
  });
  return {
    url: http.url,
    emit: (facts) => database.transaction('emit', (transaction) => appendEvents(transaction, systemClock, facts)),
    flush: () => relay.flush(),
    async close() {
      await http.close();
      await relay.close();
      await live.close();
      await database.close();
      await own.drop();
    },
  };
}
