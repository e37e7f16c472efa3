// Prints an order as it stands and after every change, over a WebSocket, with graphql-ws.
import { readFile } from 'node:fs/promises';
import { createClient } from 'graphql-ws';
import { readArguments } from './arguments.ts';

const { id, token, endpoint } = readArguments('watch-order-by-websocket.ts', 'order id');
const query = await readFile(new URL('../store/operations/order-changed.graphql', import.meta.url), 'utf8');

const client = createClient({
  url: endpoint.replace(/^http/, 'ws'),
  // A function, so that every new connection is made with the token of that moment.
  connectionParams: () => ({ authorization: `Bearer ${token}` }),
});

for await (const { data, errors } of client.iterate({ query, variables: { orderId: id } })) {
  if (errors) console.error(errors.map(({ message }) => message).join('\n'));
  if (data) console.log(JSON.stringify(data));
}
