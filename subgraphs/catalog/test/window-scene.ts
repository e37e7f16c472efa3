import { Database } from '@yoyaku/platform/database/database';
import { subgraphMigrations } from '@yoyaku/platform/graphql-server/subgraph-migrations';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { createTestDatabase, type TestDatabase } from '@yoyaku/platform/testing/test-database';
import { testLogger } from '@yoyaku/platform/testing/test-logger';
import { catalogSubgraph } from '../src/subgraph.ts';

/** A product that is let by period, with the settings of its shop that count, as columns of the database. */
export interface WantedThing {
  readonly timezone?: string;
  readonly openingHours?: readonly object[];
  readonly closedDays?: readonly string[];
  readonly onHand?: number;
  /** Kept one by one: as many units as are on hand. */
  readonly byUnit?: boolean;
  readonly notice?: number;
  readonly least?: number;
  readonly most?: number;
  readonly slot?: number;
  readonly before?: number;
  readonly after?: number;
}

export interface Thing {
  readonly shopId: Uuid;
  readonly productId: Uuid;
  readonly poolId: Uuid;
  readonly units: readonly Uuid[];
}

export interface WantedAllocation {
  readonly start: string;
  readonly end: string;
  readonly quantity?: number;
  readonly unit?: Uuid;
  readonly state?: string;
  readonly expiresAt?: string;
  readonly handedOverAt?: string;
  readonly orderId?: Uuid;
}

/** `earliest` in ISO 8601. */
export interface Problem {
  readonly reason: string;
  readonly earliest: string | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

export type Window = readonly [start: string, end: string, available: number];

export const NOW = '2026-01-01T00:00:00.000Z';

/** What the database says of periods and windows, asked without what stands before it. */
export class WindowScene {
  readonly database: Database;
  readonly #created: TestDatabase;

  private constructor(database: Database, created: TestDatabase) {
    this.database = database;
    this.#created = created;
  }

  static async open(): Promise<WindowScene> {
    const schema = { name: 'catalog', migrations: subgraphMigrations(catalogSubgraph) };
    const created = await createTestDatabase(schema);
    const { logger } = testLogger('catalog', true);
    const database = await Database.connect({ ...schema, url: created.url, entities: [], logger });
    return new WindowScene(database, created);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.#created.drop();
  }

  async thing(wanted: WantedThing = {}): Promise<Thing> {
    const { byUnit = false, onHand = 1 } = wanted;
    const [shopId, productId, poolId] = [randomId(), randomId(), randomId()];
    const units = byUnit ? Array.from({ length: onHand }, () => randomId()) : [];
    await this.database.query(
      `INSERT INTO shop (shop_id, name, kind, currency, timezone, payment_policy, hold_ttl_seconds, opening_hours, closed_days,
                         ending_soon_minutes, offer_ttl_seconds, table_idle_minutes, status, version)
       VALUES ($1, 'Omusobadon', 'RENTAL', 'JPY', $2, 'NONE', 900, $3, $4, 60, 900, 180, 'ACTIVE', 1)`,
      [shopId, wanted.timezone ?? 'UTC', JSON.stringify(wanted.openingHours ?? []), wanted.closedDays ?? []],
    );
    await this.database.query(
      `INSERT INTO product (shop_id, product_id, name, description, close_when_sold_out, sold_by, tracks_units,
                            min_notice_minutes, min_duration_minutes, max_duration_minutes, slot_minutes,
                            buffer_before_minutes, buffer_after_minutes, created_at)
       VALUES ($1, $2, 'Hall', '', false, 'PERIOD', $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[shopId, productId, byUnit, wanted.notice ?? 0, wanted.least ?? 1, wanted.most ?? 43_200],
        ...[wanted.slot ?? 1, wanted.before ?? 0, wanted.after ?? 0, NOW],
      ],
    );
    await this.database.query(
      `INSERT INTO variant (shop_id, variant_id, product_id, position, name, price, currency, created_at)
       VALUES ($1, $2, $3, 0, 'Large', 100, 'JPY', $4)`,
      [shopId, poolId, productId, NOW],
    );
    await this.database.query(
      `INSERT INTO stock_pool (shop_id, pool_id, variant_id, product_id, by_period, by_unit, on_hand)
       VALUES ($1, $2, $2, $3, true, $4, $5)`,
      [shopId, poolId, productId, byUnit, onHand],
    );
    await this.database.query(
      `INSERT INTO stock_unit (shop_id, unit_id, pool_id, variant_id, label, created_at)
       SELECT $1, u.unit_id, $2, $2, 'No. ' || u.number, $3 FROM unnest($4::uuid[]) WITH ORDINALITY AS u(unit_id, number)`,
      [shopId, poolId, NOW, units],
    );
    return { shopId, productId, poolId, units };
  }

  /** Promises stock behind the engine's back, taken from start to end: buffers must be within. */
  async allocate({ shopId, productId, poolId }: Thing, given: readonly WantedAllocation[]): Promise<void> {
    const rows = given.map((one) => ({ quantity: 1, state: 'CONFIRMED', expiresAt: NOW, orderId: randomId(), ...one }));
    await this.database.query(
      `INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, unit_id, quantity, unit_price,
                               currency, state, expires_at, period_start, period_end, busy, handed_over_at, created_at,
                               updated_at)
       SELECT $1, "orderId", gen_random_uuid(), $2, $2, $3, unit, quantity, 100, 'JPY', state, "expiresAt", start, "end",
              tstzrange(start, "end"), "handedOverAt", $4, $4
         FROM jsonb_to_recordset($5) AS a("orderId" uuid, unit uuid, quantity integer, state text, "expiresAt" timestamptz,
                                         start timestamptz, "end" timestamptz, "handedOverAt" timestamptz)`,
      [shopId, poolId, productId, NOW, JSON.stringify(rows)],
    );
  }

  /** What is wrong with a period; null when nothing is. */
  async problem(
    { shopId, productId }: Thing,
    start: string | null,
    end: string | null,
    { now = NOW, existing = false } = {},
  ): Promise<Problem | null> {
    const [row] = await this.database.query<Problem & { earliest: Date | null }>(
      `SELECT reason, earliest, minimum_minutes AS minimum, maximum_minutes AS maximum
         FROM period_problem($1, $2, $3, $4, $5, $6)`,
      [shopId, productId, start, end, now, existing],
    );
    return row ? { ...row, earliest: (row.earliest as Date | null)?.toISOString() ?? null } : null;
  }

  async usage({ shopId, poolId }: Thing, from: string, to: string, now = NOW, spared?: Uuid): Promise<number> {
    const [row] = await this.database.query<{ used: number }>('SELECT window_usage($1, $2, $3, $4, $5, $6) AS used', [
      shopId,
      poolId,
      from,
      to,
      now,
      spared ?? null,
    ]);
    return row?.used ?? Number.NaN;
  }

  async windows(
    { shopId, poolId }: Thing,
    from: string,
    to: string,
    { quantity = 1, now = NOW, unit, limit }: { quantity?: number; now?: string; unit?: Uuid; limit?: number } = {},
  ): Promise<Window[]> {
    const rows = await this.database.query<{ starts: Date; ends: Date; available: number }>(
      'SELECT starts, ends, available FROM free_windows($1, $2, $3, $4, $5, $6, $7, $8)',
      [shopId, poolId, from, to, now, quantity, unit ?? null, limit ?? null],
    );
    return rows.map(({ starts, ends, available }) => [starts.toISOString(), ends.toISOString(), available]);
  }

  /** The next free window of this length; null when there is none. */
  async next(
    { shopId, poolId, productId }: Thing,
    start: string,
    end: string,
    { quantity = 1, now = NOW, unit }: { quantity?: number; now?: string; unit?: Uuid } = {},
  ): Promise<readonly [start: string, end: string] | null> {
    const [row] = await this.database.query<{ starts: Date; ends: Date }>(
      'SELECT starts, ends FROM next_free_window($1, $2, $3, $4, $5, $6, $7, $8)',
      [shopId, poolId, productId, start, end, now, quantity, unit ?? null],
    );
    return row ? [row.starts.toISOString(), row.ends.toISOString()] : null;
  }
}
