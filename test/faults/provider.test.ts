import { callsBackTenTimes, capturesAndCancels, fallsSilent } from './support/provider-faults.ts';
import { faultScene } from './support/scene.ts';

const scene = faultScene();
scene.rounds('the provider charges, then times out', fallsSilent());
scene.rounds('capture and cancel at once', capturesAndCancels(25));
scene.rounds('webhooks come ten times and shuffled', callsBackTenTimes());
