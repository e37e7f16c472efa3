import type { Story } from '../walk/step.ts';
import { accountSteps } from './story/accounts.ts';
import { backOfficeSteps } from './story/back-office.ts';
import { browsingSteps } from './story/browsing.ts';
import { cancellingSteps } from './story/cancelling.ts';
import { figureSteps } from './story/figures.ts';
import { orderingSteps } from './story/ordering.ts';
import { payingSteps } from './story/paying.ts';
import { refundingSteps } from './story/refunding.ts';
import { shopSteps } from './story/shop.ts';

/** The story of a store from its opening to its first figures. */
export const story: Story = {
  operations: new URL('operations/', import.meta.url),
  steps: [
    ...accountSteps,
    ...shopSteps,
    ...backOfficeSteps,
    ...browsingSteps,
    ...orderingSteps,
    ...payingSteps,
    ...cancellingSteps,
    ...refundingSteps,
    ...figureSteps,
  ],
};
