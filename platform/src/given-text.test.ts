import { describe, expect, test } from '@jest/globals';
import { requiredTextProblem } from './given-text.ts';

describe('a text that must be given', () => {
  test.each(['x', 'x'.repeat(200), '𠮷'.repeat(200), 'tab\tand\nline'])('may be %j', (text) => {
    expect(requiredTextProblem(text, 200)).toBeNull();
  });

  test.each(['', 'x'.repeat(201), `${'x'.repeat(200)}\0`])('has a length: %j', (text) => {
    expect(requiredTextProblem(text, 200)).toBe('It must have 1 to 200 characters.');
  });

  test.each(['\0', 'tok_\0', '\ud800', 'half \udc00 of a pair'])('is one that can be kept: %j', (text) => {
    expect(requiredTextProblem(text, 200)).toBe('NUL characters and broken Unicode are not allowed.');
  });
});
