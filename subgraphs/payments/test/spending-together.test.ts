import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import { randomId } from '@yoyaku/platform/ids';
import { advanceDebits } from '../src/points/advance-debits.ts';
import { LedgerScene, type PointsOrder, type TestWallet } from './ledger-scene.ts';

// One wallet, many who spend it at once. Each judges by what it sees; none may be wrong about it when it writes.

let scene: LedgerScene;
beforeAll(async () => {
  scene = await LedgerScene.start();
});
afterAll(() => scene[Symbol.asyncDispose]());

const ROUNDS = 20;

/** Asks for each order in a process of its own, which knows nothing of the others. */
async function debitAll(orders: readonly PointsOrder[]): Promise<string[]> {
  const answers = await Promise.all(
    orders.map(({ shopId, orderId, accountId }) => {
      const debits = advanceDebits(scene.database, scene.clock);
      return debits.add({ shopId, orderId, accountId, points: 1_000, lookAt: scene.clock.now() });
    }),
  );
  return answers.map(({ outcome }) => outcome);
}

const count = (outcomes: readonly string[], wanted: string) => outcomes.filter((each) => each === wanted).length;

describe('a wallet that several spend at once', () => {
  test('is debited by one of two when it holds enough for one', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const wallet = await scene.wallet(1_500);
      const outcomes = await debitAll([scene.order(wallet), scene.order(wallet)]);
      expect(outcomes.toSorted()).toEqual(['DEBITED', 'INSUFFICIENT']);
      expect(await scene.balance(wallet)).toBe(500);
    }
    expect(await scene.problems()).toEqual([]);
  });

  test('serves as many of fifty as it can, whether they are asked in advance or by event', async () => {
    const wallet = await scene.wallet(20_500);
    const orders = Array.from({ length: 50 }, () => scene.order(wallet));
    const [asked, told] = [orders.slice(0, 25), orders.slice(25)];
    const [outcomes] = await Promise.all([
      debitAll(asked),
      ...told.map((order) => scene.settle(scene.event('OrderPlaced', order))),
    ]);
    const types = (await Promise.all(told.map((order) => scene.emitted(order)))).flat().map(({ type }) => type);
    expect(count(outcomes, 'DEBITED') + count(types, 'PointsDebited')).toBe(20);
    expect(count(outcomes, 'INSUFFICIENT') + count(types, 'PointsRefused')).toBe(30);
    expect(await scene.balance(wallet)).toBe(500);
    expect(await scene.problems()).toEqual([]);
  });

  test('is debited once for an order that is asked for, told of and ended at the same moment', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const wallet = await scene.wallet(1_000);
      const order = scene.order(wallet);
      const cancelled = scene.event('OrderCancelled', order, { by: 'CUSTOMER', previousState: 'PENDING' });
      await Promise.all([
        debitAll([order, order, order]),
        scene.settle(scene.event('OrderPlaced', order)).then(() => scene.settle(cancelled)),
      ]);
      expect(await scene.debit(order)).toEqual({ outcome: 'KNOWN' });
      expect(await scene.balance(wallet)).toBe(1_000);
      expect((await scene.emitted(order)).map(({ type }) => type)).toEqual(['PointsDebited', 'PointsReversed']);
    }
    expect(await scene.problems()).toEqual([]);
  });

  test('and other wallets are spent crosswise without anybody waiting for ever', async () => {
    const shopId = randomId();
    const wallets = await Promise.all(Array.from({ length: 4 }, () => scene.wallet(10_000, shopId)));
    const runs = Array.from({ length: 12 }, (_, index) => {
      const orders = wallets.map((wallet) => scene.order(wallet));
      return (index % 2 === 0 ? orders : orders.toReversed()).map((order) => scene.event('OrderPlaced', order));
    });
    await Promise.all(runs.map((run) => scene.settle(...run)));
    expect(await Promise.all(wallets.map((wallet) => scene.balance(wallet)))).toEqual([0, 0, 0, 0]);
    expect(await scene.problems()).toEqual([]);
  });
});

/** Debits as if nothing protected the wallet: it is read, judged, and written as read, like a form that is sent back. */
async function debitUnprotected(
  database: Database,
  { shopId, accountId }: TestWallet,
  bothHaveRead: () => Promise<void>,
): Promise<boolean> {
  return database.transaction('read, then write', async (transaction) => {
    const [wallet] = await transaction.query<{ balance: number; version: number }>(
      'SELECT balance, version FROM wallet WHERE shop_id = $1 AND account_id = $2',
      [shopId, accountId],
    );
    await bothHaveRead();
    if (!wallet || wallet.balance < 1_000) return false;
    await transaction.query(
      `WITH spent AS (
         UPDATE wallet SET balance = balance - 1000, version = version + 1 WHERE shop_id = $1 AND account_id = $3
       )
       INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, account_id,
                                 wallet_version, wallet_balance, occurred_at)
       VALUES ($1, $2, 1, 'DEBITED', 'WALLET', 'POINTS', -1000, $3, $4, $5, now()),
              ($1, $2, 2, 'DEBITED', 'SPENT', 'POINTS', 1000, NULL, NULL, NULL, now())`,
      [shopId, randomId(), accountId, wallet.version + 1, wallet.balance - 1_000],
    );
    return true;
  });
}

/** Resolves for all when as many have come. */
function meeting(count: number): () => Promise<void> {
  const all = Promise.withResolvers<undefined>();
  let come = 0;
  return async () => {
    come++;
    if (come === count) all.resolve(undefined);
    await all.promise;
  };
}

describe('control: who reads a wallet without locking it', () => {
  test('is refused by the database', async () => {
    const wallet = await scene.wallet(1_500);
    const met = meeting(2);
    const { database } = scene;
    const both = [debitUnprotected(database, wallet, met), debitUnprotected(database, wallet, met)];
    const refused = (await Promise.allSettled(both)).flatMap((outcome) =>
      'reason' in outcome ? [outcome.reason] : [],
    );
    // By whichever it meets first: the number of its entry is taken, or the balance is too small.
    const guards = ['ledger_entry_of_wallet', 'wallet_not_overdrawn'];
    expect(refused.map((error) => guards.some((guard) => violates(error, guard)))).toEqual([true]);
    expect(await scene.balance(wallet)).toBe(500);
  });

  test('overdraws it where the database does not refuse', async () => {
    await using bare = await LedgerScene.start();
    await bare.database.query('ALTER TABLE wallet DROP CONSTRAINT wallet_not_overdrawn');
    await bare.database.query('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_wallet_balance_check');
    await bare.database.query('DROP INDEX ledger_entry_of_wallet');
    await bare.database.query('ALTER TABLE wallet DISABLE TRIGGER USER');
    await bare.database.query('ALTER TABLE ledger_entry DISABLE TRIGGER USER');
    const wallet = await bare.wallet(1_500);
    const met = meeting(2);
    const both = [debitUnprotected(bare.database, wallet, met), debitUnprotected(bare.database, wallet, met)];
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(await bare.balance(wallet)).toBe(-500);
  });
});
