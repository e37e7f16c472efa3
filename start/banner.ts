import type { Demo } from './demo/load-demo.ts';
import type { Graph } from './graph.ts';

/** What a newcomer needs to know, in a few lines. */
export function banner(graph: Graph, demo: Demo, ports: { readonly edge: number }, keeps: string): string {
  const site = `http://localhost:${ports.edge}`;
  const sandbox = `https://studio.apollographql.com/sandbox/explorer?endpoint=${encodeURIComponent(graph.endpoint)}`;
  const queries = graph.router
    ? 'Apollo Router; subscriptions by the live gateway'
    : 'the live gateway: no Apollo Router was found (npm run router:install gets one)';
  const logins = demo.accounts.map(
    ({ email, password, remark }) => `${email}  ${password}${remark === undefined ? '' : `   ${remark}`}`,
  );
  const rows: [string, string][] = [
    ['GraphQL', `${graph.endpoint}   HTTP, server-sent events and WebSocket`],
    ['GraphiQL', `${site}/graphiql   works offline`],
    ['Sandbox', sandbox],
    ['Queries', `served by ${queries}`],
    ...demo.shops.map(({ id, name, kind }, index): [string, string] => [
      index === 0 ? 'Demo shops' : '',
      `${id}  ${kind.toLowerCase().padEnd(7)}  ${name}`,
    ]),
    ...logins.map((login, index): [string, string] => [index === 0 ? 'Log in as' : '', login]),
    ['Pay with', 'the card token tok_visa (tok_declined is refused), or easyPay, approved on the page of `actionUrl`'],
    ['Data', keeps],
    ['Stop', 'Ctrl-C'],
  ];
  return ['', '  Yoyaku is ready.', '', ...rows.map(([name, text]) => `  ${name.padEnd(10)} ${text}`), ''].join('\n');
}
