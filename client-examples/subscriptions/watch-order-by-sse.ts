// Prints an order as it stands and after every change, over server-sent events, with nothing but fetch.
import { readFile } from 'node:fs/promises';
import { readArguments } from './arguments.ts';
import { subscribe } from './sse.ts';

const { id, token, endpoint } = readArguments('watch-order-by-sse.ts', 'order id');
const query = await readFile(new URL('../store/operations/order-changed.graphql', import.meta.url), 'utf8');

for await (const { data, errors } of subscribe({ endpoint, query, variables: { orderId: id }, token })) {
  if (errors) console.error(errors.map(({ message }) => message).join('\n'));
  if (data) console.log(JSON.stringify(data));
}
