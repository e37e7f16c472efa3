import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

const SECRETS = ['authorization', 'password', 'refreshToken', 'accessToken', 'cardToken', 'cookie'];

/** A JSON logger; secrets are blanked at the top level and one or two levels down, wherever they are logged. */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    redact: {
      paths: SECRETS.flatMap((secret) => [secret, `*.${secret}`, `*.*.${secret}`]),
      censor: '[redacted]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
