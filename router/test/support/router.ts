import { startRouter, type RouterOptions, type RunningRouter } from '../../router-process.ts';
import { findRouter } from '../../router-binary.ts';
import { installEnvironment } from '../../environment.ts';
import { silent } from './live-gateway.ts';
import { freePort } from './listening.ts';
import { TOY_SECRET } from './toy-subgraphs.ts';

/** The Router that tests run; null, where the tests that need it are skipped, is a failure under CI. */
export const routerBinary = await findRouter(installEnvironment());

if (routerBinary === null) {
  const reason = 'there is no Apollo Router: set APOLLO_ROUTER_BIN, or run `npm run router:install`';
  if (installEnvironment().CI) throw new Error(`The tests of the Router cannot run: ${reason}.`);
  console.warn(`The tests of the Router are skipped: ${reason}.`);
}

/** The real Router on ports of its own; `url` is its base URL. */
export async function startTestRouter(options: Partial<RouterOptions>): Promise<RunningRouter & { baseUrl: string }> {
  const [port, healthPort, metricsPort] = [await freePort(), await freePort(), await freePort()];
  const router = await startRouter({
    binary: routerBinary ?? '',
    port,
    healthPort,
    metricsPort,
    gatewaySecret: TOY_SECRET,
    development: true,
    logger: silent,
    ...options,
  });
  return Object.assign(router, { baseUrl: new URL(router.url).origin });
}
