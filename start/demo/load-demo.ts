import { z } from 'zod';
import { cityBikes } from './bikes.ts';
import { type DemoApi, demoApi, type Made } from './demo-api.ts';
import type { DemoAccount, DemoActivity, DemoHouse, DemoProduct, DemoShop, LoadedShop } from './demo-shop.ts';
import { theatre } from './musical.ts';
import { rental } from './rental.ts';
import { nextShows } from './shows.ts';
import { customer, store } from './store.ts';
import { restaurant } from './table.ts';

/** What the demo data holds. Ids are the same on every machine, since they are derived from fixed keys. */
export interface Demo {
  readonly shops: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  readonly accounts: readonly (DemoAccount & { readonly remark?: string })[];
}

const demoShops: readonly DemoShop[] = [store, rental, cityBikes, restaurant, theatre];

/**
 * Loads the demo data through the API itself, as any client would. Every call carries a fixed idempotency key, so that
 * loading twice changes nothing and the ids never differ. Only the theatre's performances come anew each week.
 */
export async function loadDemo(endpoint: string, now = new Date()): Promise<Demo> {
  const api = demoApi(endpoint);
  const [, ...loaded] = await Promise.all([
    api.signUp(customer),
    ...demoShops.map(async (demo) => {
      const shop = await new ShopLoader(api, demo).load(now);
      if (demo.activity) await happensOnce(api, demo.activity, shop);
      return { id: shop.id, name: demo.shop.name, kind: demo.shop.kind };
    }),
  ]);
  const active = demoShops.flatMap(({ activity }) =>
    activity ? [{ ...activity.customer, remark: activity.remark }] : [],
  );
  return { shops: loaded, accounts: [...demoShops.map(({ owner }) => owner), store.staff, customer, ...active] };
}

const anyOrders = z.object({ myOrders: z.object({ nodes: z.array(z.unknown()) }) });

async function happensOnce(api: DemoApi, activity: DemoActivity, shop: LoadedShop): Promise<void> {
  const { token } = await api.signUp(activity.customer);
  const { myOrders } = anyOrders.parse(await api.asked(token, '{ myOrders(first: 1) { nodes { id } } }', {}));
  if (myOrders.nodes.length > 0) return;
  // In data of an earlier start the shop may have become another one: its table taken, its stock sold.
  await activity.happens(api, token, shop).catch((error: unknown) => console.warn(String(error)));
}

const shopVersion = z.object({ shop: z.object({ version: z.number() }) });
const variantsSchema = z.array(z.object({ id: z.string() }));

/** Loads one shop. */
class ShopLoader {
  readonly #api: DemoApi;
  readonly #demo: DemoShop;
  readonly #categories = new Map<string, string>();
  readonly #products = new Map<string, { readonly id: string; readonly variantIds: readonly string[] }>();
  #token = '';
  #shopId = '';

  constructor(api: DemoApi, demo: DemoShop) {
    this.#api = api;
    this.#demo = demo;
  }

  async load(now: Date): Promise<LoadedShop> {
    const { owner, staff, shop, settings, categories, products, house, tables = [] } = this.#demo;
    this.#token = (await this.#api.signUp(owner)).token;
    const { accountId: staffId } = await this.#api.signUp(staff);
    this.#shopId = await this.#created('createShop', 'Shop', shop.name, { ...shop });
    const shopId = this.#shopId;
    if (settings) await this.#set(settings);
    await this.#created('addMember', 'Membership', staffId, { shopId, accountId: staffId, role: 'STAFF' });
    for (const [position, name] of categories.entries()) {
      this.#categories.set(name, await this.#created('createCategory', 'Category', name, { shopId, name, position }));
    }
    for (const product of products) await this.#loadProduct(product);
    if (house) await this.#loadHouse(house, now);
    const tableCodes = new Map<string, string>();
    for (const name of tables) {
      const { joinCode } = await this.#make('createTable', 'Table', name, { shopId, name }, 'joinCode');
      tableCodes.set(name, String(joinCode));
    }
    const variants = new Map([...this.#products].map(([name, { variantIds }]) => [name, variantIds]));
    return { id: shopId, variants, tableCodes };
  }

  /** Unless somebody has changed the shop: then it is as they want it. */
  async #set(settings: object): Promise<void> {
    const query = 'query ($id: ID!) { shop(id: $id) { version } }';
    const { shop } = shopVersion.parse(await this.#api.asked(this.#token, query, { id: this.#shopId }));
    if (shop.version > 1) return;
    const input = { shopId: this.#shopId, expectedVersion: 1, ...settings };
    await this.#created('updateShop', 'Shop', 'settings', input);
  }

  async #loadProduct(product: DemoProduct): Promise<void> {
    const { name, description, category, soldBy, tracksUnits, timeRules, variants } = product;
    const input = {
      shopId: this.#shopId,
      name,
      description,
      categoryId: this.#categories.get(category),
      soldBy,
      tracksUnits,
      timeRules,
      variants: variants.map(({ name: variant, sku, price, initialStock }) => ({
        name: variant,
        sku,
        price: { amount: price, currency: this.#demo.shop.currency },
        initialStock,
      })),
    };
    const made = await this.#make('createProduct', 'Product', name, input, 'id variants { id }');
    const id = idOf(made);
    const variantIds = variantsSchema.parse(made['variants']).map((variant) => variant.id);
    this.#products.set(name, { id, variantIds });
    await this.#setRules(product, id);
    for (const [place, { units }] of variants.entries()) {
      const variantId = variantIds[place] ?? '';
      if (units) await this.#registerUnits(variantId, units);
    }
  }

  async #setRules({ name, needs, oncePerOrder, tableOnly }: DemoProduct, productId: string): Promise<void> {
    const rules = [
      ...(needs
        ? [{ kind: 'REQUIRES_MAIN', mainProductIds: needs.map((main) => this.#products.get(main)?.id ?? '') }]
        : []),
      ...(oncePerOrder ? [{ kind: 'ONCE_PER_ORDER' }] : []),
      ...(tableOnly ? [{ kind: 'TABLE_ONLY' }] : []),
    ];
    if (rules.length === 0) return;
    await this.#make('setProductRules', 'Product', name, { productId, expectedVersion: 1, rules });
  }

  async #registerUnits(variantId: string, units: NonNullable<DemoProduct['variants'][number]['units']>): Promise<void> {
    const given = units.map(({ label, attributes }) => ({
      label,
      attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    }));
    await this.#make('registerUnits', 'UnitsRegistered', variantId, { variantId, units: given }, '__typename');
  }

  async #loadHouse({ name, sections, product, tiers, minutes, shows }: DemoHouse, now: Date): Promise<void> {
    const seatPlanId = await this.#created('createSeatPlan', 'SeatPlan', name, {
      shopId: this.#shopId,
      name,
      sections,
    });
    const { id: productId, variantIds } = this.#products.get(product) ?? { id: '', variantIds: [] };
    for (const startsAt of nextShows(shows, now)) {
      const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
      await this.#created('createPerformance', 'Performance', startsAt.toISOString(), {
        productId,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        seatPlanId,
        tiers: tiers.map((tier, place) => ({ tier, variantId: variantIds[place] })),
      });
    }
  }

  async #created(mutation: string, type: string, key: string, input: Readonly<Record<string, unknown>>) {
    return idOf(await this.#make(mutation, type, key, input));
  }

  #make(mutation: string, type: string, key: string, input: Readonly<Record<string, unknown>>, selection?: string) {
    return this.#api.created(this.#token, mutation, type, key, input, selection);
  }
}

function idOf({ id }: Made): string {
  if (id === undefined) throw new Error('The demo made something without an id');
  return id;
}
