export type SeatPlanState = 'CURRENT' | 'ARCHIVED';

/** From where a seat plan can go where. */
export const SEAT_PLAN_TRANSITIONS: Readonly<Record<SeatPlanState, readonly SeatPlanState[]>> = {
  CURRENT: ['ARCHIVED'],
  ARCHIVED: ['CURRENT'],
};
