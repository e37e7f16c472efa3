import { describe, expect, test } from '@jest/globals';
import { connection, encodeCursor, pageRequest } from './paging.ts';

describe('a page', () => {
  test('asks for one row more, to know of a next page without counting', () => {
    const request = pageRequest('name', 2, { first: 2 });
    expect(request).toEqual({ limit: 3, after: null });
    const page = connection(['a', 'b', 'c'], request, (row) => encodeCursor('name', [row, 1]));
    expect(page.nodes).toEqual(['a', 'b']);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const next = pageRequest('name', 2, { first: 2, after: page.pageInfo.endCursor });
    expect(next.after).toEqual(['b', 1]);
    expect(connection(['c'], next, () => 'x').pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test.each([0, -1, 101, 100_000])('of %d rows is refused', (first) => {
    expect(() => pageRequest('name', 1, { first })).toThrow('first must be from 1 to 100');
  });

  test.each([
    ['gibberish', '%%%'],
    ['not JSON', Buffer.from('nonsense').toString('base64url')],
    ['of another list', encodeCursor('price', ['a', 1])],
    ['of another length', encodeCursor('name', ['a'])],
    ['with an object inside', Buffer.from('["name",{},1]').toString('base64url')],
  ])('after a cursor that is %s is refused', (_, after) => {
    expect(() => pageRequest('name', 2, { after })).toThrow('after is not a cursor of this list');
  });
});
