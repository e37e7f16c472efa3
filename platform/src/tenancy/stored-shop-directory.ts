import { BoundedCache } from '../bounded-cache.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Consumer } from '../events/consumer.ts';
import type { RecordedEvent } from '../events/event.ts';
import { ServiceCallError, type ServiceClient } from '../http/service-client.ts';
import type { Uuid } from '../ids.ts';
import { type Member, memberSchema, shopAnswerSchema, shopSchema } from './shop-answer.ts';
import type { Role, Shop, ShopDirectory } from './shop-directory.ts';
import { selectRole, selectShop, upsertMembers, upsertShops } from './shop-directory.store.ts';

/** Shops change seldom and are read with every order: another process's change shows after this long at most. */
const SHOP_MILLISECONDS = 10_000;

/** How long nobody asks users again about an account that is a stranger to a shop. */
const STRANGER_MILLISECONDS = 30_000;

const MOST_REMEMBERED = 10_000;

const SHOP_FACTS: readonly string[] = ['ShopCreated', 'ShopUpdated'];
const MEMBER_FACTS: readonly string[] = ['MemberAdded', 'MemberRoleChanged', 'MemberRemoved'];

interface Remembered<Value> {
  readonly value: Value;
  readonly until: number;
}

/** The directory as every subgraph but users keeps it: own tables, users' events, and users itself for what is new. */
export class StoredShopDirectory implements ShopDirectory {
  readonly #database: Database;
  readonly #users: ServiceClient;
  readonly #shops = new BoundedCache<Remembered<Shop>>(MOST_REMEMBERED);
  readonly #strangers = new BoundedCache<Remembered<null>>(MOST_REMEMBERED);
  readonly #looking = new Map<Uuid, Promise<Shop | null>>();
  readonly #asking = new Map<Uuid, Promise<readonly Member[] | null>>();

  constructor(database: Database, users: ServiceClient) {
    this.#database = database;
    this.#users = users;
  }

  async find(shopId: Uuid): Promise<Shop | null> {
    const remembered = this.#shops.get(shopId);
    if (remembered && remembered.until > performance.now()) return remembered.value;
    // Those who look for one shop at the same time share one look-up: a late reader must not ask users again.
    const looking = this.#looking.get(shopId) ?? this.#look(shopId).finally(() => this.#looking.delete(shopId));
    this.#looking.set(shopId, looking);
    return looking;
  }

  async #look(shopId: Uuid): Promise<Shop | null> {
    const shop = (await selectShop(this.#database, shopId)) ?? (await this.#askForShop(shopId));
    return shop && this.#remember(shop);
  }

  async role(shopId: Uuid, accountId: Uuid): Promise<Role | null> {
    const known = await selectRole(this.#database, shopId, accountId);
    if (known) return known.role;
    const key = strangerKey(shopId, accountId);
    const stranger = this.#strangers.get(key);
    if (stranger && stranger.until > performance.now()) return null;
    const members = await this.#askForMembers(shopId);
    const role = members?.find((member) => member.accountId === accountId)?.role ?? null;
    if (role === null) {
      this.#strangers.set(key, { value: null, until: performance.now() + STRANGER_MILLISECONDS });
    }
    return role;
  }

  /** Follows the users subgraph's events. */
  consumer(usersUrl: string): Consumer {
    return {
      source: 'users',
      sourceUrl: usersUrl,
      types: [...SHOP_FACTS, ...MEMBER_FACTS],
      handle: (transaction, events) => this.#take(transaction, events),
    };
  }

  async #take(transaction: Transaction, events: readonly RecordedEvent[]): Promise<void> {
    const shops = events.filter(({ type }) => SHOP_FACTS.includes(type)).map(({ data }) => shopSchema.parse(data));
    const members = events
      .filter(({ type }) => MEMBER_FACTS.includes(type))
      .map(({ shopId, data }) => ({ shopId, ...memberSchema.parse(data) }));
    const changed = await upsertShops(transaction, shops);
    await upsertMembers(transaction, members);
    transaction.afterCommit(() => {
      for (const shop of changed) this.#remember(shop);
      for (const { shopId, accountId } of members) this.#strangers.delete(strangerKey(shopId, accountId));
    });
  }

  /** A look-up that began before a change may end after it: what is older never takes the place of what is newer. */
  #remember(shop: Shop): Shop {
    const known = this.#shops.get(shop.shopId)?.value;
    const value = known && known.version > shop.version ? known : shop;
    this.#shops.set(shop.shopId, { value, until: performance.now() + SHOP_MILLISECONDS });
    return value;
  }

  async #askForShop(shopId: Uuid): Promise<Shop | null> {
    const members = await this.#ask(shopId);
    return members && selectShop(this.#database, shopId);
  }

  /** Users being down must not stop the known shops: whoever is not known to work there then counts as a stranger. */
  async #askForMembers(shopId: Uuid): Promise<readonly Member[] | null> {
    try {
      return await this.#ask(shopId);
    } catch (error) {
      if (error instanceof ServiceCallError && (await selectShop(this.#database, shopId))) return null;
      throw error;
    }
  }

  /** Asks users and keeps the answer; those who ask for one shop at the same time share one call. */
  #ask(shopId: Uuid): Promise<readonly Member[] | null> {
    const asking = this.#asking.get(shopId) ?? this.#askNow(shopId).finally(() => this.#asking.delete(shopId));
    this.#asking.set(shopId, asking);
    return asking;
  }

  async #askNow(shopId: Uuid): Promise<readonly Member[] | null> {
    const answer = await this.#users.find(`/internal/shops/${shopId}`, shopAnswerSchema);
    if (!answer) return null;
    await this.#database.transaction('remember a shop', async (transaction) => {
      await upsertShops(transaction, [answer.shop]);
      await upsertMembers(
        transaction,
        answer.members.map((member) => ({ shopId, ...member })),
      );
    });
    return answer.members;
  }
}

const strangerKey = (shopId: Uuid, accountId: Uuid) => `${shopId} ${accountId}`;
