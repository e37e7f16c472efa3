import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { judgeSignature } from '../src/provider/signature.ts';
import { eventually } from './eventually.ts';
import { SimulatorProcess, WEBHOOK_SECRET } from './simulator-process.ts';

let simulator: SimulatorProcess;
let count = 0;
const newReference = () => `reference ${++count}.`;

beforeAll(async () => {
  simulator = await SimulatorProcess.start();
});
afterEach(() => simulator.behaveNormally());
afterAll(() => simulator[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function post(path: string, body: object, key?: string): Promise<Answer> {
  const response = await simulator.request('POST', path, body, key === undefined ? {} : { 'idempotency-key': key });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const charge = (reference: string, cardToken = 'tok_visa') => ({ reference, amount: 1200, currency: 'JPY', cardToken });

async function authorize(cardToken = 'tok_visa'): Promise<string> {
  return String((await post('/v1/payments', charge(newReference(), cardToken))).body['id']);
}

describe('the provider simulator', () => {
  test.each([
    ['tok_visa', 'AUTHORIZED', null],
    ['tok_declined', 'DECLINED', 'card_declined'],
    ['tok_insufficient_funds', 'DECLINED', 'insufficient_funds'],
    ['tok_expired_card', 'DECLINED', 'expired_card'],
    ['tok_delayed', 'PROCESSING', null],
  ])('answers %s with %s', async (cardToken, state, declineReason) => {
    const { status, body } = await post('/v1/payments', charge(newReference(), cardToken));
    expect({ status, state: body['state'], declineReason: body['declineReason'] }).toEqual({
      status: 201,
      state,
      declineReason,
    });
    expect(body).not.toHaveProperty('cardToken');
  });

  test('charges once for one idempotency key, however often and fast it is asked', async () => {
    const reference = newReference();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => post('/v1/payments', charge(reference), reference)),
    );
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(await simulator.charges(reference)).toHaveLength(1);
  });

  test('charges twice for the same request without a key (the control)', async () => {
    const reference = newReference();
    await Promise.all([post('/v1/payments', charge(reference)), post('/v1/payments', charge(reference))]);
    expect(await simulator.charges(reference)).toHaveLength(2);
  });

  test('refuses a key that belongs to another request', async () => {
    const reference = newReference();
    await post('/v1/payments', charge(reference), reference);
    const { status, body } = await post('/v1/payments', { ...charge(reference), amount: 1201 }, reference);
    expect([status, body['code']]).toEqual([422, 'idempotency_key_reused']);
  });

  test.each([
    [{ amount: 0 }, 400],
    [{ amount: -1 }, 400],
    [{ amount: 1.5 }, 400],
    [{ currency: 'yen' }, 400],
    [{ cardToken: 'tok_unheard_of' }, 422],
  ])('refuses %j', async (change, status) => {
    expect((await post('/v1/payments', { ...charge(newReference()), ...change })).status).toBe(status);
  });

  test('captures once, refunds up to what was captured, and then no more', async () => {
    const id = await authorize();
    expect((await post(`/v1/payments/${id}/refunds`, { amount: 1 })).status).toBe(409);
    expect((await post(`/v1/payments/${id}/capture`, {})).body).toMatchObject({
      state: 'CAPTURED',
      capturedAmount: 1200,
    });
    expect((await post(`/v1/payments/${id}/capture`, {})).status).toBe(409);
    expect((await post(`/v1/payments/${id}/void`, {})).status).toBe(409);
    expect((await post(`/v1/payments/${id}/refunds`, { amount: 700 })).status).toBe(201);
    expect((await post(`/v1/payments/${id}/refunds`, { amount: 501 })).status).toBe(422);
    expect((await post(`/v1/payments/${id}/refunds`, { amount: 500 })).status).toBe(201);
  });

  test('lets go of an authorisation, once', async () => {
    const id = await authorize();
    expect((await post(`/v1/payments/${id}/void`, {})).body).toMatchObject({ state: 'VOIDED' });
    expect((await post(`/v1/payments/${id}/capture`, {})).status).toBe(409);
    expect((await post('/v1/payments/ch_unknown/void', {})).status).toBe(404);
  });

  test('wants its API key for everything but its health', async () => {
    for (const path of ['/v1/payments?reference=x', '/admin/books', '/admin/behaviour'])
      expect((await simulator.request('GET', path, undefined, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await simulator.request('GET', '/health/live', undefined, { authorization: '' })).status).toBe(200);
  });

  test('when SILENT charges and does not say so', async () => {
    const reference = newReference();
    await simulator.behave({ mode: 'SILENT' });
    const asked = new AbortController();
    const answer = fetch(`${simulator.url}/v1/payments`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer provider secret of the tests',
        'content-type': 'application/json',
        'idempotency-key': reference,
      },
      body: JSON.stringify(charge(reference)),
      signal: asked.signal,
    }).catch(() => 'no answer');
    await eventually(
      () => simulator.charges(reference),
      (charges) => charges.length === 1,
    );
    asked.abort();
    expect(await answer).toBe('no answer');
  });

  test('calls back, signed, until it is answered 2xx', async () => {
    const reference = newReference();
    const calls: { signature: string | undefined; body: Buffer }[] = [];
    const merchant = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const ours = body.includes(reference);
        if (ours) calls.push({ signature: request.headers['x-provider-signature'] as string, body });
        response.writeHead(ours && calls.length < 3 ? 500 : 200).end();
      });
    }).listen(0, '127.0.0.1');
    await once(merchant, 'listening');
    await simulator.behave({ webhookUrl: `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/hook` });
    await post('/v1/payments', charge(reference, 'tok_delayed'));
    await simulator.settle(reference);
    await eventually(
      () => simulator.callbacks(),
      (callbacks) => callbacks.some(({ event, delivered }) => event.payment?.reference === reference && delivered),
    );
    merchant.close();
    await simulator.behave({ webhookUrl: null });
    expect(calls).toHaveLength(3);
    for (const { signature, body } of calls) {
      expect(judgeSignature(WEBHOOK_SECRET, signature, body, new Date())).toBe('GENUINE');
      expect(JSON.parse(body.toString())).toMatchObject({ type: 'payment.authorized', payment: { reference } });
    }
  });
});
