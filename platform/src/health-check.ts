// What a container's health check runs: `node health-check.ts 4001` ends with 0 when the process on that port is ready.
const ready = await fetch(`http://127.0.0.1:${process.argv[2]}/health/ready`).then(
  (response) => response.ok,
  () => false,
);
process.exit(ready ? 0 : 1);
