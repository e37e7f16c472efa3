import { catalogSubgraph } from '@yoyaku/catalog';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { type Answer, type HttpAnswer, startTestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { reservationsSubgraph } from '@yoyaku/reservations';
import pg from 'pg';
import { addPast, type Past, RENTALS_AT_ONCE } from './past-orders.ts';
import { insertPools } from './pools.ts';
import { reconcile } from './reconcile.ts';

const NOWHERE = 'http://127.0.0.1:9';
const HOUR = 3_600_000;

type Variables = Readonly<Record<string, unknown>>;
/** Something to be had at catalog: a line of a hold without its id. */
type Wanted = Readonly<Record<string, unknown>> & { readonly variantId: Uuid };

/** Catalog and reservations, served on databases of their own, and a shop there whose past can be made to grow. */
export class GrowingShop {
  readonly #catalog: Awaited<ReturnType<typeof serveCatalog>>;
  readonly #reservations: Awaited<ReturnType<typeof serveReservations>>;
  readonly #owner: Uuid;
  readonly #past: Past;

  private constructor(
    catalog: Awaited<ReturnType<typeof serveCatalog>>,
    reservations: Awaited<ReturnType<typeof serveReservations>>,
    owner: Uuid,
    past: Past,
  ) {
    this.#catalog = catalog;
    this.#reservations = reservations;
    this.#owner = owner;
    this.#past = past;
  }

  static async open(): Promise<GrowingShop> {
    const catalog = await serveCatalog();
    const reservations = await serveReservations(catalog.url);
    const owner = randomId();
    const shop = reservations.users.addShop({ ownerId: owner });
    catalog.users.addShop({ ...shop, ownerId: owner });
    const stock = new pg.Client(catalog.kit.environment.DATABASE_URL);
    const book = new pg.Client(reservations.kit.environment.DATABASE_URL);
    await Promise.all([stock.connect(), book.connect()]);
    const { shopId } = shop;
    const pools = await insertPools(stock, shopId, 1_000, 999_999_999);
    const [rental = ''] = await insertPools(stock, shopId, 1, RENTALS_AT_ONCE);
    const rentalProduct = await productOf(stock, shopId, rental);
    await stock.query('UPDATE stock_pool SET by_period = true WHERE shop_id = $1 AND pool_id = $2', [shopId, rental]);
    await stock.query(`UPDATE product SET sold_by = 'PERIOD' WHERE shop_id = $1 AND product_id = $2`, [
      shopId,
      rentalProduct,
    ]);
    const product = await productOf(stock, shopId, pools[0] ?? '');
    return new GrowingShop(catalog, reservations, owner, {
      stock,
      book,
      shopId,
      pools,
      product,
      rental,
      rentalProduct,
    });
  }

  /** Of the things that are rented by the hour. */
  get rental(): Uuid {
    return this.#past.rental;
  }

  get shopId(): Uuid {
    return this.#past.shopId;
  }

  /** Looks into catalog's tables. */
  get stock(): pg.Client {
    return this.#past.stock;
  }

  /** A counted pool; neighbouring turns are of different ones. */
  pool(turn: number): Uuid {
    const { pools } = this.#past;
    return pools[(turn * 367) % pools.length] ?? '';
  }

  grow(from: number, to: number): Promise<void> {
    return addPast(this.#past, from, to);
  }

  /** Asks catalog, as the owner. @throws at errors */
  async askCatalog(document: string, variables: Variables): Promise<unknown> {
    return dataOf(await this.#catalog.query(document, variables, { as: this.#owner }));
  }

  /** Asks reservations, as the owner. @throws at errors */
  async askReservations(document: string, variables: Variables): Promise<unknown> {
    return dataOf(await this.#reservations.query(document, variables, { as: this.#owner }));
  }

  /** Holds, by catalog's internal route, all lines for one order. @throws unless it is held */
  async hold(...wanted: readonly Wanted[]): Promise<Uuid> {
    const { shopId } = this.#past;
    const orderId = randomId();
    const lines = wanted.map((line) => ({ lineId: randomId(), quantity: 1, ...line }));
    const expiresAt = new Date(Date.now() + 900_000).toISOString();
    const hold = { shopId, orderId, accountId: randomId(), expiresAt, lines };
    requireOutcome('HELD', await this.#catalog.service.post('/internal/hold', { holds: [hold] }));
    return orderId;
  }

  /** Coming rentals: so many, every few hours from the next one on, for three hours each, and sold. */
  async reserveAhead(count: number, everyHours: number): Promise<void> {
    const next = Math.ceil(Date.now() / HOUR) * HOUR;
    for (let turn = 0; turn < count; turn++) {
      const start = next + turn * everyHours * HOUR;
      await this.sell({ variantId: this.rental, period: periodOf(start, start + 3 * HOUR) });
    }
  }

  /** Holds, and confirms. */
  async sell(...wanted: readonly Wanted[]): Promise<void> {
    const hold = { shopId: this.shopId, orderId: await this.hold(...wanted) };
    requireOutcome('CONFIRMED', await this.#catalog.service.post('/internal/confirm', { holds: [hold] }));
  }

  reconcile(): Promise<string> {
    return reconcile(this.#catalog.kit.environment.DATABASE_URL);
  }

  /** The API's id of the shop. */
  get id(): string {
    return shopIds.encode(this.shopId);
  }

  async close(): Promise<void> {
    await Promise.all([this.#past.stock.end(), this.#past.book.end()]);
    await this.#reservations.close();
    await this.#catalog.close();
  }
}

/** A period as catalog's routes take it; moments in milliseconds. */
export const periodOf = (start: number, end: number) => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
});

const serveCatalog = () =>
  startTestSubgraph(catalogSubgraph, { environment: { RESERVATIONS_URL: NOWHERE }, quiet: true });

const serveReservations = (catalogUrl: string) =>
  startTestSubgraph(reservationsSubgraph, {
    environment: { CATALOG_URL: catalogUrl, PAYMENTS_URL: NOWHERE },
    quiet: true,
  });

function dataOf({ data, errors }: Answer): unknown {
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

function requireOutcome(wanted: string, answer: HttpAnswer): void {
  const text = JSON.stringify(answer.body);
  if (answer.status === 200 && text.includes(`"outcome":"${wanted}"`)) return;
  throw new Error(`catalog answered ${answer.status}: ${text}`);
}

async function productOf(stock: pg.Client, shopId: Uuid, poolId: Uuid): Promise<Uuid> {
  const { rows } = await stock.query<{ product_id: Uuid }>(
    'SELECT product_id FROM stock_pool WHERE shop_id = $1 AND pool_id = $2',
    [shopId, poolId],
  );
  return rows[0]?.product_id ?? '';
}
