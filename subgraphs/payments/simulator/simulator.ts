import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { secretCheck } from '@yoyaku/platform/auth/shared-secret';
import type { Logger } from '@yoyaku/platform/logging';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AnswerOnce, type Answer } from './answer-once.ts';
import { type Behaviour, behaviourSchema, normalBehaviour } from './behaviour.ts';
import { BookError, Books, type Charge, publicView } from './books.ts';
import { Callbacks, type CallbackEvent } from './callbacks.ts';
import { CARDS } from './cards.ts';
import { Traffic } from './traffic.ts';

export interface SimulatorOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly providerSecret: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string | null;
  readonly logger: Logger;
}

export interface Simulator {
  /** e.g. http://127.0.0.1:4010 */
  readonly url: string;
  close(): Promise<void>;
}

const amount = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const newPayment = z.strictObject({
  reference: z.string().min(1).max(200),
  amount,
  currency: z.string().regex(/^[A-Z]{3}$/),
  cardToken: z.string().min(1).max(200),
});
const capture = z.strictObject({ amount: amount.optional() });
const refund = z.strictObject({ amount });
const nothing = z.strictObject({});

type PaymentRequest = FastifyRequest<{ Params: { id: string } }>;

/** Starts a card provider that is not one: its own HTTP server with its own books. See README.md. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 });
  const provider = new Provider(options);
  const isMerchant = secretCheck(`Bearer ${options.providerSecret}`);
  server.setErrorHandler((error, _, reply) => {
    const { status, code, message } = describe(error);
    if (status === 500) options.logger.error({ err: error }, 'the simulator failed');
    return reply.status(status).send({ code, message });
  });
  server.addHook('onRequest', (request, _, done) => {
    const admitted = request.url.startsWith('/health/') || isMerchant(request.headers.authorization);
    done(admitted ? undefined : new BookError(401, 'unauthorized', 'the API key is missing or wrong'));
  });
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', () => ({ status: 'ok' }));
  provider.routes(server);
  provider.adminRoutes(server);
  server.addHook('onClose', () => {
    provider.close();
  });
  await server.listen({ host: options.host, port: options.port });
  const { port } = server.server.address() as AddressInfo;
  return { url: `http://${options.host}:${port}`, close: () => server.close() };
}

class Provider {
  readonly #books = new Books();
  readonly #answers = new AnswerOnce();
  readonly #callbacks: Callbacks;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #start: Behaviour;
  #behaviour: Behaviour;
  readonly #traffic = new Traffic();

  constructor({ webhookUrl, webhookSecret, logger }: SimulatorOptions) {
    this.#start = { ...normalBehaviour, webhookUrl };
    this.#behaviour = this.#start;
    this.#callbacks = new Callbacks(webhookSecret, () => this.#behaviour, logger);
  }

  routes(server: FastifyInstance): void {
    server.post('/v1/payments', (request, reply) => {
      const body = newPayment.parse(request.body);
      return this.#once(request, reply, body, () => this.#authorise(body));
    });
    server.post('/v1/payments/:id/capture', (request: PaymentRequest, reply) => {
      const body = capture.parse(request.body ?? {});
      return this.#once(request, reply, body, () =>
        this.#changed('payment.captured', this.#books.capture(request.params.id, body.amount)),
      );
    });
    server.post('/v1/payments/:id/void', (request: PaymentRequest, reply) => {
      const body = nothing.parse(request.body ?? {});
      return this.#once(request, reply, body, () =>
        this.#changed('payment.voided', this.#books.void(request.params.id)),
      );
    });
    server.post('/v1/payments/:id/refunds', (request: PaymentRequest, reply) => {
      const body = refund.parse(request.body);
      return this.#once(request, reply, body, () => this.#refund(request.params.id, body.amount));
    });
    server.get('/v1/payments', (request: FastifyRequest<{ Querystring: { reference?: string } }>, reply) =>
      this.#answer(request, reply, () =>
        Promise.resolve({ status: 200, body: { payments: this.#find(request.query.reference ?? '') } }),
      ),
    );
  }

  adminRoutes(server: FastifyInstance): void {
    server.get('/admin/books', () => this.#books.all());
    server.get('/admin/behaviour', () => this.#behaviour);
    server.patch('/admin/behaviour', ({ body }) => {
      this.#behaviour = { ...this.#behaviour, ...behaviourSchema.partial().parse(body) } as Behaviour;
      return this.#behaviour;
    });
    /** Back to normal; where callbacks go stays as it is. */
    server.delete('/admin/behaviour', () => {
      this.#behaviour = { ...this.#start, webhookUrl: this.#behaviour.webhookUrl };
      return this.#behaviour;
    });
    server.post('/admin/settle', ({ body }) => {
      const { reference } = z.strictObject({ reference: z.string() }).parse(body);
      return this.#books.withReference(reference).map((charge) => this.#settle(charge));
    });
    /** How many merchant requests came since the last look, and how many of them were under way at once. */
    server.get('/admin/traffic', () => this.#traffic.look());
    server.get('/admin/callbacks', () => this.#callbacks.list());
    server.post('/admin/callbacks/release', () => ({ released: this.#callbacks.release() }));
  }

  close(): void {
    this.#callbacks.close();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #authorise({ cardToken, ...body }: z.infer<typeof newPayment>): Promise<Answer> {
    const card = CARDS[cardToken];
    if (!card) throw new BookError(422, 'unknown_card', 'there is no such card token');
    if (card.does === 'AUTHORIZE' && card.slow) await pause(this.#behaviour.slowMilliseconds);
    const declineReason = card.does === 'DECLINE' ? card.reason : null;
    const state = card.does === 'AUTHORIZE' ? 'AUTHORIZED' : card.does === 'DECLINE' ? 'DECLINED' : 'PROCESSING';
    const charge = this.#books.open({ ...body, cardToken, state, declineReason });
    if (state === 'PROCESSING') this.#settleLater(charge);
    else if (this.#behaviour.callbacks === 'EVERY_CHANGE') this.#announceOutcome(charge);
    return { status: 201, body: publicView(charge) };
  }

  async #refund(id: string, refunded: number): Promise<Answer> {
    const entry = this.#books.refund(id, refunded, this.#behaviour.refundsFail ? 'FAILED' : 'SUCCEEDED');
    if (entry.state === 'SUCCEEDED') await this.#changed('payment.refunded', this.#books.find(id));
    return { status: 201, body: entry };
  }

  #changed(type: CallbackEvent['type'], charge: Charge): Promise<Answer> {
    if (this.#behaviour.callbacks === 'EVERY_CHANGE') this.#callbacks.announce(type, charge);
    return Promise.resolve({ status: 200, body: publicView(charge) });
  }

  #settleLater(charge: Charge): void {
    const { delayMilliseconds } = this.#behaviour;
    if (delayMilliseconds === null) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#settle(charge);
    }, delayMilliseconds);
    this.#timers.add(timer);
  }

  #settle({ id, cardToken }: Charge): Charge {
    const before = this.#books.find(id);
    if (before.state !== 'PROCESSING') return before;
    const card = CARDS[cardToken];
    const settled = this.#books.settle(id, card?.does === 'DELAY' ? (card.declines ?? null) : null);
    this.#announceOutcome(settled);
    return settled;
  }

  #announceOutcome(charge: Charge): void {
    this.#callbacks.announce(charge.state === 'DECLINED' ? 'payment.declined' : 'payment.authorized', charge);
  }

  #find(reference: string): unknown[] {
    return this.#books.withReference(reference).map(publicView);
  }

  #once(request: FastifyRequest, reply: FastifyReply, body: unknown, work: () => Promise<Answer>): Promise<unknown> {
    const key = request.headers['idempotency-key'];
    return this.#answer(request, reply, () =>
      this.#answers.give(typeof key === 'string' ? key : undefined, [request.url, body], async () => work()),
    );
  }

  /** Answers as the present behaviour wants it. */
  async #answer(request: FastifyRequest, reply: FastifyReply, work: () => Promise<Answer>): Promise<unknown> {
    const { mode, latencyMilliseconds } = this.#behaviour;
    this.#traffic.enter(reply);
    if (mode === 'DOWN') {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    if (latencyMilliseconds > 0) await pause(latencyMilliseconds);
    const { status, body } = await work();
    if (mode === 'BROKEN') throw new BookError(500, 'internal_error', 'something went wrong');
    if (mode === 'SILENT') {
      reply.hijack();
      return reply;
    }
    return reply.status(status).send(body);
  }
}

function describe(error: unknown): { status: number; code: string; message: string } {
  if (error instanceof BookError) return error;
  if (error instanceof z.ZodError) return { status: 400, code: 'invalid_request', message: z.prettifyError(error) };
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  return status < 500
    ? { status, code: 'invalid_request', message: (error as Error).message }
    : { status: 500, code: 'internal_error', message: 'something went wrong' };
}
