// `npm run bench:overload`: what is left of the peak when twice as many orders come as can be taken. See README.md.
import { enterNamespace } from './enter-namespace.ts';

await enterNamespace('overload.measure.ts');
