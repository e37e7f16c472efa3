import { z } from 'zod';
import type {
  AuthorizeRequest,
  Callback,
  CallbackHeaders,
  FailureReason,
  FindRequest,
  PaymentProvider,
  ProviderAnswer,
  ProviderCall,
  ProviderPayment,
  RefundAnswer,
} from './provider.ts';
import { codeOf, parseJson, ProviderHttp, type ProviderHttpOptions, read, type Reply } from './provider-http.ts';
import { judgeSignature } from './signature.ts';

export interface SimulatorAdapterOptions extends ProviderHttpOptions {
  readonly webhookSecret: string;
}

const paymentSchema = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.enum(['PROCESSING', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED']),
  declineReason: z.string().nullable(),
  // A browser is sent there.
  actionUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
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

/** Charges cards at the simulator: its HTTP interface is described in simulator/README.md. */
export class SimulatorAdapter implements PaymentProvider {
  readonly #http: ProviderHttp;
  readonly #webhookSecret: string;

  constructor(options: SimulatorAdapterOptions) {
    this.#http = new ProviderHttp(options);
    this.#webhookSecret = options.webhookSecret;
  }

  async authorize({ reference, idempotencyKey, amount, method }: AuthorizeRequest): Promise<ProviderAnswer> {
    if (method.kind !== 'CARD') return { outcome: 'REFUSED', cause: `it takes cards only, not ${method.kind}` };
    const body = { reference, amount: amount.amount, currency: amount.currency, cardToken: method.cardToken };
    const reply = await this.#http.post('/v1/payments', idempotencyKey, body);
    if (reply.outcome === 'REPLY' && reply.status === 422 && codeOf(reply.body) === 'unknown_card') {
      const failed = { state: 'FAILED', failureReason: 'UNKNOWN_CARD', capturedAmount: 0, refundedAmount: 0 } as const;
      return { outcome: 'ANSWERED', payment: { ...failed, reference, providerPaymentId: null, actionUrl: null } };
    }
    return paymentAnswer(reply);
  }

  async capture({ providerPaymentId, idempotencyKey }: ProviderCall): Promise<ProviderAnswer> {
    return paymentAnswer(await this.#http.post(`/v1/payments/${providerPaymentId}/capture`, idempotencyKey, {}));
  }

  async void({ providerPaymentId, idempotencyKey }: ProviderCall): Promise<ProviderAnswer> {
    return paymentAnswer(await this.#http.post(`/v1/payments/${providerPaymentId}/void`, idempotencyKey, {}));
  }

  async refund({
    providerPaymentId,
    idempotencyKey,
    amount,
  }: ProviderCall & { readonly amount: number }): Promise<RefundAnswer> {
    return refundAnswer(await this.#http.post(`/v1/payments/${providerPaymentId}/refunds`, idempotencyKey, { amount }));
  }

  async find({ reference }: FindRequest): Promise<ProviderAnswer | { readonly outcome: 'UNKNOWN' }> {
    const path = `/v1/payments?reference=${encodeURIComponent(reference)}`;
    const found = read(await this.#http.get(path), foundSchema);
    if (found.outcome !== 'READ') return found;
    const [payment] = found.value.payments;
    return payment ? { outcome: 'ANSWERED', payment: toPayment(payment) } : { outcome: 'UNKNOWN' };
  }

  readCallback(headers: CallbackHeaders, rawBody: Buffer, now: Date): Callback {
    const outcome = judgeSignature(this.#webhookSecret, headers['x-provider-signature'], rawBody, now);
    if (outcome !== 'GENUINE') return { outcome };
    const parsed = callbackSchema.safeParse(parseJson(rawBody.toString()));
    if (!parsed.success) return { outcome: 'MALFORMED' };
    return { outcome, eventId: parsed.data.id, payment: toPayment(parsed.data.payment) };
  }

  async close(): Promise<void> {
    await this.#http.close();
  }
}

/** A refund as the simulator answers it, for cards as for easy-pay. */
export function refundAnswer(reply: Reply): RefundAnswer {
  const refund = read(reply, refundSchema);
  if (refund.outcome !== 'READ') return refund;
  return { outcome: refund.value.state === 'SUCCEEDED' ? 'REFUNDED' : 'FAILED' };
}

function paymentAnswer(reply: Reply): ProviderAnswer {
  const payment = read(reply, paymentSchema);
  return payment.outcome === 'READ' ? { outcome: 'ANSWERED', payment: toPayment(payment.value) } : payment;
}

function toPayment({ id, state, declineReason, actionUrl, ...rest }: z.infer<typeof paymentSchema>): ProviderPayment {
  return {
    providerPaymentId: id,
    reference: rest.reference,
    state: state === 'DECLINED' ? 'FAILED' : state,
    failureReason: state === 'DECLINED' ? (DECLINES[declineReason ?? ''] ?? 'CARD_DECLINED') : null,
    actionUrl: state === 'PROCESSING' ? actionUrl : null,
    capturedAmount: rest.capturedAmount,
    refundedAmount: rest.refundedAmount,
  };
}
