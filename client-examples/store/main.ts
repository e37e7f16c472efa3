import { parseArgs } from 'node:util';
import { walkStore } from './walk-store.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const endpoint = positionals[0] ?? 'http://localhost:4000/graphql';

let passed = 0;
let failed = 0;
for await (const step of walkStore(endpoint)) {
  if (step.passed) passed += 1;
  else failed += 1;
  console.log(`${step.passed ? '✓' : '✗'} ${step.name} (${step.operation})`);
  for (const difference of step.differences) console.log(`    ${difference}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
