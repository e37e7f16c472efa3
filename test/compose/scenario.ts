// Runs the compose file's services as processes and tells their story, one line of JSON a step; compose.test.ts reads it.
// It must run inside a network namespace: see namespace.sh.
import assert from 'node:assert/strict';
import { story } from '../../client-examples/store/story.ts';
import { walk } from '../../client-examples/walk/walk.ts';
import { GraphClient } from '../support/graph-client.ts';
import {
  createProduct,
  createShop,
  ordersIn,
  payOrder,
  placedOrder,
  placeOrder,
  signUp,
  type TestProduct,
} from '../support/store.ts';
import { until } from '../support/until.ts';
import { ComposeRun } from './compose-run.ts';
import { holdFault } from './hold-fault.ts';

const [, , routerProgram = '', nginxProgram = 'nginx', endpoint = 'http://localhost:4000/graphql'] = process.argv;
const run = await ComposeRun.start({ router: routerProgram, nginx: nginxProgram });
const client = new GraphClient(endpoint);

async function step(name: string, action: () => Promise<void>): Promise<void> {
  const error = await action().then(
    () => null,
    (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
  );
  console.log(JSON.stringify({ name, error }));
}

async function available(product: TestProduct): Promise<number> {
  const data = await client.data('query ($id: ID!) { product(id: $id) { variants { available } } }', {
    id: product.id,
  });
  return data.product.variants[0].available as number;
}

await step('the store’s whole story goes through the edge', async () => {
  for await (const result of walk(story, endpoint)) assert.deepEqual(result.differences, [], result.name);
});

await step(
  'reservations killed between hold and commit: the stock comes back, and the retry succeeds once',
  async () => {
    const shop = await createShop(client, { holdTtlSeconds: 3 });
    const product = await createProduct(client, shop, 5);
    const buyer = await signUp(client);
    const fault = await holdFault(run.variable('reservations', 'CATALOG_URL'));
    await run.kill('reservations', 'SIGTERM');
    await run.start('reservations', { CATALOG_URL: fault.url });

    fault.strikeAfterNextHold(() => run.kill('reservations', 'SIGKILL'));
    const once = { quantity: 2, idempotencyKey: 'survives' };
    const lost = await placeOrder(client, shop, product, buyer.token, once);
    assert.ok(lost.errors, 'the caller was told that it failed');
    assert.equal(await available(product), 3, 'the hold was taken');
    await until(async () => (await available(product)) === 5);

    await run.start('reservations');
    fault.close();
    const retried = await placeOrder(client, shop, product, buyer.token, once);
    const again = await placeOrder(client, shop, product, buyer.token, once);
    assert.equal(retried.data.placeOrder.__typename, 'Order');
    assert.deepEqual(again, retried);
    assert.equal(await available(product), 3);
    assert.equal(await ordersIn(client, shop, 'PENDING'), 1);
  },
);

await step('orders go on while dashboard is stopped, and it catches up to exactly what the orders say', async () => {
  const shop = await createShop(client);
  const product = await createProduct(client, shop, 100);
  const buyer = await signUp(client);
  await run.kill('dashboard', 'SIGTERM');
  const ids = await Promise.all(Array.from({ length: 12 }, () => placedOrder(client, shop, product, buyer.token)));
  await Promise.all(ids.slice(0, 8).map((id) => payOrder(client, id, buyer.token)));
  await until(async () => (await ordersIn(client, shop, 'CONFIRMED')) === 8);
  await client.data(
    'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { ... on Order { id } } }',
    { input: { orderId: ids[0] } },
    buyer.token,
  );

  await run.start('dashboard');
  const recount = async () =>
    Object.fromEntries(
      await Promise.all(
        ['PENDING', 'CONFIRMED', 'COMPLETED', 'CANCELLED', 'EXPIRED'].map(
          async (state) => [state, await ordersIn(client, shop, state)] as const,
        ),
      ),
    );
  const document = `query ($id: ID!) {
    shopDashboard(shopId: $id) { ordersByState { state count } revenueToday { amount } bestSellers { quantity } }
  }`;
  const dashboard = async () => {
    const { shopDashboard } = await client.data(document, { id: shop.id }, shop.owner.token);
    const states = shopDashboard.ordersByState as { state: string; count: number }[];
    return {
      states: Object.fromEntries(states.map(({ state, count }) => [state, count])) as Record<string, number>,
      revenue: shopDashboard.revenueToday.amount as string,
      sold: (shopDashboard.bestSellers[0]?.quantity ?? 0) as number,
    };
  };
  await until(async () => (await dashboard()).states['CANCELLED'] === 1);
  assert.deepEqual(await dashboard(), { states: await recount(), revenue: String(7 * 1200), sold: 7 });
  assert.deepEqual(await recount(), { PENDING: 4, CONFIRMED: 7, COMPLETED: 0, CANCELLED: 1, EXPIRED: 0 });
});

await step('every service stops when it is told to', async () => {
  await client.close();
  await run.stop();
});
process.exit(0);
