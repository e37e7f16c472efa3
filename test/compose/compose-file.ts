import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

// `${NAME:-}` leaves nothing, which is an empty string.
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => String(value ?? ''));

const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), scalar).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});

/** A service of docker-compose.yml with its variables filled in. */
export type ComposeService = z.infer<typeof service> & { readonly name: string };

/**
 * Reads a compose file as `docker compose` would with these variables.
 * @throws where a variable marked as required is not given.
 */
export function readComposeFile(file: string, variables: Readonly<Record<string, string>>): ComposeService[] {
  const filled = interpolate(readFileSync(file, 'utf8'), variables);
  const { services } = z.object({ services: z.record(z.string(), service) }).parse(parse(filled, { merge: true }));
  return inOrderOfStart(Object.entries(services).map(([name, members]) => ({ ...members, name })));
}

/** `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:?message}`; `$$` is a dollar sign. Comments are left alone. */
function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text
    .replace(/^\s*#.*$/gm, '')
    .replace(
      /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}|\$(\w+)/g,
      (match: string, braced?: string, operator?: string, operand = '', bare?: string): string => {
        if (match === '$$') return '$';
        const name = braced ?? bare ?? '';
        const value = variables[name];
        if (value) return value;
        if (operator === '?') throw new Error(`${name}: ${operand}`);
        return operator === '-' ? operand : '';
      },
    );
}

function inOrderOfStart(services: readonly ComposeService[]): ComposeService[] {
  const waiting = [...services];
  const started: ComposeService[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ depends_on }) =>
      Object.keys(depends_on).every((name) => started.some((other) => other.name === name)),
    );
    if (next < 0) throw new Error(`these wait for one another: ${waiting.map(({ name }) => name).join(', ')}`);
    started.push(...waiting.splice(next, 1));
  }
  return started;
}

/** The variables of an `.env` file. */
export function readEnvFile(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const match = /^(\w+)=(.*)$/.exec(line);
      return match?.[1] ? [[match[1], match[2] ?? '']] : [];
    }),
  );
}
