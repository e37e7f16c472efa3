import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';
import { Merchant } from './merchant.ts';
import { PROVIDER_SECRET, SimulatorProcess } from './simulator-process.ts';

let simulator: SimulatorProcess;
let merchant: Merchant;
let count = 0;

beforeAll(async () => {
  simulator = await SimulatorProcess.start();
  merchant = await Merchant.start();
  await simulator.behave({ webhookUrl: merchant.url, easyPayWebhookUrl: merchant.url });
});
afterEach(() => simulator.behaveNormally());
afterAll(async () => {
  await simulator[Symbol.asyncDispose]();
  await merchant[Symbol.asyncDispose]();
});

const newReference = () => `card <${++count}> & "more"`;

async function charge(cardToken: string, reference = newReference()): Promise<{ reference: string; body: Charged }> {
  const asked = { reference, amount: 1250, currency: 'EUR', cardToken };
  const response = await simulator.request('POST', '/v1/payments', asked, { 'idempotency-key': reference });
  return { reference, body: (await response.json()) as Charged };
}

interface Charged {
  readonly id: string;
  readonly state: string;
  readonly actionUrl: string | null;
}

async function stateOf(reference: string): Promise<string | undefined> {
  const path = `/v1/payments?reference=${encodeURIComponent(reference)}`;
  const { payments } = (await (await simulator.request('GET', path)).json()) as { payments: Charged[] };
  return payments[0]?.state;
}

describe('the card', () => {
  test('tok_authorizes_then_times_out is charged, and the request is never answered; asked again it is', async () => {
    const reference = newReference();
    const body = JSON.stringify({ reference, amount: 1, currency: 'JPY', cardToken: 'tok_authorizes_then_times_out' });
    const headers = {
      authorization: `Bearer ${PROVIDER_SECRET}`,
      'content-type': 'application/json',
      'idempotency-key': reference,
    };
    const patience = new AbortController();
    const unanswered = fetch(`${simulator.url}/v1/payments`, { method: 'POST', headers, body, signal: patience.signal })
      .then(() => 'answered')
      .catch(() => 'no answer');
    await eventually(
      () => stateOf(reference),
      (state) => state === 'AUTHORIZED',
    );
    patience.abort();
    expect(await unanswered).toBe('no answer');
    expect(await simulator.charges(reference)).toHaveLength(1);
  });

  test('tok_provider_down cuts the connection and charges nothing', async () => {
    const reference = newReference();
    await expect(charge('tok_provider_down', reference)).rejects.toThrow();
    expect(await simulator.charges(reference)).toEqual([]);
  });

  test('tok_callback_ten_times is told of ten times, as one event', async () => {
    await simulator.behave({ delayMilliseconds: 0 });
    const { reference } = await charge('tok_callback_ten_times');
    const calls = await merchant.hears(reference, 10);
    expect(calls).toHaveLength(10);
    expect(new Set(calls.map(({ event }) => event.id)).size).toBe(1);
  });

  test('tok_callback_shuffled is told of at every change, some copies each, in an order of chance', async () => {
    await simulator.behave({ delayMilliseconds: 0, shuffleMilliseconds: 60 });
    const { reference, body } = await charge('tok_callback_shuffled');
    await eventually(
      () => stateOf(reference),
      (state) => state === 'AUTHORIZED',
    );
    await simulator.request('POST', `/v1/payments/${body.id}/capture`, {});
    const calls = await merchant.hears(reference, 9);
    const types = calls.map(({ event }) => event.type).sort();
    expect(types).toEqual(
      ['authorized', 'captured', 'processing'].flatMap((type) => Array.from({ length: 3 }, () => `payment.${type}`)),
    );
  });

  test('tok_callback_late settles long before it is told of', async () => {
    await simulator.behave({ delayMilliseconds: 0 });
    const { reference } = await charge('tok_callback_late');
    await eventually(
      () => stateOf(reference),
      (state) => state === 'AUTHORIZED',
    );
    const waiting = await simulator.callbacks();
    expect(waiting.filter(({ event }) => event.payment?.reference === reference)).toMatchObject([
      { attempts: 0, delivered: false },
    ]);
  });

  test('tok_callback_never settles and is never told of', async () => {
    await simulator.behave({ delayMilliseconds: 0 });
    const { reference, body } = await charge('tok_callback_never');
    expect(body.state).toBe('PROCESSING');
    await eventually(
      () => stateOf(reference),
      (state) => state === 'AUTHORIZED',
    );
    expect((await simulator.callbacks()).filter(({ event }) => event.payment?.reference === reference)).toEqual([]);
  });
});

/** Presses a button of an approval page. */
const press = (url: string, decision: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });

describe('the card tok_needs_action', () => {
  test.each([
    ['approve', 'AUTHORIZED', 'payment.authorized'],
    ['decline', 'DECLINED', 'payment.declined'],
  ])('waits for its customer, who can %s on a page', async (decision, state, type) => {
    const { reference, body } = await charge('tok_needs_action');
    expect(body).toMatchObject({ state: 'PROCESSING', actionUrl: expect.stringContaining('/approve/') });
    const page = await fetch(body.actionUrl ?? '');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('12.50 EUR');
    // The merchant's text is text.
    expect(html).toContain(
      reference.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replaceAll('"', '&quot;'),
    );
    expect(html).not.toContain(reference);

    expect((await press(body.actionUrl ?? '', decision)).status).toBe(200);
    const [call] = await merchant.hears(reference, 1);
    expect(call?.event).toMatchObject({ type, payment: { state, actionUrl: null } });
    // A second thought changes nothing.
    await press(body.actionUrl ?? '', decision === 'approve' ? 'decline' : 'approve');
    expect(await stateOf(reference)).toBe(state);
    expect(await (await fetch(body.actionUrl ?? '')).text()).not.toContain('<form');
  });

  test('is declined when nobody approves it in time', async () => {
    await simulator.behave({ approvalMilliseconds: 0 });
    const { reference } = await charge('tok_needs_action');
    const [call] = await merchant.hears(reference, 1);
    expect(call?.event.payment).toMatchObject({ state: 'DECLINED', declineReason: 'approval_expired' });
  });

  test('can be let go of while it waits', async () => {
    const { reference, body } = await charge('tok_needs_action');
    await simulator.request('POST', `/v1/payments/${body.id}/void`, {});
    await press(body.actionUrl ?? '', 'approve');
    expect(await stateOf(reference)).toBe('VOIDED');
  });

  test('has a page that nonsense does not move', async () => {
    const { reference, body } = await charge('tok_needs_action');
    expect((await press(body.actionUrl ?? '', 'maybe')).status).toBe(400);
    expect((await press(`${simulator.url}/approve/ch_unknown`, 'approve')).status).toBe(404);
    const { body: paid } = await charge('tok_visa');
    expect((await fetch(`${simulator.url}/approve/${paid.id}`)).status).toBe(404);
    expect(await stateOf(reference)).toBe('PROCESSING');
  });
});

interface Approval {
  readonly id: string;
  readonly state: string;
  readonly approvalUrl: string;
}

async function askForApproval(change: Record<string, unknown> = {}) {
  const reference = newReference();
  const asked = { reference, amount: 900, currency: 'JPY', returnUrl: 'https://shop.example/back?order=1', ...change };
  const response = await simulator.request('POST', '/easy-pay/v1/approvals', asked, { 'idempotency-key': reference });
  return { reference, status: response.status, body: (await response.json()) as Approval };
}

describe('easy-pay', () => {
  test.each([
    ['approve', 'APPROVED', 'approved', 'approval.authorized'],
    ['decline', 'DECLINED', 'declined', 'approval.declined'],
  ])('sends a customer who presses %s back to the shop, and tells the shop', async (decision, state, result, type) => {
    const { reference, status, body } = await askForApproval();
    expect([status, body.state]).toEqual([201, 'PENDING']);
    const { status: redirected, headers } = await press(body.approvalUrl, decision);
    expect(redirected).toBe(303);
    const back = new URL(headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe('https://shop.example/back');
    expect(Object.fromEntries(back.searchParams)).toEqual({ order: '1', reference, result });
    const [call] = await merchant.hears(reference, 1);
    expect(call?.event).toMatchObject({ type, approval: { id: body.id, state } });
    expect(call?.headers['x-easy-pay-signature']).toEqual(expect.any(String));
  });

  test('is captured, refunded and found like a card, but not among the cards', async () => {
    const { reference, body } = await askForApproval();
    await simulator.decide(reference, true);
    const path = `/easy-pay/v1/approvals/${body.id}`;
    expect(await (await simulator.request('POST', `${path}/capture`, {})).json()).toMatchObject({ state: 'CAPTURED' });
    expect((await simulator.request('POST', `${path}/refunds`, { amount: 900 })).status).toBe(201);
    const query = `?reference=${encodeURIComponent(reference)}`;
    expect(await (await simulator.request('GET', `/easy-pay/v1/approvals${query}`)).json()).toMatchObject({
      payments: [{ state: 'CAPTURED', refundedAmount: 900 }],
    });
    expect(await (await simulator.request('GET', `/v1/payments${query}`)).json()).toEqual({ payments: [] });
  });

  test('expires, and can be cancelled before', async () => {
    const { reference } = await askForApproval();
    await simulator.settle(reference);
    const [call] = await merchant.hears(reference, 1);
    expect(call?.event.approval).toMatchObject({ state: 'EXPIRED' });
    const other = await askForApproval();
    const cancelled = await simulator.request('POST', `/easy-pay/v1/approvals/${other.body.id}/void`, {});
    expect(await cancelled.json()).toMatchObject({ state: 'CANCELLED' });
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'shop.example',
    '',
    `https://shop.example/${'x'.repeat(2000)}`,
  ])('does not send anybody to %j', async (returnUrl) => {
    expect((await askForApproval({ returnUrl })).status).toBe(400);
  });
});
