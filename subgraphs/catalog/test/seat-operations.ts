import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds, variantIds } from '../src/ids.ts';
import type { CatalogScene } from './catalog-scene.ts';

/** The operations of units, seat plans and performances as the tests send them. */
const FAILURES = `... on Failure { code message retryable } ... on InvalidInput { field } ... on NotFound { id }
  ... on VersionConflict { currentVersion } ... on InvalidStateTransition { from to allowed }`;
const without = (...types: readonly string[]) =>
  types.reduce((text, type) => text.replace(new RegExp(`\\.\\.\\. on ${type} \\{[^}]*\\}`), ''), FAILURES);

export const UNIT = `id label attributes { name value } section row number status state version
  variant { id } performance { id }`;
const PLAN = `id name tiers seatCount archivedAt version shop { id }
  sections { name rows firstSeat seatsPerRow tier }`;
export const PERFORMANCE = `id name startsAt endsAt saleFrom saleUntil status version product { id } seatPlan { id }
  pools { tier available onHand variant { id name } }`;

const mutation = (name: string, rest: string) =>
  `mutation ($input: ${(name[0] ?? '').toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename ${rest} } }`;

export const REGISTER = mutation(
  'registerUnits',
  `${without('VersionConflict', 'InvalidStateTransition')} ... on LabelTaken { label }
   ... on UnitsRegistered { variant { id onHand available } units { ${UNIT} } }`,
);
export const UPDATE_UNIT = mutation(
  'updateUnit',
  `${without('InvalidStateTransition')} ... on LabelTaken { label } ... on StockUnit { ${UNIT} }`,
);
export const RETIRE = mutation('retireUnit', `${FAILURES} ... on UnitInUse { unitId } ... on StockUnit { ${UNIT} }`);
export const REINSTATE = mutation('reinstateUnit', `${FAILURES} ... on StockUnit { ${UNIT} }`);

export const CREATE_PLAN = mutation(
  'createSeatPlan',
  `${without('VersionConflict', 'InvalidStateTransition')} ... on SeatPlan { ${PLAN} }`,
);
export const UPDATE_PLAN = mutation(
  'updateSeatPlan',
  `${without('InvalidStateTransition')} ... on SeatPlan { ${PLAN} }`,
);
export const ARCHIVE_PLAN = mutation('archiveSeatPlan', `${FAILURES} ... on SeatPlan { ${PLAN} }`);
export const RESTORE_PLAN = mutation('restoreSeatPlan', `${FAILURES} ... on SeatPlan { ${PLAN} }`);
export const DELETE_PLAN = mutation(
  'deleteSeatPlan',
  `${without('InvalidStateTransition')} ... on SeatPlanDeleted { id } ... on SeatPlanInUse { seatPlanId performanceCount }`,
);

export const CREATE_PERFORMANCE = mutation(
  'createPerformance',
  `${without('VersionConflict', 'InvalidStateTransition')} ... on Performance { ${PERFORMANCE} }`,
);
export const UPDATE_PERFORMANCE = mutation('updatePerformance', `${FAILURES} ... on Performance { ${PERFORMANCE} }`);
export const CANCEL_PERFORMANCE = mutation('cancelPerformance', `${FAILURES} ... on Performance { ${PERFORMANCE} }`);
export const DELETE_PERFORMANCE = mutation(
  'deletePerformance',
  `${without('InvalidStateTransition')} ... on PerformanceDeleted { id } ... on PerformanceInUse { performanceId }`,
);

export const SEAT_MAP = `query ($id: ID!) { seatMap(performanceId: $id) {
  available performance { id }
  sections { name rows { name seats { id label number tier state variant { id price { amount } } } } } } }`;

/** A seat as a map shows it. */
export interface ShownSeat {
  readonly id: string;
  readonly label: string;
  readonly number: number;
  readonly tier: string;
  readonly state: string;
  readonly variant: { readonly id: string; readonly price: { readonly amount: string } };
}

export interface ShownMap {
  readonly available: number;
  readonly sections: readonly {
    readonly name: string;
    readonly rows: readonly { readonly name: string; readonly seats: readonly ShownSeat[] }[];
  }[];
}

/** The map of a performance, as anybody sees it. */
export async function seatMapOf(scene: CatalogScene, performance: string): Promise<ShownMap> {
  const { data, errors } = await scene.subgraph.query(SEAT_MAP, { id: performance });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.seatMap as ShownMap;
}

export const seatsOf = ({ sections }: ShownMap): ShownSeat[] =>
  sections.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats));

/** A section of a seat plan as staff describe it. */
export const section = (name: string, from: string, to: string, seatsPerRow: number, tier: string) => ({
  name,
  rows: { from, to },
  seatsPerRow,
  tier,
});

/** A performance with seats, on sale now. */
export interface House {
  readonly productId: string;
  readonly planId: string;
  readonly performance: string;
  readonly performanceId: Uuid;
  /** The key of the variant of each tier. */
  readonly variantIds: readonly Uuid[];
}

const HOUR = 3_600_000;

export const hoursFromNow = (scene: CatalogScene, hours: number): string =>
  new Date(scene.clock.now().getTime() + hours * HOUR).toISOString();

/** A musical with a variant for each tier of these sections, and its performance of tomorrow. */
export async function openHouse(
  scene: CatalogScene,
  sections: readonly ReturnType<typeof section>[],
  more: object = {},
): Promise<House> {
  const tiers = [...new Set(sections.map(({ tier }) => tier))];
  const product = await scene.product(
    tiers.map((name, index) => ({ name, price: String(100_000 - index * 20_000) })),
    { name: `Musical ${randomId()}`, soldBy: 'PERFORMANCE' },
  );
  const plan = await scene.mutate(CREATE_PLAN, { shopId: scene.shop, name: 'Hall', sections });
  const created = await scene.mutate(CREATE_PERFORMANCE, {
    productId: product.id,
    seatPlanId: plan.id,
    tiers: tiers.map((tier, index) => ({
      tier,
      variantId: variantIds.encode(scene.shopId, product.variantIds[index] ?? ''),
    })),
    startsAt: hoursFromNow(scene, 24),
    endsAt: hoursFromNow(scene, 27),
    ...more,
  });
  if (created.__typename !== 'Performance') throw new Error(JSON.stringify(created));
  return {
    productId: product.id,
    planId: plan.id,
    performance: created.id,
    performanceId: performanceIds.decode(created.id as string)?.key ?? '',
    variantIds: product.variantIds,
  };
}
