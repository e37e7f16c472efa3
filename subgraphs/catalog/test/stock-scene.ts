import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { unitIds } from '../src/ids.ts';
import type {
  ExtendOutcome,
  HeldLine,
  HoldOutcome,
  HoldRefusal,
  LineAtRisk,
  LineOutcome,
  Period,
  QuotedLine,
} from '../src/stock/hold.ts';
import type { CatalogScene, WantedLine } from './catalog-scene.ts';
import { REGISTER } from './seat-operations.ts';

const HOUR = 3_600_000;

/** A moment so many hours after the next full hour. */
export const inHours = (scene: CatalogScene, hours: number): string =>
  new Date((Math.ceil(scene.clock.now().getTime() / HOUR) + hours) * HOUR).toISOString();

/** A period that starts and ends so many hours after the next full hour. */
export const period = (scene: CatalogScene, from: number, to: number): Period => ({
  start: inHours(scene, from),
  end: inHours(scene, to),
});

/** Pieces that are had for a time. */
export async function rental(scene: CatalogScene, stock: number, more: object = {}): Promise<Uuid> {
  const { variantIds } = await scene.product([{ initialStock: stock }], { soldBy: 'PERIOD', ...more });
  return variantIds[0] ?? '';
}

export interface Bikes {
  readonly variantId: Uuid;
  /** By label. */
  readonly units: readonly { readonly unitId: Uuid; readonly label: string }[];
}

/** Things that are kept one by one, had for a time unless told otherwise. */
export async function bikes(scene: CatalogScene, labels: readonly string[], more: object = {}): Promise<Bikes> {
  const { variantIds } = await scene.product([{}], { soldBy: 'PERIOD', tracksUnits: true, ...more });
  const [variantId = ''] = variantIds;
  const given = labels.map((label) => ({ label }));
  const registered = await scene.mutate(REGISTER, { variantId: scene.variant(variantId), units: given });
  const units = (registered.units as { id: string; label: string }[]).map(({ id, label }) => ({
    unitId: unitIds.decode(id)?.key ?? '',
    label,
  }));
  return { variantId, units };
}

async function post<Result>(scene: CatalogScene, route: string, body: object): Promise<Result> {
  const answer = await scene.subgraph.service.post(`/internal/${route}`, { shopId: scene.shopId, ...body });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as Result;
}

export async function quote(
  scene: CatalogScene,
  lines: readonly WantedLine[],
  more: object = {},
): Promise<readonly QuotedLine[]> {
  const body = { accountId: randomId(), lines: lines.map((line) => ({ lineId: randomId(), ...line })), ...more };
  return (await post<{ lines: QuotedLine[] }>(scene, 'quote', body)).lines;
}

type Outcomes = readonly LineOutcome['outcome'][];

const step =
  (route: string) =>
  async (scene: CatalogScene, orderId: Uuid, ...lineIds: readonly Uuid[]): Promise<Outcomes> => {
    const body = { orderId, lineIds, at: scene.clock.now().toISOString() };
    return (await post<{ outcomes: LineOutcome[] }>(scene, route, body)).outcomes.map(({ outcome }) => outcome);
  };

export const handOver = step('hand-over');
export const takeBack = step('return');

export const extend = (scene: CatalogScene, orderId: Uuid, lineId: Uuid, end: string): Promise<ExtendOutcome> =>
  post(scene, 'extend', { orderId, lineId, end });

export const atRisk = async (scene: CatalogScene): Promise<readonly LineAtRisk[]> =>
  (await post<{ lines: LineAtRisk[] }>(scene, 'at-risk', {})).lines;

export async function releaseLines(scene: CatalogScene, orderId: Uuid, ...lineIds: readonly Uuid[]): Promise<void> {
  const holds = [{ shopId: scene.shopId, orderId, lineIds }];
  const { status } = await scene.subgraph.service.post('/internal/release', { holds });
  if (status !== 204) throw new Error(`release answered ${status}`);
}

/** The lines of an order that was promised. */
export function heldLines(outcome: HoldOutcome): readonly HeldLine[] {
  if (outcome.outcome !== 'HELD') throw new Error(JSON.stringify(outcome));
  return outcome.lines;
}

/** The labels of the units of a promised order, line by line. */
export const labelsOf = (outcome: HoldOutcome): readonly (readonly string[])[] =>
  heldLines(outcome).map(({ units }) => units.map(({ label }) => label));

/** Why an order was refused. */
export function refusalsOf(outcome: HoldOutcome): readonly HoldRefusal[] {
  if (outcome.outcome !== 'REFUSED') throw new Error(JSON.stringify(outcome));
  return outcome.refusals;
}

/** Holds one line, confirms it, and gives the order with its line. */
export async function sold(scene: CatalogScene, line: WantedLine): Promise<{ orderId: Uuid; lineId: Uuid }> {
  const [orderId, lineId] = [randomId(), randomId()];
  heldLines(await scene.hold(orderId, [{ lineId, ...line }]));
  const [confirmed] = await scene.confirm(orderId);
  if (confirmed?.outcome !== 'CONFIRMED') throw new Error(JSON.stringify(confirmed));
  return { orderId, lineId };
}

/** The types of the events of a pool, in order. */
export const freedTimes = async (scene: CatalogScene, poolId: Uuid): Promise<number> =>
  (await scene.subgraph.emitted()).filter(({ type, aggregateId }) => type === 'StockFreed' && aggregateId === poolId)
    .length;

/** Confirms the stock of orders that have expired. Gives the outcome of each. */
export async function confirmLate(scene: CatalogScene, ...orderIds: readonly Uuid[]): Promise<readonly string[]> {
  const holds = orderIds.map((orderId) => ({ shopId: scene.shopId, orderId, late: true }));
  return (await post<{ outcomes: { outcome: string }[] }>(scene, 'confirm', { holds })).outcomes.map(
    ({ outcome }) => outcome,
  );
}

/** Tells catalog of events of orders, as reservations does. */
export async function orderEvent(scene: CatalogScene, type: string, ...orderIds: readonly Uuid[]): Promise<void> {
  const { shopId } = scene;
  const events = orderIds.map((orderId) => ({ type, shopId, aggregateId: orderId, version: 2, data: { orderId } }));
  await scene.subgraph.deliver('reservations', ...events);
}
