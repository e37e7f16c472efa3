import type { Step } from './step.ts';
import { accountSteps } from './story/accounts.ts';
import { browsingSteps } from './story/browsing.ts';
import { cancellingSteps } from './story/cancelling.ts';
import { figureSteps } from './story/figures.ts';
import { orderingSteps } from './story/ordering.ts';
import { payingSteps } from './story/paying.ts';
import { shopSteps } from './story/shop.ts';

/** The story of a store from its opening to its first figures. Each part stands on the answers of those before it. */
export const story: readonly Step[] = [
  ...accountSteps,
  ...shopSteps,
  ...browsingSteps,
  ...orderingSteps,
  ...payingSteps,
  ...cancellingSteps,
  ...figureSteps,
];
