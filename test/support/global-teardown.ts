import type { TestServer } from './servers.ts';

declare global {
  /** What global-setup.ts started or was given. */
  var startedForTests: readonly TestServer[];
}

/** Stops what global-setup.ts started; servers that were given are left alone. */
export default async function globalTeardown(): Promise<void> {
  await Promise.all(globalThis.startedForTests.map((server) => server.stop()));
}
