import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A refusal in GraphQL's shape, as every part of the endpoint gives it. */
export const coded = (code: string, message: string, details: Record<string, unknown> = {}) => ({
  errors: [{ message, extensions: { code, ...details } }],
});

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const STATUS_TEXTS = {
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
} as const;

/** Answers a WebSocket upgrade with an HTTP error instead. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof STATUS_TEXTS, code: string, message: string): void {
  const body = JSON.stringify(coded(code, message));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_TEXTS[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
