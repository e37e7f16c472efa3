import { CLIENT_ADDRESS_HEADER, GATEWAY_SECRET_HEADER } from '@yoyaku/platform/auth/gateway';

/** The headers of a client's request that subgraphs get to see; router.yaml propagates the same. */
const PROPAGATED = ['authorization', 'x-request-id', 'traceparent', CLIENT_ADDRESS_HEADER] as const;

export type ClientHeaders = Readonly<Partial<Record<string, string>>>;

/** What an operation sends upstream: the named headers of its client, and the gateway's secret. */
export function upstreamHeaders(client: ClientHeaders, gatewaySecret: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of PROPAGATED) {
    const value = client[name];
    if (value !== undefined) headers[name] = value;
  }
  headers[GATEWAY_SECRET_HEADER] = gatewaySecret;
  return headers;
}
