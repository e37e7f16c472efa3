import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';
import { Merchant } from './merchant.ts';
import { SimulatorProcess } from './simulator-process.ts';

let directory: string;
let merchant: Merchant;
let merchantAnswers = 200;
let files = 0;
const opened: SimulatorProcess[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yoyaku-simulator-'));
  merchant = await Merchant.start(() => merchantAnswers);
});
afterEach(async () => {
  merchantAnswers = 200;
  for (const simulator of opened.splice(0)) await simulator[Symbol.asyncDispose]();
});
afterAll(async () => {
  await merchant[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const newFile = () => join(directory, `in a folder of its own ${++files}`, 'books.sqlite');

async function start(file: string): Promise<SimulatorProcess> {
  const simulator = await SimulatorProcess.start(0, { STORE_FILE: file, WEBHOOK_URL: merchant.url });
  opened.push(simulator);
  return simulator;
}

const body = (reference: string, cardToken = 'tok_visa') => ({ reference, amount: 1200, currency: 'JPY', cardToken });

async function charge(simulator: SimulatorProcess, reference: string, cardToken?: string): Promise<string> {
  const response = await simulator.request('POST', '/v1/payments', body(reference, cardToken), {
    'idempotency-key': reference,
  });
  return ((await response.json()) as { id: string }).id;
}

const references = Array.from({ length: 100 }, (_, nth) => `survives ${nth}`);

/** Charges many at once, kills the simulator as soon as some are acknowledged, and returns those that were. */
async function killAmongCharges(simulator: SimulatorProcess): Promise<Map<string, string>> {
  const acknowledged = new Map<string, string>();
  const { promise: someAre, resolve } = Promise.withResolvers<unknown>();
  const charges = references.map(async (reference) => {
    acknowledged.set(reference, await charge(simulator, reference));
    if (acknowledged.size === 20) resolve(null);
  });
  await someAre;
  await simulator.kill();
  await Promise.allSettled(charges);
  return acknowledged;
}

describe('the simulator’s books', () => {
  test('keep all that was acknowledged when its process is killed, and the same key never charges again', async () => {
    const file = newFile();
    const acknowledged = await killAmongCharges(await start(file));
    expect(acknowledged.size).toBeGreaterThanOrEqual(20);
    const again = await start(file);
    const known = new Map((await again.books()).payments.map(({ reference, id }) => [reference, id]));
    for (const [reference, id] of acknowledged) expect(known.get(reference)).toBe(id);
    for (const reference of references) {
      const id = await charge(again, reference);
      if (known.has(reference)) expect(id).toBe(known.get(reference));
    }
    expect((await again.books()).payments).toHaveLength(references.length);
  });

  test('are gone with the process when they are in memory (the control)', async () => {
    const acknowledged = await killAmongCharges(await start(':memory:'));
    expect(acknowledged.size).toBeGreaterThanOrEqual(20);
    expect((await (await start(':memory:')).books()).payments).toEqual([]);
  });

  test('let an older payment be captured and refunded, once, after a restart', async () => {
    const file = newFile();
    const first = await start(file);
    const id = await charge(first, 'older');
    const capture = (simulator: SimulatorProcess) =>
      simulator.request('POST', `/v1/payments/${id}/capture`, {}, { 'idempotency-key': 'capture it' });
    const answer = await (await capture(first)).json();
    await first.kill();
    const second = await start(file);
    expect(await (await capture(second)).json()).toEqual(answer);
    for (let time = 0; time < 2; time++) {
      const refund = { amount: 1200 };
      await second.request('POST', `/v1/payments/${id}/refunds`, refund, { 'idempotency-key': 'refund it' });
    }
    const { payments, refunds } = await second.books();
    expect(payments).toMatchObject([{ state: 'CAPTURED', refundedAmount: 1200 }]);
    expect(refunds).toHaveLength(1);
  });

  test('settle after a restart what was PROCESSING before it', async () => {
    const file = newFile();
    const first = await start(file);
    await first.behave({ delayMilliseconds: 300 });
    await charge(first, 'still processing', 'tok_delayed');
    await charge(first, 'still to be approved', 'tok_needs_action');
    await first.kill();
    const second = await start(file);
    const [settled] = await eventually(
      () => second.charges('still processing'),
      ([payment]) => payment?.state === 'AUTHORIZED',
    );
    expect(settled).toMatchObject({ cardToken: 'tok_delayed' });
    await merchant.hears('still processing', 1);
    await second.decide('still to be approved', true);
    expect(await second.charges('still to be approved')).toMatchObject([{ state: 'AUTHORIZED' }]);
  });

  test('tell the merchant after a restart what it had not taken before', async () => {
    const file = newFile();
    merchantAnswers = 500;
    const first = await start(file);
    await first.behave({ delayMilliseconds: 0 });
    await charge(first, 'untold', 'tok_delayed');
    const [call] = await merchant.hears('untold', 1);
    await first.kill();
    merchantAnswers = 200;
    const second = await start(file);
    await eventually(
      () => second.callbacks(),
      (callbacks) => callbacks.length === 1 && callbacks.every(({ delivered }) => delivered),
    );
    expect(new Set(merchant.about('untold').map(({ event }) => event.id))).toEqual(new Set([call?.event.id]));
  });
});
