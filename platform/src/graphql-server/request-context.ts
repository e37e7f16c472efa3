import type { Viewer } from '../auth/viewer.ts';
import type { Logger } from '../logging.ts';
import type { RequestContext } from './subgraph.ts';

export interface ContextParts<Loaders> {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly clientAddress: string | null;
  readonly requestId: string;
  readonly parentLogger: Logger;
}

/** The context of one operation. Its logger, which most operations never use, is made when first asked for. */
export class OperationContext<Loaders> implements RequestContext<Loaders> {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly clientAddress: string | null;
  readonly requestId: string;
  readonly startedAt = performance.now();
  // Not private by `#`: Apollo Server makes a shallow copy of the context.
  private readonly parentLogger: Logger;
  private childLogger: Logger | undefined;

  constructor(parts: ContextParts<Loaders>) {
    this.viewer = parts.viewer;
    this.loaders = parts.loaders;
    this.clientAddress = parts.clientAddress;
    this.requestId = parts.requestId;
    this.parentLogger = parts.parentLogger;
  }

  get logger(): Logger {
    this.childLogger ??= this.parentLogger.child({ requestId: this.requestId });
    return this.childLogger;
  }
}
