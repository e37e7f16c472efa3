import { setTimeout } from 'node:timers/promises';
import { cancelsDuringCapture, pays, paysImpatiently, USUAL_PLANS } from './plans.ts';
import { RIDES } from './rides.ts';
import type { Fault } from './rounds.ts';
import { strikeIn } from './strike.ts';
import type { FaultSystem } from './system.ts';

const behave = (system: FaultSystem, behaviour: object) => system.atProvider('PATCH', '/admin/behaviour', behaviour);

/** From a moment on the provider does what it is asked and answers nobody, for a while. */
export function fallsSilent(): Fault {
  return {
    plans: [...USUAL_PLANS, pays('tok_authorizes_then_times_out'), pays('tok_visa')],
    async strike(system, wave, chance) {
      let at = 0;
      let silent: Promise<unknown> = Promise.resolve();
      const when = await strikeIn(system, wave, chance, ['provider'], (passing) => {
        at = performance.now();
        silent = behave(system, { mode: 'SILENT' });
        // This one is charged and never told, whenever the rest begins.
        return passing === 'REQUEST' ? 'PASS' : 'CUT_BEFORE';
      });
      await silent;
      await setTimeout(chance.between(0, 500));
      await behave(system, { mode: 'UP' });
      return { when, at };
    },
  };
}

/** From a moment on the provider cannot be reached, for a while: long enough for the breaker to open. */
export function goesDown(): Fault {
  return {
    async strike(system, wave, chance) {
      let at = 0;
      let down: Promise<unknown> = Promise.resolve();
      const when = await strikeIn(system, wave, chance, ['answers', 'provider'], () => {
        at = performance.now();
        down = behave(system, { mode: 'DOWN' });
        return 'PASS';
      });
      await down;
      await setTimeout(chance.between(0, 800));
      await behave(system, { mode: 'UP' });
      return { when, at };
    },
  };
}

/** Every change is called back ten times, in an order of chance, while customers go on asking. */
export function callsBackTenTimes(): Fault {
  return {
    plans: [
      paysImpatiently('tok_delayed'),
      paysImpatiently('tok_visa'),
      pays('tok_delayed'),
      cancelsDuringCapture(60),
      ...RIDES.slice(0, 2),
    ],
    // Each sends as much as several others, and the provider ten times that.
    customers: 8,
    async strike(system, wave, chance) {
      await behave(system, { callbacks: 'EVERY_CHANGE', callbackCopies: 10, callbacksHeld: true });
      const release = () => system.atProvider('POST', '/admin/callbacks/release', {});
      let at = 0;
      let released: Promise<unknown> = Promise.resolve();
      const when = await strikeIn(system, wave, chance, ['answers', 'provider', 'payments database'], () => {
        at = performance.now();
        released = release();
        return 'PASS';
      });
      await released;
      const goesOn = async () => {
        // Whatever has been gathered comes in bursts.
        for (let more = true; more;) {
          more = await Promise.race([wave.over.then(() => false), setTimeout(chance.between(10, 100), true)]);
          await release();
        }
      };
      return { when, at, goesOn: goesOn() };
    },
  };
}

/** Orders are called off while the money for them is being taken. */
export function capturesAndCancels(latencyMilliseconds: number): Fault {
  return {
    plans: [cancelsDuringCapture(4 * latencyMilliseconds)],
    async strike(system, wave, chance) {
      await behave(system, { latencyMilliseconds });
      let at = 0;
      const when = await strikeIn(system, wave, chance, ['provider'], () => {
        at = performance.now();
        return 'PASS';
      });
      return { when, at };
    },
  };
}
