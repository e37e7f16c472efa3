import { describe, expect, test } from '@jest/globals';
import { anId, differences, refused } from './expectation.ts';

describe('an answer is as expected', () => {
  test('when all that is named is there, whatever else is', () => {
    const answer = { data: { order: { id: 'ord_1', state: 'PENDING', lines: [{ quantity: 1, more: true }] } } };
    expect(differences({ data: { order: { id: anId('ord'), lines: [{ quantity: 1 }] } } }, answer)).toEqual([]);
  });

  test.each([
    ['another value', { state: 'PENDING' }, { state: 'CONFIRMED' }],
    ['nothing', { state: 'PENDING' }, {}],
    ['something where nothing should be', { payment: null }, { payment: { state: 'FAILED' } }],
    ['nothing where something should be', { payment: { state: 'FAILED' } }, { payment: null }],
    ['a number as text', { version: 1 }, { version: '1' }],
    ['an id of another type', { id: anId('ord') }, { id: 'pay_1' }],
    ['too long a list', { lines: [{}] }, { lines: [{}, {}] }],
    ['no list', { lines: [] }, { lines: {} }],
    [
      'another failure',
      refused('payOrder', 'NotFound', 'NOT_FOUND'),
      { data: { payOrder: { __typename: 'Payment' } } },
    ],
  ])('but not with %s', (_what, expected, actual) => {
    expect(differences(expected, actual)).not.toEqual([]);
  });

  test('and a difference says where it is', () => {
    expect(differences({ lines: [{ quantity: 2 }] }, { lines: [{ quantity: 3 }] })).toEqual([
      'answer.lines[0].quantity: 3 instead of 2',
    ]);
  });
});
