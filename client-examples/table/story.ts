import type { Story } from '../walk/step.ts';
import { cartSteps } from './story/cart.ts';
import { kitchenSteps } from './story/kitchen.ts';
import { menuSteps } from './story/menu.ts';
import { payingSteps, standSteps } from './story/paying.ts';

/** The story of a restaurant: a menu with its rules, two phones at a table, the payment, the kitchen, the bill. */
export const story: Story = {
  operations: new URL('operations/', import.meta.url),
  steps: [...menuSteps, ...cartSteps, ...payingSteps, ...kitchenSteps, ...standSteps],
};
