import type { Story } from '../walk/step.ts';
import { deskSteps } from './story/desk.ts';
import { festivalSteps } from './story/festival.ts';
import { reservingSteps } from './story/reserving.ts';
import { shopSteps } from './story/shop.ts';

/** The story of a rental, from its opening hours to what comes back, and what goes back. */
export const story: Story = {
  operations: new URL('operations/', import.meta.url),
  steps: [...shopSteps, ...reservingSteps, ...deskSteps, ...festivalSteps],
};
