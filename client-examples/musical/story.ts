import type { Story } from '../walk/step.ts';
import { bookingSteps } from './story/booking.ts';
import { callingOffSteps } from './story/calling-off.ts';
import { houseSteps } from './story/house.ts';

/** The story of a theatre, from its first seat plan to a performance that is called off. */
export const story: Story = {
  operations: new URL('operations/', import.meta.url),
  steps: [...houseSteps, ...bookingSteps, ...callingOffSteps],
};
