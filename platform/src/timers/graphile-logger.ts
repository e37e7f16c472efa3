import { Logger as GraphileLogger } from 'graphile-worker';
import type { Logger } from '../logging.ts';

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

/** What graphile-worker says goes into our log; its everyday news are our debugging. */
export const graphileLogger = (logger: Logger): GraphileLogger =>
  new GraphileLogger((scope) => (level, message, meta) => {
    logger[LEVELS[level]]({ ...scope, ...meta }, message);
  });
