import type { Chance } from './chance.ts';
import type { FaultSystem } from './system.ts';
import type { Wave } from './wave.ts';
import type { Passing, Verdict } from './wire.ts';

/** A place where something happens often: a wire, or the customers' own answers. */
export type Place = keyof FaultSystem['wires'] | 'answers';

/** The moment of a fault: the n-th thing that happens at a place; of a wire, on its way there or back. */
interface Moment {
  readonly place: Place;
  readonly nth: number;
  readonly passing: Passing;
}

/** How often things happen at each place in one wave, at least. */
const HAPPENS: Readonly<Record<Place, number>> = {
  answers: 20,
  provider: 16,
  catalog: 8,
  payments: 4,
  'catalog database': 12,
  'reservations database': 24,
  'payments database': 24,
};

/**
 * Does something at a moment of chance in a wave, at the latest when all is over.
 * @param strike decides, too, what becomes of what is passing at that moment
 * @returns in words, when it was
 */
export async function strikeIn(
  system: FaultSystem,
  wave: Wave,
  chance: Chance,
  places: readonly Place[],
  strike: (passing: Passing) => Verdict,
): Promise<string> {
  const place = chance.pick(places);
  const moment: Moment = {
    place,
    nth: chance.between(1, HAPPENS[place]),
    passing: chance.pick(['REQUEST', 'ANSWER'] as const),
  };
  const struck = Promise.withResolvers<string>();
  let left = moment.nth;
  const happens = (passing: Passing): Verdict => {
    if (passing !== moment.passing || --left !== 0) return 'PASS';
    struck.resolve(`${moment.passing.toLowerCase()} ${moment.nth} at ${place}`);
    return strike(passing);
  };
  const wire = place === 'answers' ? null : system.wires[place];
  if (wire) wire.judge(happens);
  else wave.onAnswer(() => happens(moment.passing));
  const late = wave.over.then(() => {
    if (left <= 0) return;
    left = 0;
    strike(moment.passing);
    struck.resolve(`after the wave, which had too little of ${place}`);
  });
  try {
    await Promise.race([struck.promise, late]);
    return await struck.promise;
  } finally {
    wire?.judge(null);
  }
}
