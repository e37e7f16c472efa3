import { EnvironmentError, type SubgraphEnvironment } from '../environment.ts';
import { createLogger } from '../logging.ts';
import { collectProcessMetrics } from '../telemetry/process-metrics.ts';
import { serveSubgraph } from './serve-subgraph.ts';
import type { SubgraphDefinition } from './subgraph.ts';

/**
 * All that a subgraph's main.ts does: serves the definition in this process until SIGTERM or SIGINT, then drains.
 * Exits 1 when the environment is unusable (every problem is printed), when starting fails, and after a fatal error.
 */
export async function runSubgraph<Loaders, Environment extends SubgraphEnvironment>(
  definition: SubgraphDefinition<Loaders, Environment>,
  readEnvironment: () => Environment,
): Promise<void> {
  let environment: Environment;
  try {
    environment = readEnvironment();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${definition.name}: ${error.message}\n`);
    process.exitCode = 1;
    return;
  }

  const logger = createLogger(definition.name, environment.LOG_LEVEL);
  collectProcessMetrics();
  const fatal = (error: unknown) => {
    logger.fatal({ err: error }, 'a fatal error; the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);

  const subgraph = await serveSubgraph(definition, { environment, logger }).catch(fatal);
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // Who signals twice has lost patience.
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'draining');
    subgraph.close().then(() => {
      logger.info('stopped');
      process.exit(0);
    }, fatal);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
