import { Counter, Gauge, Histogram } from 'prom-client';

/** Operations answered, by kind. A gateway's plan is as good as this number is small. */
export const graphqlRequests = new Counter({
  name: 'yoyaku_graphql_requests_total',
  help: 'GraphQL operations received, by subgraph and kind (query, mutation, subscription; refused: never executed).',
  labelNames: ['subgraph', 'kind'],
});

export const graphqlErrors = new Counter({
  name: 'yoyaku_graphql_errors_total',
  help: 'Errors in GraphQL answers, by subgraph and code.',
  labelNames: ['subgraph', 'code'],
});

export const graphqlSeconds = new Histogram({
  name: 'yoyaku_graphql_request_duration_seconds',
  help: 'Time from the arrival of a query or mutation over HTTP to its answer, by subgraph and kind.',
  labelNames: ['subgraph', 'kind'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

export const liveSubscriptions = new Gauge({
  name: 'yoyaku_graphql_live_subscriptions',
  help: 'GraphQL subscriptions that are open now, by subgraph.',
  labelNames: ['subgraph'],
});

export const requestsInFlight = new Gauge({
  name: 'yoyaku_graphql_requests_in_flight',
  help: 'Queries and mutations being worked on now, by subgraph.',
  labelNames: ['subgraph'],
});

export const overloadRefusals = new Counter({
  name: 'yoyaku_graphql_overload_refusals_total',
  help: 'Mutations answered OVERLOADED, by subgraph and by what was beyond its limit (requests in flight, event-loop delay).',
  labelNames: ['subgraph', 'reason'],
});
