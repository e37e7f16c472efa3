import type { Database } from '@yoyaku/platform/database/database';
import { isUuid } from '@yoyaku/platform/ids';
import type { ShopAnswer } from '@yoyaku/platform/tenancy/shop-answer';
import type { FastifyInstance } from 'fastify';
import { findEverMembers } from '../membership/membership.store.ts';
import { publicShop } from './shop.events.ts';
import { findShops } from './shop.store.ts';

/**
 * GET /internal/shops/:shopId: a shop and all who work or ever worked there, for subgraphs that have not yet heard of
 * it by events. 404 where there is none.
 */
export function shopRoutes(server: FastifyInstance, database: Database): void {
  server.get<{ Params: { shopId: string } }>('/internal/shops/:shopId', async ({ params: { shopId } }, reply) => {
    // In one order only is this safe: who is added in between shows up with a shop that is known.
    const [shop] = isUuid(shopId) ? await findShops(database, [shopId]) : [];
    if (!shop) {
      reply.callNotFound();
      return reply;
    }
    const members = await findEverMembers(database, shopId);
    const answer: ShopAnswer = {
      shop: publicShop(shop),
      members: members.map(({ accountId, role, version }) => ({ accountId, role, version })),
    };
    return reply.send(answer);
  });
}
