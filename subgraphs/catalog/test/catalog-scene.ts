import { ManualClock } from '@yoyaku/platform/clock';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { type StandIn, startStandIn } from '@yoyaku/platform/testing/stand-in';
import { type Answer, startTestSubgraph, type TestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import type { CatalogEnvironment } from '../src/environment.ts';
import { variantIds } from '../src/ids.ts';
import type { ConfirmOutcome, HoldOutcome, WantedLine as Wanted } from '../src/stock/hold.ts';
import { catalogSubgraph } from '../src/subgraph.ts';

/** Much shorter than the life of an access token, so that holds may lapse while requests are under way. */
export const HOLD_SECONDS = 60;

/** What a line of an order asks for; the line is a new one unless named. */
export type WantedLine = Omit<Wanted, 'lineId'> & { readonly lineId?: Uuid };

/** Whose order it is, and for how long its stock is promised. */
export interface HoldOptions {
  readonly seconds?: number;
  readonly accountId?: Uuid;
  readonly atTable?: boolean;
}

export interface WantedVariant {
  readonly name?: string;
  readonly sku?: string;
  readonly price?: string;
  readonly initialStock?: number;
}

interface VariantStock {
  readonly available: number;
  readonly onHand: number;
  readonly held: number;
  readonly confirmed: number;
}

interface ProductState {
  readonly status: string;
  readonly discontinuedReason: string | null;
  readonly version: number;
}

export const CREATE_PRODUCT = `mutation ($input: CreateProductInput!) { createProduct(input: $input) {
  __typename ... on Failure { code message retryable } ... on InvalidInput { field } ... on NotFound { id } ... on SkuTaken { sku }
  ... on Product { id name description status closeWhenSoldOut version category { id name } shop { id }
    variants { id name sku price { amount currency } available onHand version } } } }`;

/** A shop with an owner, and the ways in which stock is asked for. */
export class CatalogScene {
  readonly clock: ManualClock;
  readonly subgraph: TestSubgraph<CatalogEnvironment>;
  readonly owner = randomId();
  readonly staff = randomId();
  readonly stranger = randomId();
  readonly shopId: Uuid;

  readonly #reservations: StandIn;

  private constructor(subgraph: TestSubgraph<CatalogEnvironment>, clock: ManualClock, reservations: StandIn) {
    this.#reservations = reservations;
    this.subgraph = subgraph;
    this.clock = clock;
    this.shopId = subgraph.users.addShop({ ownerId: this.owner }).shopId;
    subgraph.users.setMember(this.shopId, this.staff, 'STAFF');
  }

  static async open(): Promise<CatalogScene> {
    const clock = new ManualClock();
    // Events of reservations are delivered over the bus; asked for what was missed, it says nothing was.
    const reservations = await startStandIn(() => null);
    const environment = { RESERVATIONS_URL: reservations.url };
    const subgraph = await startTestSubgraph(catalogSubgraph, { clock, environment });
    return new CatalogScene(subgraph, clock, reservations);
  }

  get shop(): string {
    return shopIds.encode(this.shopId);
  }

  async close(): Promise<void> {
    await this.subgraph.close();
    await this.#reservations.close();
  }

  /** Sends a mutation as the shop's owner, unless told otherwise, and gives its result. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
  async mutate(document: string, input: object, as: Uuid = this.owner): Promise<any> {
    const { data, errors }: Answer = await this.subgraph.query(document, { input }, { as });
    if (errors) throw new Error(JSON.stringify(errors));
    return Object.values(data as Record<string, unknown>)[0];
  }

  /** Creates a product and gives its id with the raw keys of its variants. */
  async product(
    variants: readonly WantedVariant[],
    more: object = {},
  ): Promise<{ readonly id: string; readonly variantIds: readonly Uuid[] }> {
    const created = await this.mutate(CREATE_PRODUCT, {
      shopId: this.shop,
      name: 'Tenugui',
      variants: variants.map(({ name = 'Indigo', price = '1200', ...variant }) => ({
        name,
        price: { amount: price, currency: 'JPY' },
        ...variant,
      })),
      ...more,
    });
    if (created.__typename !== 'Product') throw new Error(JSON.stringify(created));
    return {
      id: created.id as string,
      variantIds: (created.variants as { id: string }[]).map(({ id }) => variantIds.decode(id)?.key ?? ''),
    };
  }

  /** The API's id of a variant of the shop. */
  variant(variantId: Uuid): string {
    return variantIds.encode(this.shopId, variantId);
  }

  async hold(orderId: Uuid, lines: readonly WantedLine[], options: HoldOptions = {}): Promise<HoldOutcome> {
    const { seconds = HOLD_SECONDS, accountId = randomId(), atTable = false } = options;
    const expiresAt = new Date(this.clock.now().getTime() + seconds * 1000).toISOString();
    const request = {
      shopId: this.shopId,
      orderId,
      accountId,
      atTable,
      expiresAt,
      lines: lines.map((line) => ({ lineId: randomId(), ...line })),
    };
    const answer = await this.subgraph.service.post('/internal/hold', { holds: [request] });
    if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body.outcomes[0] as HoldOutcome;
  }

  async confirm(...orderIds: readonly Uuid[]): Promise<ConfirmOutcome[]> {
    const holds = orderIds.map((orderId) => ({ shopId: this.shopId, orderId }));
    const answer = await this.subgraph.service.post('/internal/confirm', { holds });
    if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
    return (answer.body as { outcomes: ConfirmOutcome[] }).outcomes;
  }

  async release(...orderIds: readonly Uuid[]): Promise<void> {
    const holds = orderIds.map((orderId) => ({ shopId: this.shopId, orderId }));
    const answer = await this.subgraph.service.post('/internal/release', { holds });
    if (answer.status !== 204) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  /** Beyond the end of every hold taken so far. */
  letHoldsLapse(): void {
    this.clock.advance(HOLD_SECONDS * 1000 + 1);
  }

  async stock(variantId: Uuid): Promise<VariantStock> {
    const { data } = await this.subgraph.query(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
         ... on Variant { available onHand held confirmed } } }`,
      { representations: [{ __typename: 'Variant', id: this.variant(variantId) }] },
      { as: this.owner },
    );
    return (data as { _entities: [VariantStock] })._entities[0];
  }

  async status(productId: string): Promise<ProductState> {
    const { data } = await this.subgraph.query(
      'query ($id: ID!) { product(id: $id) { status discontinuedReason version } }',
      { id: productId },
    );
    return (data as { product: ProductState }).product;
  }
}
