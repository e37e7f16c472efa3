// `npm run bench`: how fast orders go, as ratios to pgbench. See README.md.
import { enterNamespace } from './enter-namespace.ts';

await enterNamespace('measure.ts');
