import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComposeRun } from '../test/compose/compose-run.ts';

/** Where the profiles of Node services are written when they end. */
export type ProfileDirectory = string;

/** Starts services anew, so that each writes a V8 CPU profile when it ends. For Node services only. */
export async function startProfiling(run: ComposeRun, services: ReadonlySet<string>): Promise<ProfileDirectory> {
  const directory = mkdtempSync(join(tmpdir(), 'yoyaku-profile-'));
  for (const name of services) {
    await run.kill(name, 'SIGTERM');
    await run.start(name, { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${join(directory, name)}` });
  }
  return directory;
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

const SHOWN = 40;

/** Where a service's own time went: by package or folder, then by function. The idle part is left out. */
export function tellProfile(directory: ProfileDirectory, service: string): string {
  const [file = ''] = readdirSync(join(directory, service));
  const profile = JSON.parse(readFileSync(join(directory, service, file), 'utf8')) as Profile;
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const byPlace = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let busy = 0;
  for (const sample of profile.samples) {
    const frame = nodes.get(sample)?.callFrame;
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(program)') continue;
    busy++;
    const place = placeOf(frame.url) || frame.functionName;
    count(byPlace, place);
    count(byFunction, `${frame.functionName || '(anonymous)'} ${place}:${frame.lineNumber + 1}`);
  }
  const shares = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .sort(([, left], [, right]) => right - left)
      .slice(0, SHOWN)
      .map(([name, samples]) => `  ${((samples / busy) * 100).toFixed(1).padStart(5)} %  ${name}`);
  return [`${service}: own time by place`, ...shares(byPlace), `${service}: by function`, ...shares(byFunction)].join(
    '\n',
  );
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** A package's name, or one of our files. */
function placeOf(url: string): string {
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inPackage ?? /\/((?:platform|subgraphs|router)\/.*)$/.exec(url)?.[1] ?? url;
}
