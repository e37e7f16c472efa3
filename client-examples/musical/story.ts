import type { Story } from '../walk/step.ts';
import { bookingSteps } from './story/booking.ts';
import { callingOffSteps } from './story/calling-off.ts';
import { houseSteps } from './story/house.ts';
import { calledOffTonightSteps, refundingSteps } from './story/refunding.ts';

/** The story of a theatre, from its first seat plan to performances that are called off, and what goes back then. */
export const story: Story = {
  operations: new URL('operations/', import.meta.url),
  steps: [...houseSteps, ...bookingSteps, ...refundingSteps, ...callingOffSteps, ...calledOffTonightSteps],
};
