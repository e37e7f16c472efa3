import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse as parseDocument, printSchema } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { describeOnce } from './descriptions.ts';

const ROOT = resolve(import.meta.dirname, '..');
const CONFIG_FILE = join(ROOT, 'supergraph.yaml');

/** The part of Rover's supergraph.yaml that we use: https://www.apollographql.com/docs/rover/commands/supergraphs */
const supergraphConfig = z.strictObject({
  federation_version: z.string().regex(/^=\d+\.\d+\.\d+$/, 'must be pinned, like =2.14.4'),
  subgraphs: z.record(
    z.string().regex(/^[a-z]+$/),
    z.strictObject({ routing_url: z.url(), schema: z.strictObject({ file: z.string() }) }),
  ),
});

export type SupergraphConfig = z.infer<typeof supergraphConfig>;

/** One subgraph, as composition takes it. */
export interface SubgraphSdl {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface Composed {
  /** What the Router and the live gateway run on. */
  readonly supergraphSdl: string;
  /** What clients see. */
  readonly apiSdl: string;
  readonly hints: readonly string[];
}

/** Thrown when subgraphs do not fit together; the message lists every reason. */
export class CompositionError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The subgraphs do not compose:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'CompositionError';
    this.problems = problems;
  }
}

/** Composes subgraphs into a supergraph; the result depends on nothing but the SDLs, names and URLs. */
export function compose(subgraphs: readonly SubgraphSdl[]): Composed {
  const services = subgraphs
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
    .map(({ name, url, sdl }) => ({ name, url, typeDefs: parseDocument(sdl) }));
  const result = composeServices(describeOnce(services));
  if (result.errors) {
    throw new CompositionError(
      result.errors.map(({ extensions, message }) => `[${String(extensions['code'])}] ${message}`),
    );
  }
  return {
    supergraphSdl: `${result.supergraphSdl.trim()}\n`,
    apiSdl: `${printSchema(result.schema.toAPISchema().toGraphQLJSSchema()).trim()}\n`,
    hints: result.hints.filter(({ definition }) => !EXPECTED_HINTS.includes(definition.code)).map(describeHint),
  };
}

type Hint = NonNullable<ReturnType<typeof composeServices>['hints']>[number];

const describeHint = ({ definition, coordinate, message }: Hint): string =>
  `[${definition.code}] ${coordinate ? `${coordinate}: ` : ''}${message.replaceAll(/\s+/g, ' ')}`;

/** Each subgraph has its own failures on purpose, and so its own part of FailureCode. */
const EXPECTED_HINTS = ['INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM'];

/** Reads and checks supergraph.yaml. */
export function readSupergraphConfig(file = CONFIG_FILE): SupergraphConfig {
  return supergraphConfig.parse(parseYaml(readFileSync(file, 'utf8')));
}

/** The subgraphs named by supergraph.yaml, with their SDL from disk. */
export function readSubgraphs(file = CONFIG_FILE): SubgraphSdl[] {
  return Object.entries(readSupergraphConfig(file).subgraphs).map(([name, { routing_url, schema }]) => ({
    name,
    url: routing_url,
    sdl: readFileSync(resolve(dirname(file), schema.file), 'utf8'),
  }));
}

/** The generated files, by path relative to the repository's root. */
export function generatedFiles({ supergraphSdl, apiSdl }: Composed): Record<string, string> {
  return { 'schema/supergraph.graphql': supergraphSdl, 'schema/api.graphql': apiSdl };
}

/** The first differing lines of a file and what it should be; null when they are equal. */
export function difference(file: string, present: string, wanted: string): string | null {
  if (present === wanted) return null;
  const [old, fresh] = [present.split('\n'), wanted.split('\n')];
  let start = 0;
  while (old[start] === fresh[start]) start += 1;
  let [oldEnd, freshEnd] = [old.length, fresh.length];
  while (oldEnd > start && freshEnd > start && old[oldEnd - 1] === fresh[freshEnd - 1]) {
    oldEnd -= 1;
    freshEnd -= 1;
  }
  const lines = [
    ...old.slice(start, oldEnd).map((line) => `-${line}`),
    ...fresh.slice(start, freshEnd).map((line) => `+${line}`),
  ];
  const shown = lines.slice(0, 40);
  if (lines.length > shown.length) shown.push(`… and ${lines.length - shown.length} lines more`);
  return [`${file}, from line ${start + 1}:`, ...shown].join('\n');
}

/** `npm run compose [-- --check]`: writes the generated schemas, or fails with a diff where they are stale. */
function main(check: boolean): number {
  const composed = compose(readSubgraphs());
  for (const hint of composed.hints) console.warn(`hint ${hint}`);
  let stale = 0;
  for (const [path, wanted] of Object.entries(generatedFiles(composed))) {
    const file = join(ROOT, path);
    const diff = difference(path, existsSync(file) ? readFileSync(file, 'utf8') : '', wanted);
    if (diff === null) continue;
    stale += 1;
    if (check) console.error(`${diff}\n`);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, wanted);
      console.log(`wrote ${relative(process.cwd(), file)}`);
    }
  }
  if (!check) return 0;
  if (stale > 0) console.error('The committed schemas are stale: run `npm run compose` and commit schema/.');
  else console.log(`${basename(CONFIG_FILE)} composes to exactly the committed schemas.`);
  return stale;
}

if (import.meta.main) {
  try {
    process.exitCode = main(process.argv.includes('--check')) > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
