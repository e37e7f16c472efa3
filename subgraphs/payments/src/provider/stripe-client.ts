import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import Stripe from 'stripe';
import { CONNECTION_LOST } from './stripe-errors.ts';

export interface StripeClientOptions {
  readonly secretKey: string;
  /** Where Stripe answers, when it is not Stripe itself. */
  readonly apiUrl?: string | undefined;
  /** How long an answer may take. */
  readonly timeoutMilliseconds: number;
  readonly connections: number;
}

/** Stripe's SDK, without retries of its own: what becomes of a request that was lost is ours to judge. */
export function stripeClient(options: StripeClientOptions): { readonly stripe: Stripe; readonly agent: HttpAgent } {
  const { apiUrl, secretKey, timeoutMilliseconds, connections } = options;
  const url = apiUrl === undefined ? null : new URL(apiUrl);
  const agentOptions = { keepAlive: true, maxSockets: connections };
  const agent = url?.protocol === 'http:' ? new HttpAgent(agentOptions) : new HttpsAgent(agentOptions);
  const stripe = new Stripe(secretKey, {
    timeout: timeoutMilliseconds,
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: oneAttempt(Stripe.createNodeHttpClient(agent)),
    ...(url && {
      protocol: url.protocol === 'http:' ? 'http' : 'https',
      host: url.hostname,
      ...(url.port && { port: url.port }),
    }),
  });
  return { stripe, agent };
}

/** The SDK repeats a request on these codes whatever it is told: then nobody knows what became of the first. */
function oneAttempt(client: ReturnType<typeof Stripe.createNodeHttpClient>): typeof client {
  const makeRequest = client.makeRequest.bind(client);
  client.makeRequest = async (...request) =>
    makeRequest(...request).catch((error: unknown) => {
      const lost = error instanceof Error && 'code' in error && /^(ECONNRESET|EPIPE)$/.test(String(error.code));
      throw lost ? Object.assign(new Error(error.message, { cause: error }), { code: CONNECTION_LOST }) : error;
    });
  return client;
}
