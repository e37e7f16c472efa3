// A process that speaks as https://docs.stripe.com/api describes, as far as we use it: its argument is the API key.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fields = Record<string, unknown>;

interface Saved {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
}

/** How it behaves, changed by `POST /_behave`. */
interface Behaviour {
  /** SILENT: does it and never answers; MUTE: but a GET. DOWN: cuts the connection. FAILING: 500, kept under the key. */
  mode: 'UP' | 'SILENT' | 'MUTE' | 'DOWN' | 'FAILING' | 'BUSY';
  /** What was made since is not in the search index yet. */
  searchLags: boolean;
  refundStatus: 'succeeded' | 'pending' | 'failed';
}

const [, , KEY = ''] = process.argv;
const behaviour: Behaviour = { mode: 'UP', searchLags: false, refundStatus: 'succeeded' };
const intents = new Map<string, Fields>();
const refunds: Fields[] = [];
const cards = new Map<string, string>();
const saved = new Map<string, Saved>();
let requests = 0;
let count = 0;

class ApiError extends Error {
  readonly status: number;
  readonly error: Fields;

  constructor(status: number, error: Fields) {
    super(JSON.stringify(error));
    this.status = status;
    this.error = error;
  }
}

const invalid = (status: number, code: string, message: string, param?: string) =>
  new ApiError(status, { type: 'invalid_request_error', code, message, ...(param && { param }) });

/** `a[b][0]=c` is `{ a: { b: ['c'] } }`; the values stay text. */
function parseForm(text: string): Fields {
  const fields: Fields = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll(']', '').split('[');
    let place = fields;
    for (const part of path.slice(0, -1)) place = (place[part] ??= {}) as Fields;
    place[path.at(-1) ?? ''] = value;
  }
  return fields;
}

const DECLINES: Readonly<Record<string, Fields>> = {
  tok_chargeDeclined: { code: 'card_declined', decline_code: 'generic_decline' },
  tok_chargeDeclinedInsufficientFunds: { code: 'card_declined', decline_code: 'insufficient_funds' },
  tok_chargeDeclinedExpiredCard: { code: 'expired_card' },
};

function createCard(fields: Fields): Fields {
  const token = String((fields['card'] as Fields | undefined)?.['token']);
  if (!/^tok_(visa|chargeDeclined\w*|threeDSecureRequired)$/.test(token))
    throw invalid(400, 'resource_missing', `No such token: '${token}'`, 'card[token]');
  const id = `pm_${++count}`;
  cards.set(id, token);
  return { id, object: 'payment_method', type: 'card' };
}

function createIntent(fields: Fields): Fields {
  const card = String(fields['payment_method']);
  const token = card === 'pm_card_visa' ? 'tok_visa' : cards.get(card);
  if (token === undefined) throw invalid(404, 'resource_missing', `No such PaymentMethod: '${card}'`, 'payment_method');
  const amount = Number(fields['amount']);
  if (amount < 50) throw invalid(400, 'amount_too_small', 'Amount must be at least 50', 'amount');
  if (fields['confirm'] !== 'true' || fields['capture_method'] !== 'manual')
    throw invalid(400, 'parameter_invalid', 'this stand-in confirms at once and captures later');
  const id = `pi_${++count}`;
  const intent: Fields = {
    id,
    object: 'payment_intent',
    amount,
    amount_received: 0,
    currency: fields['currency'],
    created: Math.floor(Date.now() / 1000),
    metadata: fields['metadata'] ?? {},
    status: 'requires_capture',
    last_payment_error: null,
    next_action: null,
    latest_charge: `ch_${id}`,
    asked: fields,
  };
  intents.set(id, intent);
  const decline = DECLINES[token];
  if (decline) throw declined(intent, { type: 'card_error', message: 'Your card was declined.', ...decline });
  if (token === 'tok_threeDSecureRequired')
    Object.assign(intent, {
      status: 'requires_action',
      next_action: {
        type: 'redirect_to_url',
        redirect_to_url: { url: `https://hooks.stripe.example/3ds/${id}`, return_url: fields['return_url'] },
      },
    });
  return intent;
}

function declined(intent: Fields, error: Fields): ApiError {
  Object.assign(intent, { status: 'requires_payment_method', last_payment_error: error, next_action: null });
  return new ApiError(402, { ...error, payment_intent: { ...intent } });
}

function intentOf(id: string): Fields {
  const intent = intents.get(id);
  if (!intent) throw invalid(404, 'resource_missing', `No such payment_intent: '${id}'`, 'intent');
  return intent;
}

function changeIntent(id: string, verb: string): Fields {
  const intent = intentOf(id);
  const allowed =
    verb === 'capture' ? ['requires_capture'] : ['requires_capture', 'requires_action', 'requires_confirmation'];
  if (!allowed.includes(String(intent['status'])))
    throw invalid(400, 'payment_intent_unexpected_state', `it has the status ${String(intent['status'])}`);
  return Object.assign(
    intent,
    verb === 'capture'
      ? { status: 'succeeded', amount_received: intent['amount'] }
      : { status: 'canceled', cancellation_reason: null },
  );
}

const refundedOf = (id: unknown) =>
  refunds
    .filter((refund) => refund['payment_intent'] === id && refund['status'] !== 'failed')
    .reduce((sum, refund) => sum + Number(refund['amount']), 0);

function createRefund(fields: Fields): Fields {
  const intent = intentOf(String(fields['payment_intent']));
  const amount = Number(fields['amount']);
  if (refundedOf(intent['id']) + amount > Number(intent['amount_received']))
    throw invalid(400, 'charge_already_refunded', 'Refund amount is greater than unrefunded amount on charge');
  const refund: Fields = {
    id: `re_${++count}`,
    object: 'refund',
    payment_intent: intent['id'],
    amount,
    currency: intent['currency'],
    metadata: fields['metadata'] ?? {},
    status: behaviour.refundStatus,
  };
  refunds.push(refund);
  return refund;
}

/** With the charge in full where it is asked for. */
function shown(intent: Fields, expand: unknown): Fields {
  const { asked: _, ...rest } = intent;
  const expanded = Object.values((expand ?? {}) as Fields).includes('latest_charge');
  return expanded
    ? { ...rest, latest_charge: { id: rest['latest_charge'], amount_refunded: refundedOf(rest['id']) } }
    : rest;
}

function listIntents(query: Fields): Fields {
  const since = Number((query['created'] as Fields | undefined)?.['gte'] ?? 0);
  const newestFirst = [...intents.values()].reverse().filter((intent) => Number(intent['created']) >= since);
  const after = newestFirst.findIndex((intent) => intent['id'] === query['starting_after']) + 1;
  const limit = Number(query['limit'] ?? 10);
  const data = newestFirst.slice(after, after + limit).map((intent) => shown(intent, null));
  return { object: 'list', url: '/v1/payment_intents', data, has_more: after + limit < newestFirst.length };
}

function searchIntents(query: Fields): Fields {
  const [, reference] = /^metadata\['reference'\]:'(.*)'$/.exec(String(query['query'])) ?? [];
  const data = [...intents.values()].filter(
    (intent) => !behaviour.searchLags && (intent['metadata'] as Fields)['reference'] === reference,
  );
  return { object: 'search_result', data: data.map((intent) => shown(intent, null)), has_more: false, next_page: null };
}

function answer(method: string, url: URL, fields: Fields): unknown {
  const [, version, kind, id, verb] = url.pathname.split('/');
  const query = parseForm(url.search.slice(1));
  const route = `${method} ${version}/${kind}${id === undefined ? '' : id === 'search' ? '/search' : '/:id'}${verb ? '/verb' : ''}`;
  switch (route) {
    case 'POST v1/payment_methods':
      return createCard(fields);
    case 'POST v1/payment_intents':
      return shown(createIntent(fields), fields['expand']);
    case 'GET v1/payment_intents':
      return listIntents(query);
    case 'GET v1/payment_intents/search':
      return searchIntents(query);
    case 'GET v1/payment_intents/:id':
      return shown(intentOf(id ?? ''), query['expand']);
    case 'POST v1/payment_intents/:id/verb':
      return shown(changeIntent(id ?? '', verb ?? ''), fields['expand']);
    case 'POST v1/refunds':
      return createRefund(fields);
    case 'GET v1/refunds': {
      const data = refunds.filter((refund) => refund['payment_intent'] === query['payment_intent']);
      return { object: 'list', url: '/v1/refunds', data: [...data].reverse(), has_more: false };
    }
    default:
      throw invalid(404, 'resource_missing', `Unrecognized request URL (${method}: ${url.pathname})`);
  }
}

/** Outcomes are stored under the key, failures of the server and declines among them; what was invalid is not. */
function once(key: string, method: string, url: URL, text: string): Saved & { readonly replayed: boolean } {
  const fingerprint = `${method} ${url.pathname} ${text}`;
  const earlier = saved.get(key);
  if (earlier && earlier.fingerprint !== fingerprint)
    throw new ApiError(400, { type: 'idempotency_error', message: 'Keys can only be used with the same parameters' });
  if (earlier) return { ...earlier, replayed: true };
  let outcome: Saved;
  if (behaviour.mode === 'FAILING')
    outcome = { fingerprint, status: 500, body: { error: { type: 'api_error', message: 'Sorry' } } };
  else {
    try {
      outcome = { fingerprint, status: 200, body: structuredClone(answer(method, url, parseForm(text))) };
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 402) throw error;
      outcome = { fingerprint, status: 402, body: structuredClone({ error: error.error }) };
    }
  }
  saved.set(key, outcome);
  return { ...outcome, replayed: false };
}

function serve(request: IncomingMessage, url: URL, text: string, response: ServerResponse): void {
  const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': `req_${requests}`, ...headers });
    response.end(JSON.stringify(body));
  };
  requests++;
  if (request.headers.authorization !== `Bearer ${KEY}`) {
    send(401, { error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } });
    return;
  }
  if (behaviour.mode === 'DOWN') request.socket.destroy();
  if (behaviour.mode === 'DOWN') return;
  if (behaviour.mode === 'BUSY') {
    send(429, {
      error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' },
    });
    return;
  }
  try {
    const key = request.headers['idempotency-key'];
    const method = request.method ?? '';
    const { status, body, replayed } =
      typeof key === 'string' && method === 'POST'
        ? once(key, method, url, text)
        : { status: 200, body: answer(method, url, parseForm(text)), replayed: false };
    if (behaviour.mode === 'SILENT' || (behaviour.mode === 'MUTE' && method === 'POST')) return;
    send(status, body, replayed ? { 'idempotent-replayed': 'true' } : {});
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    send(error.status, { error: error.error });
  }
}

/** The customer's 3-D Secure, and what tests look at. */
function control(path: string, fields: Fields): unknown {
  if (path === '/_behave') return Object.assign(behaviour, fields);
  if (path === '/_finish') {
    const intent = intentOf(String(fields['id']));
    if (fields['succeeds']) Object.assign(intent, { status: 'requires_capture', next_action: null });
    else
      declined(intent, { type: 'invalid_request_error', code: 'payment_intent_authentication_failure', message: 'no' });
    return intent;
  }
  if (path === '/_make') {
    const made = (fields['intents'] as Fields[]).map((intent) => ({ ...intent, id: `pi_${++count}` }));
    for (const intent of made) intents.set(intent.id, intent);
    return made;
  }
  return { requests, intents: [...intents.values()], refunds };
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://stripe');
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString();
    if (!url.pathname.startsWith('/_')) {
      serve(request, url, text, response);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(control(url.pathname, text === '' ? {} : (JSON.parse(text) as Fields))));
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
});
