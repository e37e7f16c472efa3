import type { Transaction } from '@yoyaku/platform/database/database';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { idempotencyKeyReused, invalidInput, notFound } from '@yoyaku/platform/failures';
import { Refusal, runOnce } from '@yoyaku/platform/idempotency';
import { randomId, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import type { JoinTableInput, OpenTableInput } from '../__generated__/resolver-types.ts';
import { insertTableCart } from '../cart/cart.store.ts';
import type { Context } from '../context.ts';
import { tableCodes, tableIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { keyProblem } from '../order/free-text.ts';
import { idleClosing } from './close-table.ts';
import {
  findGuests,
  findOpenSessions,
  findSessions,
  insertGuest,
  insertSession,
  lockSession,
  touchSession,
} from './table-session.store.ts';
import type { TableRow, TableSessionRow } from './table.entity.ts';
import { tableEvent } from './table.events.ts';
import { tableNotOpen } from './table.failures.ts';
import { lockTable, lockTableByCode } from './table.store.ts';

const MOST_GUESTS = 100;

type InputFailure = ReturnType<typeof notFound | typeof invalidInput>;
type NotOpen = ReturnType<typeof tableNotOpen>;

/** What an idempotency record of these remembers. */
interface SessionReference {
  readonly shopId: Uuid;
  readonly sessionId: Uuid;
}

/** How somebody comes to a table. */
interface Coming {
  readonly operation: string;
  readonly accountId: Uuid;
  readonly input: OpenTableInput | JoinTableInput;
  /** The id or code given. */
  readonly given: string;
  readonly shop: Shop;
  readonly lock: (transaction: Transaction) => Promise<TableRow | null>;
  /** Whether the table is opened if it is not. */
  readonly opens: boolean;
  /** Whether the account becomes a guest. */
  readonly joins: boolean;
}

/** Opens a table for its staff, by its id, or for whoever has its code. One that is open stays so, and is answered. */
export async function openTable(
  kit: ReservationsKit,
  { loaders }: Context,
  accountId: Uuid,
  input: OpenTableInput,
): Promise<TableSessionRow | InputFailure | ReturnType<typeof idempotencyKeyReused>> {
  const { tableId, code } = input;
  const problem = keyProblem(input.idempotencyKey);
  if (problem) return problem;
  if (typeof tableId === 'string' && typeof code !== 'string') {
    const key = tableIds.decode(tableId);
    const shop = key && (await loaders.role.load(key.tenant)) && (await activeShop(kit, key));
    if (!shop) return notFound('table', tableId);
    const lock = (transaction: Transaction) => lockTable(transaction, key);
    const coming = { operation: 'openTable', accountId, input, given: tableId, shop, lock, opens: true, joins: false };
    return (await comeToTable(kit, coming)) as Exclude<Awaited<ReturnType<typeof comeToTable>>, NotOpen>;
  }
  if (typeof code !== 'string' || typeof tableId === 'string') {
    return invalidInput('tableId', 'Exactly one of tableId and code must be given.');
  }
  const opened = await comeByCode(kit, { operation: 'openTable', accountId, input, given: code, opens: true });
  return opened as Exclude<typeof opened, NotOpen>;
}

/** Joins what is going on at a table, for whoever has its code. */
export async function joinTable(
  kit: ReservationsKit,
  accountId: Uuid,
  input: JoinTableInput,
): Promise<TableSessionRow | InputFailure | NotOpen | ReturnType<typeof idempotencyKeyReused>> {
  const problem = keyProblem(input.idempotencyKey);
  if (problem) return problem;
  return comeByCode(kit, { operation: 'joinTable', accountId, input, given: input.code, opens: false });
}

async function comeByCode(kit: ReservationsKit, coming: Omit<Coming, 'shop' | 'lock' | 'joins'>) {
  const key = tableCodes.decode(coming.given);
  const shop = key && (await activeShop(kit, key));
  if (!shop) return notFound('table', coming.given);
  const lock = (transaction: Transaction) => lockTableByCode(transaction, key);
  return comeToTable(kit, { ...coming, shop, lock, joins: true });
}

async function activeShop({ shops }: ReservationsKit, { tenant }: TenantKey): Promise<Shop | null> {
  const shop = await shops.find(tenant);
  return shop?.status === 'ACTIVE' ? shop : null;
}

async function comeToTable(kit: ReservationsKit, coming: Coming) {
  const { operation, accountId, given } = coming;
  const { idempotencyKey, ...body } = coming.input;
  const request = idempotencyKey ? { accountId, key: idempotencyKey, operation, body } : null;
  type Refused = InputFailure | NotOpen;
  const outcome = await runOnce<SessionReference | Refused>(kit.database, operation, request, async (transaction) => {
    const table = await coming.lock(transaction);
    if (!table || table.archivedAt) return new Refusal<Refused>(notFound('table', given));
    const open = await openSessionAt(transaction, table);
    if (!open && !coming.opens) return new Refusal<Refused>(tableNotOpen());
    const session = open ?? (await openSession(kit, transaction, table, coming));
    const full = coming.joins ? await join(kit, transaction, session, accountId) : null;
    if (full) return new Refusal<Refused>(full);
    return { shopId: session.shopId, sessionId: session.sessionId };
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  const { result } = outcome;
  if ('__typename' in result) return result;
  const [session] = await findSessions(kit.database, [{ tenant: result.shopId, key: result.sessionId }]);
  if (!session) throw new Error(`table session ${result.sessionId} is gone`);
  return session;
}

/** The session going on at a locked table, locked as well. */
async function openSessionAt(transaction: Transaction, { shopId, tableId }: TableRow): Promise<TableSessionRow | null> {
  const [open] = await findOpenSessions(transaction, [{ tenant: shopId, key: tableId }]);
  return open ? lockSession(transaction, { tenant: shopId, key: open.sessionId }) : null;
}

async function openSession(
  kit: ReservationsKit,
  transaction: Transaction,
  { shopId, tableId }: TableRow,
  { accountId, shop }: Coming,
): Promise<TableSessionRow> {
  const now = kit.clock.now();
  const session: TableSessionRow = {
    shopId,
    sessionId: randomId(),
    tableId,
    state: 'OPEN',
    openedBy: accountId,
    openedAt: now,
    closedAt: null,
    closeReason: null,
    lastChangeAt: now,
    version: 1,
  };
  await insertSession(transaction, session);
  await insertTableCart(transaction, { tenant: shopId, key: session.sessionId }, 1, now);
  await appendEvents(transaction, kit.clock, [tableEvent('TableOpened', session, { openedBy: accountId })]);
  await scheduleTimers(transaction, [idleClosing(session, shop)]);
  return session;
}

/** Makes an account a guest; nothing happens if it is one. */
async function join(
  { clock }: ReservationsKit,
  transaction: Transaction,
  { shopId, sessionId }: TableSessionRow,
  accountId: Uuid,
): Promise<ReturnType<typeof invalidInput> | null> {
  const key = { tenant: shopId, key: sessionId };
  const guests = await findGuests(transaction, [key]);
  if (guests.some((guest) => guest.accountId === accountId)) return null;
  if (guests.length >= MOST_GUESTS) return invalidInput('code', `A table has at most ${MOST_GUESTS} guests.`);
  const now = clock.now();
  await insertGuest(transaction, { shopId, sessionId, accountId, joinedAt: now });
  const session = await touchSession(transaction, key, { now, steps: 1 });
  await appendEvents(transaction, clock, [tableEvent('TableJoined', session, { accountId })]);
  return null;
}
