import { expect, test } from '@jest/globals';
import { createLogger } from './logging.ts';

test('secrets never reach the log, wherever in the record they stand', () => {
  const lines: string[] = [];
  const logger = createLogger('test', 'info', { write: (line: string) => void lines.push(line) });
  logger.info({
    password: 'hush',
    input: { password: 'hush', refreshToken: 'hush' },
    a: { headers: { authorization: 'hush' } },
  });
  expect(lines.join()).not.toContain('hush');
  expect(lines.join()).toContain('[redacted]');
});
