/** One thing that can happen. `progress`: it will, unless something else comes first. */
export interface Action<World> {
  readonly label: string;
  readonly progress: boolean;
  readonly next: World;
}

/** A world to explore. */
export interface Model<World> {
  /** All that can happen next. */
  actionsOf(world: World): readonly Action<World>[];
  /** Two worlds with the same key are the same. */
  keyOf(world: World): string;
  /** What is wrong, whatever comes next; null if nothing is. */
  brokenAlways(world: World): string | null;
  /** What is wrong when nothing more will happen. */
  brokenAtRest(world: World): string | null;
  /** What has come of it when nothing more will happen, in a few words. */
  outcomeOf(world: World): string;
}

export interface Exploration {
  readonly states: number;
  /** States in which nothing more will happen. */
  readonly resting: number;
  /** What can come of it. */
  readonly outcomes: ReadonlySet<string>;
  readonly steps: number;
  /** Of the longest of all shortest ways to a state. */
  readonly depth: number;
  readonly violation: { readonly broken: string; readonly way: readonly string[] } | null;
}

/**
 * Goes through every world that can come of the first ones, breadth first, each once, until there are no more, something
 * is broken, or `deepest` is reached. In the end every world must be able to come to rest.
 */
export function explore<World>(model: Model<World>, first: readonly World[], deepest = Infinity): Exploration {
  const seen = new Map<string, number>();
  const cameFrom: number[] = [];
  const by: string[] = [];
  const before: number[][] = [];
  const resting: number[] = [];
  const outcomes = new Set<string>();
  let steps = 0;
  let depth = 0;
  let frontier: World[] = [];

  const wayTo = (place: number): string[] => {
    const way: string[] = [];
    for (let at = place; cameFrom[at] !== -1; at = cameFrom[at] ?? -1) way.unshift(by[at] ?? '');
    return way;
  };
  const violation = (broken: string, place: number): Exploration => ({
    ...{ states: seen.size, resting: resting.length, outcomes, steps, depth },
    violation: { broken, way: wayTo(place) },
  });
  const enter = (key: string, from: number, label: string): number => {
    const place = seen.size;
    seen.set(key, place);
    cameFrom.push(from);
    by.push(label);
    before.push([]);
    return place;
  };
  for (const world of first) {
    enter(model.keyOf(world), -1, '');
    frontier.push(world);
  }

  let start = 0;
  for (; frontier.length > 0 && depth < deepest; depth++) {
    const next: World[] = [];
    for (const [index, world] of frontier.entries()) {
      const place = start + index;
      const broken = model.brokenAlways(world);
      if (broken !== null) return violation(broken, place);
      const actions = model.actionsOf(world);
      if (!actions.some(({ progress }) => progress)) {
        const brokenNow = model.brokenAtRest(world);
        if (brokenNow !== null) return violation(brokenNow, place);
        resting.push(place);
        outcomes.add(model.outcomeOf(world));
      }
      for (const action of actions) {
        steps++;
        const key = model.keyOf(action.next);
        let to = seen.get(key);
        if (to === undefined) {
          to = enter(key, place, action.label);
          next.push(action.next);
        }
        before[to]?.push(place);
      }
    }
    start += frontier.length;
    frontier = next;
  }
  const restless = frontier.length > 0 ? null : findRestless(before, resting);
  if (restless !== null) return violation('it can never come to rest', restless);
  return { states: seen.size, resting: resting.length, outcomes, steps, depth, violation: null };
}

/** A state from which none can be reached in which nothing more will happen. */
function findRestless(before: readonly (readonly number[])[], resting: readonly number[]): number | null {
  const reaches = new Uint8Array(before.length);
  const waiting = [...resting];
  for (const place of resting) reaches[place] = 1;
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    for (const earlier of before[place] ?? []) {
      if (reaches[earlier] === 1) continue;
      reaches[earlier] = 1;
      waiting.push(earlier);
    }
  }
  const restless = reaches.indexOf(0);
  return restless === -1 ? null : restless;
}
