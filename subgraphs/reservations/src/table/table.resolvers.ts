import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { formatMoney } from '@yoyaku/platform/money';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { tableCodes, tableIds, tableSessionIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { closeTable } from './close-table.ts';
import { archiveTable, createTable, deleteTable, restoreTable, updateTable } from './manage-table.ts';
import { joinTable, openTable } from './open-table.ts';
import type { TableSessionRow } from './table.entity.ts';
import { tableChanged } from './table.live.ts';
import { sessionOrders, table, tables, tableSession, tableSessions } from './table.service.ts';

const keyOf = ({ shopId, sessionId }: TableSessionRow) => ({ tenant: shopId, key: sessionId });

export function tableResolvers(kit: ReservationsKit): Resolvers {
  return {
    Query: {
      table: (_parent, { id }, context) => table(context, id),
      tables: (_parent, { shopId, filter, ...page }, context) => tables(kit, context, shopId, filter, page),
      tableSession: (_parent, { id }, context) => tableSession(context, id),
    },
    Mutation: {
      createTable: (_parent, { input }, context) => createTable(kit, context, requireAccount(context.viewer), input),
      updateTable: (_parent, { input }, context) => updateTable(kit, context, requireAccount(context.viewer), input),
      archiveTable: (_parent, { input }, context) => archiveTable(kit, context, requireAccount(context.viewer), input),
      restoreTable: (_parent, { input }, context) => restoreTable(kit, context, requireAccount(context.viewer), input),
      async deleteTable(_parent, { input }, context) {
        const result = await deleteTable(kit, context, requireAccount(context.viewer), input);
        return '__typename' in result ? result : { __typename: 'TableDeleted', id: result.deleted };
      },
      openTable: (_parent, { input }, context) => openTable(kit, context, requireAccount(context.viewer), input),
      joinTable: (_parent, { input }, { viewer }) => joinTable(kit, requireAccount(viewer), input),
      closeTable: (_parent, { input }, context) => closeTable(kit, context, requireAccount(context.viewer), input),
    },
    Subscription: {
      tableChanged: {
        subscribe: (_parent, { tableSessionId }, { viewer }) => tableChanged(kit, viewer, tableSessionId),
      },
    },
    Order: {
      tableSession: ({ shopId, tableSessionId }, _arguments, { loaders }) =>
        tableSessionId === null ? null : loaders.visibleSession.load({ tenant: shopId, key: tableSessionId }),
    },
    Table: {
      // In a result, failures carry their type's name; tables and their sessions do not.
      __isTypeOf: (value) => 'code' in value && 'tableId' in value && !('__typename' in value),
      id: ({ shopId, tableId }) => tableIds.encode(shopId, tableId),
      shop: ({ shopId }) => ({ id: shopIds.encode(shopId) }),
      joinCode: async ({ shopId, code }, _arguments, { loaders }) =>
        (await loaders.role.load(shopId)) === null ? null : tableCodes.encode(shopId, code),
      session: ({ shopId, tableId }, _arguments, { loaders }) =>
        loaders.openSession.load({ tenant: shopId, key: tableId }),
      sessions: (parent, page, context) => tableSessions(kit, context, parent, page),
    },
    TableSession: {
      __isTypeOf: (value) => 'sessionId' in value,
      id: ({ shopId, sessionId }) => tableSessionIds.encode(shopId, sessionId),
      async table({ shopId, tableId }, _arguments, { loaders }) {
        const found = await loaders.table.load({ tenant: shopId, key: tableId });
        if (!found) throw new Error(`table ${tableId} is gone`);
        return found;
      },
      guests: (session, _arguments, { loaders }) => loaders.guests.load(keyOf(session)),
      cart: (session, _arguments, { loaders }) =>
        session.state === 'OPEN' ? loaders.tableCart.load(keyOf(session)) : null,
      orders: (session, page) => sessionOrders(kit, session, page),
      async openTotal(session, _arguments, { loaders }) {
        const { total } = await loaders.sessionOrders.load(keyOf(session));
        const shop = await kit.shops.find(session.shopId);
        if (!shop) throw new Error(`nothing is known of shop ${session.shopId}`);
        return formatMoney({ amount: total, currency: shop.currency });
      },
    },
    TableGuest: {
      account: ({ accountId }) => ({ id: accountIds.encode(accountId) }),
    },
  };
}
