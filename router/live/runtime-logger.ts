import { Logger as RuntimeLogger } from '@graphql-hive/logger';
import type { Logger } from '@yoyaku/platform/logging';

/** Logs of the gateway runtime go to ours, from warnings upwards: below that it logs requests with their headers. */
export function runtimeLogger(logger: Logger): RuntimeLogger {
  return new RuntimeLogger({
    level: 'warn',
    writers: [
      {
        write(level, attributes, message) {
          logger[level]({ runtime: attributes }, message ?? 'gateway runtime');
        },
      },
    ],
  });
}
