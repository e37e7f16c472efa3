// Pool: what one demand is weighed against, i.e. a variant's pieces, or its tickets of one performance.
import { deriveId, type Uuid } from '@yoyaku/platform/ids';

/** The id of the pool of a variant, or of the variant's tickets of a performance; whether there is one or not. */
export const poolIdOf = (variantId: Uuid, performanceId: Uuid | null): Uuid =>
  performanceId === null ? variantId : deriveId('pool', variantId, performanceId);
