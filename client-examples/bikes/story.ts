import type { Story } from '../walk/step.ts';
import { fleetSteps } from './story/fleet.ts';
import { pointsSteps } from './story/points.ts';
import { ridingSteps } from './story/riding.ts';

/** The story of city bikes: a fleet is registered, one bike is ridden and brought back, and rides come to cost points. */
export const story: Story = {
  operations: new URL('operations/', import.meta.url),
  steps: [...fleetSteps, ...ridingSteps, ...pointsSteps],
};
