import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { judgeSignature } from './signature.ts';

const secret = 'a secret of the tests';
const body = Buffer.from('{"hello":"world"}');
const now = new Date('2026-01-01T00:00:00Z');
const seconds = now.getTime() / 1000;

function header(time: number, key = secret, signed = body): string {
  return `t=${time},v1=${createHmac('sha256', key).update(`${time}.`).update(signed).digest('hex')}`;
}

describe('a webhook signature', () => {
  test.each([
    ['fresh', header(seconds), 'GENUINE'],
    ['300 seconds old', header(seconds - 300), 'GENUINE'],
    ['301 seconds old', header(seconds - 301), 'STALE'],
    ['300 seconds ahead', header(seconds + 300), 'GENUINE'],
    ['301 seconds ahead', header(seconds + 301), 'STALE'],
    ['made with another secret', header(seconds, 'another secret'), 'FORGED'],
    ['made for another body', header(seconds, secret, Buffer.from('{}')), 'FORGED'],
    ['given a new moment', header(seconds - 900).replace(/t=\d+/, `t=${seconds}`), 'FORGED'],
    ['cut short', header(seconds).slice(0, -2), 'FORGED'],
    ['without a moment', header(seconds).replace(/t=\d+,/, ''), 'FORGED'],
    ['without a signature', `t=${seconds}`, 'FORGED'],
    ['of no number', header(seconds).replace(/t=\d+/, 't=NaN'), 'FORGED'],
    ['empty', '', 'FORGED'],
    ['absent', undefined, 'FORGED'],
  ])('that is %s', (_, given, verdict) => {
    expect(judgeSignature(secret, given, body, now)).toBe(verdict);
  });

  test('may stand beside that of an older secret', () => {
    const both = `${header(seconds, 'the old secret')},${header(seconds).split(',')[1] ?? ''}`;
    expect(judgeSignature(secret, both, body, now)).toBe('GENUINE');
  });
});
