import { parseArgs } from 'node:util';

/** What each of these programs is told on its command line. */
export interface Arguments {
  /** What to watch. */
  readonly id: string;
  /** An access token, as `signUp` and `logIn` answer it. */
  readonly token: string;
  readonly endpoint: string;
}

/** Reads `<id> --token <access token> [--endpoint <url>]`; ends the process with the usage when something is missing. */
export function readArguments(program: string, what: string): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      token: { type: 'string' },
      endpoint: { type: 'string', default: 'http://localhost:4000/graphql' },
    },
  });
  const [id] = positionals;
  const { token, endpoint } = values;
  if (id === undefined || token === undefined) {
    console.error(
      `Usage: node client-examples/subscriptions/${program} <${what}> --token <access token> [--endpoint <url>]`,
    );
    process.exit(2);
  }
  return { id, token, endpoint };
}
