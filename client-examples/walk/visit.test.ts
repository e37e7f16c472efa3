import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pressButton } from './visit.ts';

const PAGE = `<form method="post">
  <button name="decision" value="yes">Approve</button>
  <button name="decision" value="no" class="quiet">Decline</button>
</form>`;

let server: Server;
let page: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'GET') response.end(request.url === '/page' ? PAGE : 'nothing');
      else response.writeHead(303, { location: `https://shop.example/?${body}` }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

test.each([
  ['Approve', 'yes'],
  ['Decline', 'no'],
])('“%s” sends what that button stands for, and is not followed out of the page', async (label, value) => {
  expect(await pressButton(page, label)).toEqual({ cameBackTo: `https://shop.example/?decision=${value}` });
});

test('a page without such a button is told', async () => {
  await expect(pressButton(page, 'Pay later')).rejects.toThrow('no button “Pay later”');
  await expect(pressButton(page.replace('page', 'elsewhere'), 'Approve')).rejects.toThrow('no button');
});
