import { badInput } from './errors.ts';

/** How many rows a page may hold. */
export const MOST_PER_PAGE = 100;

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** What a keyset query needs: one row more than the page, after the position of the last row seen. */
export interface PageRequest<Position> {
  readonly limit: number;
  readonly after: Position | null;
}

export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A cursor is the JSON of the sort key's values, sealed with the name of the order it belongs to. */
export function encodeCursor(order: string, position: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([order, ...position])).toString('base64url');
}

/**
 * Reads `first` and `after`. The cursor must come from the same order and hold as many values as the sort key has.
 * @throws BAD_USER_INPUT for a page of less than 1 or more than 100 rows and for a malformed or foreign cursor.
 */
export function pageRequest(
  order: string,
  keyLength: number,
  { first, after }: PageArguments,
): PageRequest<readonly (string | number | null)[]> {
  const size = first ?? 20;
  if (size < 1 || size > MOST_PER_PAGE) throw badInput(`first must be from 1 to ${MOST_PER_PAGE}, not ${size}.`);
  if (after === undefined || after === null) return { limit: size + 1, after: null };
  const position = decodeCursor(after);
  if (position?.length !== keyLength + 1 || position[0] !== order)
    throw badInput('after is not a cursor of this list.');
  return { limit: size + 1, after: position.slice(1) };
}

function decodeCursor(cursor: string): (string | number | null)[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const valid = (item: unknown) => item === null || typeof item === 'string' || typeof item === 'number';
    return Array.isArray(value) && value.every(valid) ? value : null;
  } catch {
    return null;
  }
}

/** Makes the Relay connection of rows fetched with {@link PageRequest.limit}, the surplus row telling of a next page. */
export function connection<Row>(
  rows: readonly Row[],
  request: PageRequest<unknown>,
  cursorOf: (row: Row) => string,
): Connection<Row> {
  const nodes = rows.slice(0, request.limit - 1);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(node) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length >= request.limit,
      hasPreviousPage: request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
