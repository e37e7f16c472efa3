import { createLogger, type Logger } from '../logging.ts';

export interface LogLine {
  /** pino's: 30 info, 40 warn, 50 error, 60 fatal. */
  readonly level: number;
  readonly msg: string;
  readonly [key: string]: unknown;
}

const ERROR = 50;

/** A logger that keeps what it logs, and shows errors where a test's output goes unless they are expected. */
export function testLogger(name: string, quiet: boolean): { readonly logger: Logger; readonly log: LogLine[] } {
  const log: LogLine[] = [];
  const logger = createLogger(name, 'info', {
    write(text: string) {
      const line = JSON.parse(text) as LogLine;
      log.push(line);
      if (line.level >= ERROR && !quiet) process.stderr.write(text);
    },
  });
  return { logger, log };
}
