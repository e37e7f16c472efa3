import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer-once.ts';
import { BookError } from './books.ts';
import type { Card } from './cards.ts';
import type { Provider } from './provider.ts';
import { Traffic } from './traffic.ts';

/** Answers merchants as the present behaviour, and the card, want it. */
export class Replies {
  readonly traffic = new Traffic();
  readonly #provider: Provider;

  constructor(provider: Provider) {
    this.#provider = provider;
  }

  /** @param card the one that is charged, if any */
  async give(
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<Answer> | Answer,
    card: Card | null = null,
  ): Promise<unknown> {
    const { mode, latencyMilliseconds } = this.#provider.behaviour;
    this.traffic.enter(reply);
    if (mode === 'DOWN' || card?.answer === 'CUT') {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    if (latencyMilliseconds > 0) await pause(latencyMilliseconds);
    const { status, body } = await work();
    if (mode === 'BROKEN') throw new BookError(500, 'internal_error', 'something went wrong');
    if (mode === 'SILENT' || card?.answer === 'NEVER') {
      reply.hijack();
      return reply;
    }
    return reply.status(status).send(body);
  }
}

/** The key under which a request is answered once, and what it must be the same in. */
export function onceBy(request: FastifyRequest, body: unknown): [key: string | undefined, request: unknown] {
  const key = request.headers['idempotency-key'];
  return [typeof key === 'string' ? key : undefined, [request.url, body]];
}
