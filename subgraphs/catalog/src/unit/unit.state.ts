export type UnitStatus = 'ACTIVE' | 'RETIRED';

/** From where a unit can go where. */
export const UNIT_TRANSITIONS: Readonly<Record<UnitStatus, readonly UnitStatus[]>> = {
  ACTIVE: ['RETIRED'],
  RETIRED: ['ACTIVE'],
};
