import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_KEYS_PATH } from '../auth/token-claims.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { NewEvent } from '../events/event.ts';
import { randomId, type Uuid } from '../ids.ts';
import type { Member } from '../tenancy/shop-answer.ts';
import type { Role, Shop } from '../tenancy/shop-directory.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

const TOKEN_SECONDS = 900;

/** A real HTTP server that stands in for the users subgraph: token keys, shops and members. */
export class TestUsers {
  readonly #clock: Clock;
  readonly #key: SigningKey;
  readonly #foreignKey: SigningKey;
  readonly #standIn: StandIn;
  readonly #shops: Shops;

  private constructor(clock: Clock, keys: readonly [SigningKey, SigningKey], shops: Shops, standIn: StandIn) {
    this.#clock = clock;
    [this.#key, this.#foreignKey] = keys;
    this.#shops = shops;
    this.#standIn = standIn;
  }

  static async start(clock: Clock = systemClock): Promise<TestUsers> {
    const keys = await Promise.all([signingKey('known'), signingKey('unknown')]);
    const shops: Shops = new Map();
    const standIn = await startStandIn(({ path }) => {
      if (path === TOKEN_KEYS_PATH) return { body: { keys: [keys[0].jwk] } };
      const found = shops.get(/^\/internal\/shops\/(.+)$/.exec(path)?.[1] ?? '');
      return found ? { body: { shop: found.shop, members: [...found.members.values()] } } : null;
    });
    return new TestUsers(clock, keys, shops, standIn);
  }

  get url(): string {
    return this.#standIn.url;
  }

  /** What has been asked so far. */
  get requests(): StandIn['requests'] {
    return this.#standIn.requests;
  }

  /** An access token as users would sign it; it lives for 15 minutes. */
  token(accountId: Uuid): Promise<string> {
    return this.#sign(this.#key, accountId, TOKEN_SECONDS);
  }

  /** A token of users that ran out a minute ago. */
  expiredToken(accountId: Uuid): Promise<string> {
    return this.#sign(this.#key, accountId, -60);
  }

  /** A token like those of users, signed with a key that users does not have. */
  foreignToken(accountId: Uuid): Promise<string> {
    return this.#sign(this.#foreignKey, accountId, TOKEN_SECONDS);
  }

  /** Opens a shop (a store in Tokyo that sells in JPY and never closes, unless told otherwise) with its owner, if any. */
  addShop(given: Partial<Shop> & { readonly ownerId?: Uuid } = {}): Shop {
    const { ownerId, ...properties } = given;
    const shop: Shop = {
      shopId: randomId(),
      name: 'Test store',
      kind: 'STORE',
      currency: 'JPY',
      timezone: 'Asia/Tokyo',
      paymentPolicy: 'PREPAY',
      holdTtlSeconds: 900,
      openingHours: [],
      closedDays: [],
      endingSoonMinutes: 60,
      offerTtlSeconds: 900,
      tableIdleMinutes: 180,
      cancellationTiers: [],
      pointsPerReservation: 1000,
      paymentGraceSeconds: 1800,
      status: 'ACTIVE',
      version: 1,
      ...properties,
    };
    this.#shops.set(shop.shopId, { shop, members: new Map() });
    if (ownerId !== undefined) this.setMember(shop.shopId, ownerId, 'OWNER');
    return shop;
  }

  /**
   * Changes a shop, whose version rises. A subgraph that has heard of the shop before learns of the change by an event
   * only, as in production: `await subgraph.deliver('users', shopUpdated(shop))`.
   */
  updateShop(shopId: Uuid, changes: Partial<Omit<Shop, 'shopId' | 'version'>>): Shop {
    const found = this.#shops.get(shopId);
    if (!found) throw new Error(`addShop has made no shop ${shopId}`);
    const shop: Shop = { ...found.shop, ...changes, version: found.shop.version + 1 };
    this.#shops.set(shopId, { ...found, shop });
    return shop;
  }

  /** Gives an account a role in a shop, or takes it away with null. */
  setMember(shopId: Uuid, accountId: Uuid, role: Role | null): Member {
    const members = this.#shops.get(shopId)?.members;
    if (!members) throw new Error(`addShop has made no shop ${shopId}`);
    const member = { accountId, role, version: (members.get(accountId)?.version ?? 0) + 1 };
    members.set(accountId, member);
    return member;
  }

  /** From here on users is down. May be called more than once. */
  close(): Promise<void> {
    return this.#standIn.close();
  }

  #sign({ privateKey, jwk }: SigningKey, accountId: Uuid, seconds: number): Promise<string> {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: jwk.kid })
      .setSubject(accountId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(privateKey);
  }
}

/** The event by which subgraphs learn that a shop has changed. */
export const shopUpdated = (shop: Shop): NewEvent<'ShopUpdated', Shop> => ({
  type: 'ShopUpdated',
  shopId: shop.shopId,
  aggregateId: shop.shopId,
  version: shop.version,
  data: shop,
});

type Shops = Map<Uuid, { readonly shop: Shop; readonly members: Map<Uuid, Member> }>;

interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly jwk: Record<string, unknown> & { readonly kid: string };
}

async function signingKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(TOKEN_ALGORITHM);
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: TOKEN_ALGORITHM, use: 'sig' } };
}
