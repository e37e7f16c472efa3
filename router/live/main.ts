import { createLogger } from '@yoyaku/platform/logging';
import { liveEnvironment, subgraphUrlsOf } from '../environment.ts';
import { startLiveGateway } from './gateway.ts';

const environment = liveEnvironment();
const logger = createLogger('live-gateway', environment.LOG_LEVEL);
const gateway = await startLiveGateway({
  host: environment.HOST,
  port: environment.PORT,
  subgraphUrls: subgraphUrlsOf(environment),
  gatewaySecret: environment.GATEWAY_SECRET,
  mode: environment.LIVE_MODE,
  introspection: environment.INTROSPECTION,
  mostConnectionsPerAddress: environment.MOST_CONNECTIONS_PER_ADDRESS,
  mostSubscriptionsPerSocket: environment.MOST_SUBSCRIPTIONS_PER_SOCKET,
  ...(environment.SUPERGRAPH_FILE && { supergraphFile: environment.SUPERGRAPH_FILE }),
  ...(environment.CORS_ORIGIN_PATTERN && { corsOriginPattern: environment.CORS_ORIGIN_PATTERN }),
  logger,
});
logger.info({ url: gateway.url, mode: environment.LIVE_MODE }, 'live gateway is up');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    logger.info({ signal }, 'draining');
    void gateway.stop().then(() => process.exit(0));
  });
}
