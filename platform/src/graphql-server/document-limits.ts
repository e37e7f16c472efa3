import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What a document may cost before it is even executed. */
export const MOST_TOKENS = 10_000;
const MOST_DEPTH = 20;
const MOST_SELECTIONS = 20_000;

interface Size {
  readonly depth: number;
  readonly selections: number;
}

/**
 * Refuses operations that nest deeper than 20 fields or select more than 20,000 with their fragments spread out: a
 * short document can spread into billions. Introspection, which nests deeply by nature, is not counted.
 */
export const documentLimits: ValidationRule = (context: ValidationContext): ASTVisitor => {
  const fragments = new Map<string, Size>();

  function measure(set: SelectionSetNode, within: readonly string[]): Size {
    let depth = 0;
    let selections = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD && selection.name.value.startsWith('__')) continue;
      let inner: Size = { depth: 0, selections: 0 };
      if (selection.kind === Kind.FRAGMENT_SPREAD) inner = measureFragment(selection.name.value, within);
      else if (selection.selectionSet) inner = measure(selection.selectionSet, within);
      depth = Math.max(depth, inner.depth + (selection.kind === Kind.FIELD ? 1 : 0));
      selections += inner.selections + 1;
    }
    return { depth, selections };
  }

  function measureFragment(name: string, within: readonly string[]): Size {
    const known = fragments.get(name);
    if (known) return known;
    const fragment = context.getFragment(name);
    // An unknown fragment and a circle are reported by rules of their own.
    if (!fragment || within.includes(name)) return { depth: 0, selections: 0 };
    const size = measure(fragment.selectionSet, [...within, name]);
    fragments.set(name, size);
    return size;
  }

  return {
    OperationDefinition(operation) {
      const { depth, selections } = measure(operation.selectionSet, []);
      if (depth > MOST_DEPTH) {
        report(`The operation nests ${depth} fields deep; at most ${MOST_DEPTH} are allowed.`);
      } else if (selections > MOST_SELECTIONS) {
        report(`The operation selects too many fields; at most ${MOST_SELECTIONS} are allowed.`);
      }
      return false;

      function report(message: string): void {
        context.reportError(new GraphQLError(message, { nodes: operation }));
      }
    },
  };
};
