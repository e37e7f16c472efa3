import type { AddressInfo } from 'node:net';
import { secretCheck } from '@yoyaku/platform/auth/shared-secret';
import type { Logger } from '@yoyaku/platform/logging';
import Fastify from 'fastify';
import { z } from 'zod';
import { adminRoutes } from './admin.routes.ts';
import { approvalRoutes } from './approval.routes.ts';
import { BookError } from './books.ts';
import { cardRoutes } from './card.routes.ts';
import { easyPayRoutes } from './easy-pay.routes.ts';
import { Provider } from './provider.ts';
import { Replies } from './replies.ts';

export interface SimulatorOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly providerSecret: string;
  readonly webhookSecret: string;
  /** Where callbacks about cards go, and those about easy-pay; null: nowhere. */
  readonly webhookUrl: string | null;
  readonly easyPayWebhookUrl: string | null;
  /** Where its books are kept; `:memory:`: nowhere. */
  readonly storeFile: string;
  /** Where customers reach the approval pages; null: where the server itself listens. */
  readonly publicUrl: string | null;
  readonly logger: Logger;
}

export interface Simulator {
  /** e.g. http://127.0.0.1:4010 */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a card provider that is not one: its own HTTP server with its own books. See README.md. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host, logger, publicUrl } = options;
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 });
  const provider = new Provider(options);
  const replies = new Replies(provider);
  const isMerchant = secretCheck(`Bearer ${options.providerSecret}`);
  server.setErrorHandler((error, _, reply) => {
    const { status, code, message } = describe(error);
    if (status === 500) logger.error({ err: error }, 'the simulator failed');
    return reply.status(status).send({ code, message });
  });
  server.addHook('onRequest', (request, _, done) => {
    // The approval pages are for customers, who know no key but the page's own address.
    const isPublic = request.url.startsWith('/health/') || request.url.startsWith('/approve/');
    const admitted = isPublic || isMerchant(request.headers.authorization);
    done(admitted ? undefined : new BookError(401, 'unauthorized', 'the API key is missing or wrong'));
  });
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', () => ({ status: 'ok' }));
  cardRoutes(server, provider, replies);
  easyPayRoutes(server, provider, replies);
  adminRoutes(server, provider, replies);
  await server.register(approvalRoutes(provider));
  server.addHook('onClose', () => {
    provider.close();
  });
  await server.listen({ host, port: options.port });
  const { port } = server.server.address() as AddressInfo;
  const url = `http://${host}:${port}`;
  provider.open(publicUrl ?? url);
  return { url, close: () => server.close() };
}

function describe(error: unknown): { status: number; code: string; message: string } {
  if (error instanceof BookError) return error;
  if (error instanceof z.ZodError) return { status: 400, code: 'invalid_request', message: z.prettifyError(error) };
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  return status < 500
    ? { status, code: 'invalid_request', message: (error as Error).message }
    : { status: 500, code: 'internal_error', message: 'something went wrong' };
}
