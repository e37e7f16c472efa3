import type { Reader } from './wire.ts';

/** What commits by itself and writes: statements, and calls of the catalog's stock functions. */
const WRITES = /\b(insert|update|delete)\b|\b(hold|confirm|release|hand_over|return|extend|change|sweep)_stock\(/i;
const IDLE = 'I'.charCodeAt(0);

/**
 * Finds the moments of commitment in PostgreSQL's protocol: a COMMIT, or a writing statement outside of a transaction.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function postgresReader(): Reader {
  const statements = new Map<string, string>();
  let idle = true;
  let bound = '';
  let sent = Buffer.alloc(0);
  let greeted = false;
  let received = Buffer.alloc(0);

  function isCommit(type: string, body: Buffer): boolean {
    switch (type) {
      case 'P': {
        const [name = '', text = ''] = texts(body);
        statements.set(name, text);
        return false;
      }
      case 'B':
        bound = texts(body)[1] ?? '';
        return false;
      case 'E':
        return idle && WRITES.test(statements.get(bound) ?? '');
      case 'Q': {
        const text = texts(body)[0] ?? '';
        return /^\s*commit/i.test(text) || (idle && WRITES.test(text));
      }
      default:
        return false;
    }
  }

  return {
    sent(chunk) {
      sent = Buffer.concat([sent, chunk]);
      if (!greeted) {
        // The first message has no type.
        if (sent.length < 4 || sent.length < sent.readInt32BE(0)) return false;
        sent = sent.subarray(sent.readInt32BE(0));
        greeted = true;
      }
      let commits = false;
      for (let message = next(sent); message; message = next(sent)) {
        commits = isCommit(message.type, message.body) || commits;
        sent = message.rest;
      }
      return commits;
    },
    received(chunk) {
      received = Buffer.concat([received, chunk]);
      for (let message = next(received); message; message = next(received)) {
        // ReadyForQuery tells whether a transaction is open.
        if (message.type === 'Z') idle = message.body[0] === IDLE;
        received = message.rest;
      }
    },
  };
}

function next(buffer: Buffer): { type: string; body: Buffer; rest: Buffer<ArrayBuffer> } | null {
  if (buffer.length < 5) return null;
  const end = 1 + buffer.readInt32BE(1);
  if (buffer.length < end) return null;
  const type = String.fromCharCode(buffer[0] ?? 0);
  return { type, body: buffer.subarray(5, end), rest: Buffer.from(buffer.subarray(end)) };
}

/** The zero-terminated texts at the head of a message. */
function texts(body: Buffer): string[] {
  return body.toString('utf8').split('\0', 2);
}
