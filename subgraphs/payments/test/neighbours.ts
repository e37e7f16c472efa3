import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_KEYS_PATH } from '@yoyaku/platform/auth/token-claims';
import type { Uuid } from '@yoyaku/platform/ids';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { OrderData } from '../src/order/payable-order.ts';

export interface TestOrder extends OrderData {
  readonly shopId: Uuid;
}

/** The subgraphs that payments talks to, users and reservations, as far as it talks to them. */
export class Neighbours implements AsyncDisposable {
  readonly url: string;
  /** What reservations answers on its internal route. */
  readonly orders = new Map<Uuid, TestOrder>();
  /** Who works in which shop. */
  readonly staff = new Map<Uuid, Uuid[]>();
  /** Internal requests since the start, e.g. `GET /internal/orders/…`. */
  readonly requests: string[] = [];
  /** Whether reservations answers. */
  up = true;
  readonly #server: Server;
  readonly #privateKey: CryptoKey;

  private constructor(server: Server, url: string, privateKey: CryptoKey) {
    this.#server = server;
    this.url = url;
    this.#privateKey = privateKey;
  }

  static async start(): Promise<Neighbours> {
    const { publicKey, privateKey } = await generateKeyPair(TOKEN_ALGORITHM, { extractable: true });
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: TOKEN_ALGORITHM, use: 'sig' }] };
    const server = createServer((request, response) => {
      const { status, body } = neighbours.#answer(request.url ?? '', jwks);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const neighbours = new Neighbours(server, `http://127.0.0.1:${port}`, privateKey);
    return neighbours;
  }

  /** An Authorization header of this account. */
  async authorization(accountId: Uuid): Promise<string> {
    const token = await new SignJWT()
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: 'test' })
      .setSubject(accountId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setExpirationTime('15m')
      .sign(this.#privateKey);
    return `Bearer ${token}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(url: string, jwks: unknown): { status: number; body: unknown } {
    if (url === TOKEN_KEYS_PATH) return { status: 200, body: jwks };
    this.requests.push(url);
    const [, , noun, shopId = '', orderId = ''] = url.split('/');
    if (noun === 'shops') return { status: 200, body: this.#shop(shopId) };
    if (noun !== 'orders' || !this.up) return { status: noun === 'orders' ? 503 : 404, body: {} };
    const order = this.orders.get(orderId);
    return order?.shopId === shopId ? { status: 200, body: order } : { status: 404, body: {} };
  }

  #shop(shopId: Uuid): unknown {
    const shop = {
      shopId,
      name: 'A store',
      kind: 'STORE',
      currency: 'JPY',
      timezone: 'Asia/Tokyo',
      paymentPolicy: 'PREPAY',
      holdTtlSeconds: 600,
      version: 1,
    };
    const members = (this.staff.get(shopId) ?? []).map((accountId) => ({ accountId, role: 'STAFF', version: 1 }));
    return { shop, members };
  }
}
