import type { TokenVerifier } from '../auth/token-verifier.ts';
import type { Viewer } from '../auth/viewer.ts';
import { unauthenticated } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { createContext, type OperationContext } from './request-context.ts';

/** Who sends an operation, as the transport tells it. */
export interface Sender {
  readonly authorization: string | undefined;
  readonly clientAddress: string | null;
  readonly requestId: string;
}

export interface OperationContexts<Loaders> {
  /** @throws UNAUTHENTICATED for the bearer of a token that is not good, whatever they ask for. */
  open(sender: Sender): Promise<OperationContext<Loaders>>;
  /** The same caller, looked at afresh: for the next event of a subscription. */
  renew(context: OperationContext<Loaders>): OperationContext<Loaders>;
}

export function operationContexts<Loaders>(
  verifier: TokenVerifier,
  loaders: (viewer: Viewer) => Loaders,
  parentLogger: Logger,
): OperationContexts<Loaders> {
  return {
    async open({ authorization, clientAddress, requestId }) {
      const viewer = await verifier.viewer(authorization);
      if (viewer.kind === 'REFUSED') throw unauthenticated(viewer.reason);
      return createContext({ viewer, loaders: loaders(viewer), clientAddress, requestId, parentLogger });
    },
    renew: ({ viewer, clientAddress, requestId }) =>
      createContext({ viewer, loaders: loaders(viewer), clientAddress, requestId, parentLogger }),
  };
}
