// Walks through the story of a store against a running graph: node client-examples/store/main.ts [endpoint]
import { parseArgs } from 'node:util';
import { walkStore } from './walk-store.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const endpoint = positionals[0] ?? 'http://localhost:4000/graphql';

let passed = 0;
let failed = 0;
try {
  for await (const step of walkStore(endpoint)) {
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
