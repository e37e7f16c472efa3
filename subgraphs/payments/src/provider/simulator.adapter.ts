import { Pool } from 'undici';
import { z } from 'zod';
import type {
  AuthorizeRequest,
  Callback,
  CallbackHeaders,
  FailureReason,
  FindRequest,
  NoAnswer,
  PaymentProvider,
  ProviderAnswer,
  ProviderCall,
  ProviderPayment,
  RefundAnswer,
  Refused,
} from './provider.ts';
import { judgeSignature } from './signature.ts';

export interface SimulatorAdapterOptions {
  readonly url: string;
  /** The API key. */
  readonly providerSecret: string;
  readonly webhookSecret: string;
  /** How long an answer may take. */
  readonly timeoutMilliseconds: number;
  readonly connections: number;
}

const paymentSchema = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.enum(['PROCESSING', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED']),
  declineReason: z.string().nullable(),
  actionUrl: z.string().nullable().default(null),
  capturedAmount: z.number().int().min(0),
  refundedAmount: z.number().int().min(0),
});
const foundSchema = z.object({ payments: z.array(paymentSchema) });
const refundSchema = z.object({ state: z.enum(['SUCCEEDED', 'FAILED']) });
const callbackSchema = z.object({ id: z.string().min(1).max(200), payment: paymentSchema });

const DECLINES: Readonly<Record<string, FailureReason>> = {
  card_declined: 'CARD_DECLINED',
  approval_declined: 'APPROVAL_DECLINED',
  approval_expired: 'APPROVAL_EXPIRED',
  insufficient_funds: 'INSUFFICIENT_FUNDS',
  expired_card: 'EXPIRED_CARD',
};

/** Errors that come before a request is written: nothing can have been done. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
/** A kept-alive connection that the other side had closed, most often. */
const CONNECTION_LOST = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

type Reply = { readonly outcome: 'REPLY'; readonly status: number; readonly body: unknown } | NoAnswer;

/** Speaks the simulator's HTTP interface (simulator/README.md) over connections that are kept open. */
export class SimulatorAdapter implements PaymentProvider {
  readonly #pool: Pool;
  readonly #options: SimulatorAdapterOptions;

  constructor(options: SimulatorAdapterOptions) {
    const { url, timeoutMilliseconds, connections } = options;
    this.#options = options;
    this.#pool = new Pool(new URL(url).origin, {
      connections,
      connect: { timeout: timeoutMilliseconds },
      headersTimeout: timeoutMilliseconds,
      bodyTimeout: timeoutMilliseconds,
    });
  }

  async authorize({ reference, idempotencyKey, amount, method }: AuthorizeRequest): Promise<ProviderAnswer> {
    if (method.kind !== 'CARD') return { outcome: 'REFUSED', cause: `it takes cards only, not ${method.kind}` };
    const body = { reference, amount: amount.amount, currency: amount.currency, cardToken: method.cardToken };
    const reply = await this.#send('POST', '/v1/payments', idempotencyKey, body);
    if (reply.outcome === 'REPLY' && reply.status === 422 && codeOf(reply.body) === 'unknown_card') {
      const failed = { state: 'FAILED', failureReason: 'UNKNOWN_CARD', capturedAmount: 0, refundedAmount: 0 } as const;
      return { outcome: 'ANSWERED', payment: { ...failed, reference, providerPaymentId: null, actionUrl: null } };
    }
    return paymentAnswer(reply);
  }

  async capture({ providerPaymentId, idempotencyKey }: ProviderCall): Promise<ProviderAnswer> {
    return paymentAnswer(await this.#send('POST', `/v1/payments/${providerPaymentId}/capture`, idempotencyKey, {}));
  }

  async void({ providerPaymentId, idempotencyKey }: ProviderCall): Promise<ProviderAnswer> {
    return paymentAnswer(await this.#send('POST', `/v1/payments/${providerPaymentId}/void`, idempotencyKey, {}));
  }

  async refund({
    providerPaymentId,
    idempotencyKey,
    amount,
  }: ProviderCall & { readonly amount: number }): Promise<RefundAnswer> {
    const reply = await this.#send('POST', `/v1/payments/${providerPaymentId}/refunds`, idempotencyKey, { amount });
    const refund = read(reply, refundSchema);
    if (refund.outcome !== 'READ') return refund;
    return { outcome: refund.value.state === 'SUCCEEDED' ? 'REFUNDED' : 'FAILED' };
  }

  async find({ reference }: FindRequest): Promise<ProviderAnswer | { readonly outcome: 'UNKNOWN' }> {
    const path = `/v1/payments?reference=${encodeURIComponent(reference)}`;
    const found = read(await this.#send('GET', path), foundSchema);
    if (found.outcome !== 'READ') return found;
    const [payment] = found.value.payments;
    return payment ? { outcome: 'ANSWERED', payment: toPayment(payment) } : { outcome: 'UNKNOWN' };
  }

  readCallback(headers: CallbackHeaders, rawBody: Buffer, now: Date): Callback {
    const signature = headers['x-provider-signature'];
    const signed = typeof signature === 'string' ? signature : undefined;
    const outcome = judgeSignature(this.#options.webhookSecret, signed, rawBody, now);
    if (outcome !== 'GENUINE') return { outcome };
    const parsed = callbackSchema.safeParse(parseJson(rawBody.toString()));
    if (!parsed.success) return { outcome: 'MALFORMED' };
    return { outcome, eventId: parsed.data.id, payment: toPayment(parsed.data.payment) };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #send(method: 'GET' | 'POST', path: string, idempotencyKey?: string, body?: object): Promise<Reply> {
    const first = await this.#sendOnce(method, path, idempotencyKey, body);
    if (first.outcome !== 'AMBIGUOUS' || !CONNECTION_LOST.has(first.cause)) return first;
    // Safe to repeat: the key, or that it is a GET, makes two of it one.
    const second = await this.#sendOnce(method, path, idempotencyKey, body);
    return second.outcome === 'UNAVAILABLE' ? first : second;
  }

  async #sendOnce(method: 'GET' | 'POST', path: string, idempotencyKey?: string, body?: object): Promise<Reply> {
    try {
      const response = await this.#pool.request({
        method,
        path,
        headers: {
          authorization: `Bearer ${this.#options.providerSecret}`,
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.body.text();
      return { outcome: 'REPLY', status: response.statusCode, body: parseJson(text) };
    } catch (error) {
      const code = codeOf(error) ?? String(error);
      return NEVER_SENT.has(code)
        ? { outcome: 'UNAVAILABLE', cause: code, retryAt: null }
        : { outcome: 'AMBIGUOUS', cause: code };
    }
  }
}

function paymentAnswer(reply: Reply): ProviderAnswer {
  const payment = read(reply, paymentSchema);
  return payment.outcome === 'READ' ? { outcome: 'ANSWERED', payment: toPayment(payment.value) } : payment;
}

/** 2xx is an answer, 4xx a refusal; anything else says nothing about what was done. */
function read<Schema extends z.ZodType>(
  reply: Reply,
  schema: Schema,
): { readonly outcome: 'READ'; readonly value: z.infer<Schema> } | Refused | NoAnswer {
  if (reply.outcome !== 'REPLY') return reply;
  const { status, body } = reply;
  if (status >= 400 && status < 500) return { outcome: 'REFUSED', cause: codeOf(body) ?? `status ${status}` };
  const parsed = status < 300 ? schema.safeParse(body) : null;
  return parsed?.success
    ? { outcome: 'READ', value: parsed.data }
    : { outcome: 'AMBIGUOUS', cause: parsed ? 'an answer of another shape' : `status ${status}` };
}

function toPayment({ id, state, declineReason, ...rest }: z.infer<typeof paymentSchema>): ProviderPayment {
  return {
    providerPaymentId: id,
    reference: rest.reference,
    state: state === 'DECLINED' ? 'FAILED' : state,
    failureReason: state === 'DECLINED' ? (DECLINES[declineReason ?? ''] ?? 'CARD_DECLINED') : null,
    actionUrl: state === 'PROCESSING' ? rest.actionUrl : null,
    capturedAmount: rest.capturedAmount,
    refundedAmount: rest.refundedAmount,
  };
}

/** The `code` of an answer's body, or of an error. */
function codeOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
