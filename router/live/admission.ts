import { BoundedCache } from '@yoyaku/platform/bounded-cache';
import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { gatewayError } from './errors.ts';

/** `subscriptions-only` beside a Router, `everything` where the live gateway stands in for it. */
export type LiveMode = 'everything' | 'subscriptions-only';

export interface Params {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

export interface AdmissionRules {
  readonly mode: LiveMode;
  readonly introspection: boolean;
  readonly schema: () => GraphQLSchema | Promise<GraphQLSchema>;
}

/** Of an operation's transport: whether it can carry more than one result. */
export type Carries = 'one-result' | 'many-results';

const MOST_DOCUMENTS = 1_000;
/** As in router.yaml. */
const MOST_TOKENS = 10_000;

/**
 * Decides before execution whether an operation may run, and answers refusals with the Router's codes.
 * A subscription over a transport that cannot stream is refused here because the runtime would open its upstream
 * stream first and then forget it.
 */
export function admission({ mode, introspection, schema }: AdmissionRules) {
  const documents = new BoundedCache<DocumentNode>(MOST_DOCUMENTS);

  return async (params: Params, carries: Carries): Promise<readonly GraphQLError[] | null> => {
    const { query, operationName, variables } = params;
    if (typeof query !== 'string' || query === '') {
      return [gatewayError('MISSING_QUERY_STRING', 'Must provide query string.')];
    }
    const current = await schema();
    const document = documents.get(query) ?? read(query, current);
    if (!('kind' in document)) return document;
    documents.set(query, document);
    const operation = select(document, operationName);
    if (!('kind' in operation)) return [operation];
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      if (carries === 'one-result') {
        const message =
          'A subscription needs a WebSocket (graphql-transport-ws) or the header `Accept: text/event-stream`.';
        return [gatewayError('SUBSCRIPTION_BAD_HEADER', message, 406)];
      }
    } else if (mode === 'subscriptions-only') {
      const message = 'Only subscriptions are served here; send queries and mutations as HTTP requests for JSON.';
      return [gatewayError('SUBSCRIPTIONS_ONLY', message)];
    }
    const { errors } = getVariableValues(
      current,
      operation.variableDefinitions ?? [],
      (variables ?? {}) as Record<string, unknown>,
    );
    return errors?.map((error) => recoded(error, 'VALIDATION_INVALID_TYPE_VARIABLE')) ?? null;
  };

  function read(query: string, current: GraphQLSchema): DocumentNode | readonly GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: MOST_TOKENS });
    } catch (error) {
      return [recoded(error as GraphQLError, 'PARSING_ERROR')];
    }
    const errors = validate(current, document);
    const introspects = !introspection && validate(current, document, [NoSchemaIntrospectionCustomRule]).length > 0;
    if (errors.length === 0 && introspects) {
      return [gatewayError('INTROSPECTION_DISABLED', 'Introspection is off here.', 200)];
    }
    return errors.length === 0 ? document : errors.map((error) => recoded(error, 'GRAPHQL_VALIDATION_FAILED'));
  }
}

function select(document: DocumentNode, name: unknown): OperationDefinitionNode | GraphQLError {
  const operation = getOperationAST(document, typeof name === 'string' ? name : null);
  if (operation) return operation;
  if (typeof name === 'string') {
    return gatewayError('GRAPHQL_UNKNOWN_OPERATION_NAME', `Unknown operation named ${JSON.stringify(name)}`);
  }
  const message = 'Must provide operation name if query contains multiple operations.';
  return gatewayError('GRAPHQL_VALIDATION_FAILED', message);
}

const recoded = ({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError =>
  gatewayError(code, message, 400, { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null });
