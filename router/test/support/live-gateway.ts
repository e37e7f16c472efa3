import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@yoyaku/platform/logging';
import { print } from 'graphql';
import { compose } from '../../compose.ts';
import { type LiveGateway, type LiveGatewayOptions, startLiveGateway } from '../../live/gateway.ts';
import { DESK_SDL, SHELF_SDL, TOY_SECRET, type Toys } from './toy-subgraphs.ts';

/** The toys' supergraph, under names of real subgraphs so that router.yaml fits: the shelf is catalog, the desk reservations. */
export function toySupergraph(): string {
  return compose([
    { name: 'catalog', url: 'http://127.0.0.1:1/graphql', sdl: print(SHELF_SDL) },
    { name: 'reservations', url: 'http://127.0.0.1:1/graphql', sdl: print(DESK_SDL) },
  ]).supergraphSdl;
}

export interface SupergraphFile extends Disposable {
  readonly file: string;
}

export function toySupergraphFile(): SupergraphFile {
  const directory = mkdtempSync(join(tmpdir(), 'yoyaku-router-test-'));
  const file = join(directory, 'supergraph.graphql');
  writeFileSync(file, toySupergraph());
  return {
    file,
    [Symbol.dispose]: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export const toyUrls = ({ shelf, desk }: Toys) => ({ catalog: shelf.url, reservations: desk.url });

export const silent = createLogger('test', 'silent');

/** A live gateway over the toys. */
export async function startToyGateway(toys: Toys, options: Partial<LiveGatewayOptions> = {}): Promise<LiveGateway> {
  using supergraph = toySupergraphFile();
  return await startLiveGateway({
    port: 0,
    supergraphFile: supergraph.file,
    subgraphUrls: toyUrls(toys),
    gatewaySecret: TOY_SECRET,
    mode: 'everything',
    introspection: true,
    logger: silent,
    ...options,
  });
}
