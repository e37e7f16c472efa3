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
import { parseJson, ProviderHttp, type ProviderHttpOptions, read, type Reply } from './provider-http.ts';
import { judgeSignature } from './signature.ts';
import { refundAnswer } from './simulator.adapter.ts';

export interface EasyPayAdapterOptions extends ProviderHttpOptions {
  readonly webhookSecret: string;
}

const approvalSchema = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.enum(['PENDING', 'APPROVED', 'DECLINED', 'EXPIRED', 'CAPTURED', 'CANCELLED']),
  approvalUrl: z.url({ protocol: /^https?$/ }),
  capturedAmount: z.number().int().min(0),
  refundedAmount: z.number().int().min(0),
});
const foundSchema = z.object({ payments: z.array(approvalSchema) });
const callbackSchema = z.object({ id: z.string().min(1).max(200), approval: approvalSchema });

type Approval = z.infer<typeof approvalSchema>;

const STATES: Readonly<Record<Approval['state'], ProviderPayment['state']>> = {
  PENDING: 'PROCESSING',
  APPROVED: 'AUTHORIZED',
  DECLINED: 'FAILED',
  EXPIRED: 'FAILED',
  CAPTURED: 'CAPTURED',
  CANCELLED: 'VOIDED',
};
const FAILURES: Partial<Record<Approval['state'], FailureReason>> = {
  DECLINED: 'APPROVAL_DECLINED',
  EXPIRED: 'APPROVAL_EXPIRED',
};

const PATH = '/easy-pay/v1/approvals';

/**
 * Redirect payments: the customer approves on the provider's page. That the browser comes back proves nothing; the
 * provider's callback, or its answer when asked, does. The interface is described in simulator/README.md.
 */
export class EasyPayAdapter implements PaymentProvider {
  readonly #http: ProviderHttp;
  readonly #webhookSecret: string;

  constructor(options: EasyPayAdapterOptions) {
    this.#http = new ProviderHttp(options);
    this.#webhookSecret = options.webhookSecret;
  }

  async authorize({ reference, idempotencyKey, amount, method }: AuthorizeRequest): Promise<ProviderAnswer> {
    if (method.kind !== 'EASY_PAY') return { outcome: 'REFUSED', cause: `it takes easy-pay only, not ${method.kind}` };
    const body = { reference, amount: amount.amount, currency: amount.currency, returnUrl: method.returnUrl };
    return approvalAnswer(await this.#http.post(PATH, idempotencyKey, body));
  }

  async capture({ providerPaymentId, idempotencyKey }: ProviderCall): Promise<ProviderAnswer> {
    return approvalAnswer(await this.#http.post(`${PATH}/${providerPaymentId}/capture`, idempotencyKey, {}));
  }

  async void({ providerPaymentId, idempotencyKey }: ProviderCall): Promise<ProviderAnswer> {
    return approvalAnswer(await this.#http.post(`${PATH}/${providerPaymentId}/void`, idempotencyKey, {}));
  }

  async refund({
    providerPaymentId,
    idempotencyKey,
    amount,
  }: ProviderCall & { readonly amount: number }): Promise<RefundAnswer> {
    return refundAnswer(await this.#http.post(`${PATH}/${providerPaymentId}/refunds`, idempotencyKey, { amount }));
  }

  async find({ reference }: FindRequest): Promise<ProviderAnswer | { readonly outcome: 'UNKNOWN' }> {
    const found = read(await this.#http.get(`${PATH}?reference=${encodeURIComponent(reference)}`), foundSchema);
    if (found.outcome !== 'READ') return found;
    const [approval] = found.value.payments;
    return approval ? { outcome: 'ANSWERED', payment: toPayment(approval) } : { outcome: 'UNKNOWN' };
  }

  readCallback(headers: CallbackHeaders, rawBody: Buffer, now: Date): Callback {
    const outcome = judgeSignature(this.#webhookSecret, headers['x-easy-pay-signature'], rawBody, now);
    if (outcome !== 'GENUINE') return { outcome };
    const parsed = callbackSchema.safeParse(parseJson(rawBody.toString()));
    if (!parsed.success) return { outcome: 'MALFORMED' };
    return { outcome, eventId: parsed.data.id, payment: toPayment(parsed.data.approval) };
  }

  async close(): Promise<void> {
    await this.#http.close();
  }
}

function approvalAnswer(reply: Reply): ProviderAnswer {
  const approval = read(reply, approvalSchema);
  return approval.outcome === 'READ' ? { outcome: 'ANSWERED', payment: toPayment(approval.value) } : approval;
}

function toPayment({ id, reference, state, approvalUrl, capturedAmount, refundedAmount }: Approval): ProviderPayment {
  return {
    providerPaymentId: id,
    reference,
    state: STATES[state],
    failureReason: FAILURES[state] ?? null,
    actionUrl: state === 'PENDING' ? approvalUrl : null,
    capturedAmount,
    refundedAmount,
  };
}
