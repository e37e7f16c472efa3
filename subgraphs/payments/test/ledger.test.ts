import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { violates } from '@yoyaku/platform/database/sql-state';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { ledgerOfCaptured, ledgerOfRefunded } from '../src/ledger/ledger.store.ts';
import { CreateLedger1700000004004 } from '../src/migrations/1700000004004-create-ledger.ts';
import { LedgerScene, type TestWallet } from './ledger-scene.ts';

let scene: LedgerScene;
beforeAll(async () => {
  scene = await LedgerScene.start();
});
afterAll(() => scene[Symbol.asyncDispose]());

interface Entry {
  readonly account: string;
  readonly unit: string;
  readonly amount: number;
  readonly wallet?: TestWallet & { readonly version: number; readonly balance: number };
}

/** Writes entries of one transaction, by hand and in one statement. */
function book(shopId: Uuid, entries: readonly Entry[], transactionId = randomId()): Promise<unknown> {
  return scene.database.query(
    `INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, account_id,
                               wallet_version, wallet_balance, occurred_at)
     SELECT $1, $2, number, 'CAPTURED', account, unit, amount, account_id, version, balance, now()
       FROM jsonb_to_recordset($3) AS e (number int, account text, unit text, amount bigint, account_id uuid, version int,
                                         balance bigint)`,
    [
      shopId,
      transactionId,
      JSON.stringify(
        entries.map(({ wallet, ...entry }, index) => ({
          number: index + 1,
          ...entry,
          account_id: wallet?.accountId,
          version: wallet?.version,
          balance: wallet?.balance,
        })),
      ),
    ],
  );
}

/** The name of the constraint that refuses a statement; null when none does. */
async function refusalOf(statement: Promise<unknown>, ...constraints: readonly string[]): Promise<string | null> {
  try {
    await statement;
    return null;
  } catch (error) {
    return constraints.find((constraint) => violates(error, constraint)) ?? String(error);
  }
}

const provider = (amount: number, unit = 'JPY') => ({ account: 'PROVIDER', unit, amount });
const sales = (amount: number, unit = 'JPY') => ({ account: 'SALES', unit, amount });

describe('the ledger', () => {
  test('takes entries that add up to zero, in each unit by itself', async () => {
    const adds = (entries: readonly Entry[]) => refusalOf(book(randomId(), entries), 'ledger_entry_adds_up');
    expect(await adds([provider(1_200), sales(-1_200)])).toBeNull();
    for (const currency of ['JPY', 'USD', 'KWD']) {
      expect(await adds([provider(1, currency), sales(-1, currency)])).toBeNull();
    }
    expect(await adds([provider(1_200)])).toBe('ledger_entry_adds_up');
    expect(await adds([provider(1_200), sales(-1_199)])).toBe('ledger_entry_adds_up');
    expect(await adds([provider(1_200), sales(-1_200, 'USD')])).toBe('ledger_entry_adds_up');
    expect(await adds([provider(-5), sales(2), sales(2)])).toBe('ledger_entry_adds_up');
  });

  test('takes no entry into an old transaction that does not add up by itself', async () => {
    const [shopId, transactionId] = [randomId(), randomId()];
    await book(shopId, [provider(1), sales(-1)], transactionId);
    const late = scene.database.query(
      `INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, occurred_at)
       VALUES ($1, $2, 3, 'CAPTURED', 'SALES', 'JPY', 1, now())`,
      [shopId, transactionId],
    );
    expect(await refusalOf(late, 'ledger_entry_adds_up')).toBe('ledger_entry_adds_up');
    expect(await refusalOf(book(shopId, [provider(1), sales(-1)], transactionId), 'ledger_entry_pkey')).toBe(
      'ledger_entry_pkey',
    );
  });

  test('has no entry changed, deleted or truncated', async () => {
    await book(randomId(), [provider(7), sales(-7)]);
    for (const change of [
      'UPDATE ledger_entry SET amount = 2 * amount',
      'DELETE FROM ledger_entry',
      'TRUNCATE ledger_entry',
      'DELETE FROM wallet',
      'TRUNCATE wallet',
    ]) {
      await expect(scene.database.query(change)).rejects.toThrow('is append-only');
    }
  });

  test('knows points and money apart', async () => {
    const mixed = [
      [
        { account: 'SPENT', unit: 'JPY', amount: 1 },
        { account: 'SPENT', unit: 'JPY', amount: -1 },
      ],
      [
        { account: 'SALES', unit: 'POINTS', amount: 1 },
        { account: 'SALES', unit: 'POINTS', amount: -1 },
      ],
      [
        { account: 'POCKET', unit: 'JPY', amount: 1 },
        { account: 'POCKET', unit: 'JPY', amount: -1 },
      ],
    ];
    for (const entries of mixed) {
      expect(await refusalOf(book(randomId(), entries), 'ledger_entry_in_its_unit')).toBe('ledger_entry_in_its_unit');
    }
  });
});

describe('a wallet', () => {
  const change = (wallet: TestWallet, set: string) =>
    scene.database.query(`UPDATE wallet SET ${set} WHERE shop_id = $1 AND account_id = $2`, [
      wallet.shopId,
      wallet.accountId,
    ]);

  test('is not overdrawn by anybody', async () => {
    const wallet = await scene.wallet(100);
    const overdrawn = change(wallet, 'balance = -1, version = 2');
    expect(await refusalOf(overdrawn, 'wallet_not_overdrawn')).toBe('wallet_not_overdrawn');
  });

  test('has the balance of its entries and no other', async () => {
    const wallet = await scene.wallet(100);
    for (const set of ['balance = 101', 'balance = 101, version = 2', 'version = 0', 'version = 0, balance = 0']) {
      expect(await refusalOf(change(wallet, set), 'wallet_moves_by_entries')).toBe('wallet_moves_by_entries');
    }
    const filled = scene.database.query('INSERT INTO wallet VALUES ($1, $2, 5, 0, now())', [randomId(), randomId()]);
    expect(await refusalOf(filled, 'wallet_moves_by_entries')).toBe('wallet_moves_by_entries');
  });

  test('has entries that go on from one another', async () => {
    const wallet = await scene.wallet(100);
    const entry = (amount: number, version: number, balance: number) =>
      book(wallet.shopId, [
        { account: 'WALLET', unit: 'POINTS', amount, wallet: { ...wallet, version, balance } },
        { account: 'SPENT', unit: 'POINTS', amount: -amount },
      ]);
    // The wallet itself does not know of it; it does not follow the last; there is a gap; there is one already.
    expect(await refusalOf(entry(-10, 2, 90), 'ledger_entry_goes_on')).toBe('ledger_entry_goes_on');
    expect(await refusalOf(entry(-10, 2, 80), 'ledger_entry_goes_on')).toBe('ledger_entry_goes_on');
    expect(await refusalOf(entry(-10, 3, 90), 'ledger_entry_goes_on')).toBe('ledger_entry_goes_on');
    expect(await refusalOf(entry(-10, 1, 90), 'ledger_entry_of_wallet')).toBe('ledger_entry_of_wallet');
    expect(await scene.balance(wallet)).toBe(100);
  });
});

test('what was captured and refunded before there was a ledger is booked when it comes', async () => {
  await using past = await LedgerScene.start();
  const { dataSource } = past.database;
  const runner = dataSource.createQueryRunner();
  const migration = new CreateLedger1700000004004();
  await migration.down(runner);
  const [shopId, kept, refunded] = [randomId(), randomId(), randomId()];
  await past.database.query(
    `INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, captured_amount, refunded_amount,
                          refund_owed, state, goal, provider_payment_id, created_at, updated_at)
     SELECT $1, id, gen_random_uuid(), $1, 900, 'USD', 900, refunded, refunded, 'CAPTURED', 'CAPTURE', 'p', now(), now()
       FROM unnest($2::uuid[], '{0,900}'::bigint[]) AS p (id, refunded)`,
    [shopId, [kept, refunded]],
  );
  await past.database.query(
    `INSERT INTO refund (shop_id, payment_id, number, amount, currency, state, created_at, settled_at)
     VALUES ($1, $2, 1, 400, 'USD', 'SUCCEEDED', now(), now()), ($1, $2, 2, 500, 'USD', 'FAILED', now(), now()),
            ($1, $2, 3, 500, 'USD', 'SUCCEEDED', now(), now())`,
    [shopId, refunded],
  );
  await migration.up(runner);
  await runner.release();
  expect(await past.problems()).toEqual([]);
  const booked = 'SELECT count(*)::integer AS entries FROM ledger_entry';
  expect(await past.database.query(booked)).toEqual([{ entries: 8 }]);
});

describe('what does not add up is found', () => {
  /** A payment row as it would be after a capture, without any entry. */
  async function payment(more: string, purpose: 'ORDER' | 'TOP_UP' = 'ORDER'): Promise<Uuid> {
    const paymentId = randomId();
    await scene.database.query(
      `INSERT INTO payment (shop_id, payment_id, purpose, order_id, points, account_id, amount, currency, captured_amount,
                            refunded_amount, refund_owed, state, goal, provider_payment_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $1, 500, 'KWD', 500, ${more}, ${more}, 'CAPTURED', 'CAPTURE', 'p', now(), now())`,
      [randomId(), paymentId, purpose, purpose === 'ORDER' ? randomId() : null, purpose === 'TOP_UP' ? 500 : null],
    );
    return paymentId;
  }
  const problemsOf = async (about: Uuid) =>
    (await scene.problems())
      .filter((problem) => problem.about === about)
      .map(({ problem, booked, expected }) => [problem, booked, expected]);

  test('a capture, a refund and points that were not booked, and none that were', async () => {
    const [captured, refunded, toppedUp] = [await payment('0'), await payment('200'), await payment('0', 'TOP_UP')];
    expect(await problemsOf(captured)).toEqual([['CAPTURED_DIFFERS', 0, 500]]);
    expect(await problemsOf(refunded)).toEqual([
      ['CAPTURED_DIFFERS', 0, 500],
      ['REFUNDED_DIFFERS', 0, 200],
    ]);
    expect(await problemsOf(toppedUp)).toEqual([
      ['CAPTURED_DIFFERS', 0, 500],
      ['TOPPED_UP_DIFFERS', 0, 500],
    ]);
    const ids = [[captured, refunded, toppedUp]];
    const of = (given: string) =>
      `WITH changed AS (SELECT *, ${given} AS given_back FROM payment WHERE payment_id = ANY ($1::uuid[]))`;
    await scene.database.query(`${of('0')}, ${ledgerOfCaptured('changed')} SELECT`, ids);
    await scene.database.query(`${of('refunded_amount')}, ${ledgerOfRefunded('changed', '1')} SELECT`, ids);
    expect(await scene.problems()).toEqual([]);
    // A second time the ledger's own key refuses.
    const again = scene.database.query(`${of('0')}, ${ledgerOfCaptured('changed')} SELECT`, ids);
    expect(await refusalOf(again, 'wallet_moves_by_entries', 'ledger_entry_pkey')).toBe('ledger_entry_pkey');
  });

  test('a wallet and a debit that were tampered with', async () => {
    const wallet = await scene.wallet(1_000);
    const order = scene.order(wallet);
    await scene.settle(scene.event('OrderPlaced', order));
    expect(await scene.problems()).toEqual([]);
    await scene.database.query('UPDATE points_debit SET given_back = 400 WHERE order_id = $1', [order.orderId]);
    expect(await problemsOf(order.orderId)).toEqual([['DEBITED_DIFFERS', 1_000, 600]]);
    await scene.database.transaction('tamper', async (transaction) => {
      await transaction.query('ALTER TABLE wallet DISABLE TRIGGER USER');
      await transaction.query('UPDATE wallet SET balance = 7 WHERE account_id = $1', [wallet.accountId]);
      await transaction.query('ALTER TABLE wallet ENABLE TRIGGER USER');
    });
    expect(await problemsOf(wallet.accountId)).toEqual([['WALLET_DIFFERS', 0, 7]]);
  });
});
