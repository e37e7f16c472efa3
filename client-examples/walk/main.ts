// Walks through the story of a shop against a running graph: node client-examples/walk/main.ts <shop> [endpoint]
import { parseArgs } from 'node:util';
import { stories } from '../stories.ts';
import { walk } from './walk.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [shop = '', endpoint = 'http://localhost:4000/graphql'] = positionals;
const story = stories[shop];
if (!story) {
  console.error(`Usage: node client-examples/walk/main.ts <${Object.keys(stories).join('|')}> [endpoint]`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
try {
  for await (const step of walk(story, endpoint)) {
    if (step.passed) passed += 1;
    else failed += 1;
    console.log(`${step.passed ? '✓' : '✗'} ${step.name} (${step.operation})`);
    for (const difference of step.differences) console.log(`    ${difference}`);
  }
} catch (error) {
  failed += 1;
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  console.error(`✗ The walk ended early: ${error instanceof Error ? error.message : String(error)}${cause}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
