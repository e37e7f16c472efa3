import type { Viewer } from '../auth/viewer.ts';
import type { Logger } from '../logging.ts';
import type { RequestContext } from './subgraph.ts';

/** The context of one operation, with what the server itself needs of it. */
export interface OperationContext<Loaders> extends RequestContext<Loaders> {
  readonly requestId: string;
  /** By the monotonic clock, in milliseconds. */
  readonly startedAt: number;
}

export interface ContextParts<Loaders> extends Omit<RequestContext<Loaders>, 'logger'> {
  readonly requestId: string;
  readonly parentLogger: Logger;
}

export function createContext<Loaders>(parts: ContextParts<Loaders>): OperationContext<Loaders> {
  return new LazyContext(parts);
}

/** Its logger, which most operations never use, is made when first asked for. */
class LazyContext<Loaders> implements OperationContext<Loaders> {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly clientAddress: string | null;
  readonly requestId: string;
  readonly startedAt = performance.now();
  // Not private by `#`: Apollo Server makes a shallow copy of the context.
  private readonly parentLogger: Logger;
  private childLogger: Logger | undefined;

  constructor({ viewer, loaders, clientAddress, requestId, parentLogger }: ContextParts<Loaders>) {
    this.viewer = viewer;
    this.loaders = loaders;
    this.clientAddress = clientAddress;
    this.requestId = requestId;
    this.parentLogger = parentLogger;
  }

  get logger(): Logger {
    this.childLogger ??= this.parentLogger.child({ requestId: this.requestId });
    return this.childLogger;
  }
}
