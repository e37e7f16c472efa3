// `npm run bench:outage`: what orders that name their card notice of payments being stopped. See README.md.
import { enterNamespace } from './enter-namespace.ts';

await enterNamespace('outage.measure.ts');
