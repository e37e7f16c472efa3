import type { GraphClient } from './graph-client.ts';
import { createFleet, createHall, createRental, daysAhead } from './kinds.ts';
import { createProduct, createShop, payOrder, type TestShop } from './store.ts';

/** A shop with one of everything, the owner being its customer too. Each name is that of one thing's id. */
export interface FullShop {
  readonly shop: TestShop;
  readonly ids: Readonly<
    Record<
      | 'shop'
      | 'owner'
      | 'category'
      | 'product'
      | 'variant'
      | 'main'
      | 'tent'
      | 'tentVariant'
      | 'bike'
      | 'bikeVariant'
      | 'unit'
      | 'show'
      | 'showVariant'
      | 'seatPlan'
      | 'performance'
      | 'seat'
      | 'concert'
      | 'concertVariant'
      | 'concertPerformance'
      | 'order'
      | 'line'
      | 'reservation'
      | 'payment'
      | 'cart'
      | 'cartLine'
      | 'table'
      | 'tableSession'
      | 'entry',
      string
    >
  >;
}

export async function createFullShop(client: GraphClient): Promise<FullShop> {
  const shop = await createShop(client);
  const staff = async (name: string, selection: string, input: object) => {
    const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
    const data = await client.data(
      `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${selection} ... on Failure { code message } } }`,
      { input },
      shop.owner.token,
    );
    if (data[name].code) throw new Error(JSON.stringify(data));
    return data[name];
  };
  const category = await staff('createCategory', '... on Category { id }', { shopId: shop.id, name: 'Cloth' });
  const product = await createProduct(client, shop, 100, { categoryId: category.id });
  const main = await createProduct(client, shop, 100, { name: 'Main' });
  const tent = await createRental(client, shop, 5);
  const bike = await createFleet(client, shop, ['B-1']);
  const hall = await createHall(client, shop, 1, 10);
  const concert = await createProduct(client, shop, 0, {
    name: 'Concert',
    soldBy: 'PERFORMANCE',
    variants: [{ name: 'Standing', price: { amount: '3000', currency: 'JPY' } }],
  });
  const concertPerformance = await staff('createPerformance', '... on Performance { id }', {
    productId: concert.id,
    startsAt: daysAhead(7),
    endsAt: daysAhead(8),
    stock: [{ variantId: concert.variantId, quantity: 50 }],
  });
  const order = await staff('placeOrder', '... on Order { id lines { id reservation { id } } }', {
    shopId: shop.id,
    lines: [{ variantId: product.variantId, quantity: 1 }],
  });
  const { data } = await payOrder(client, order.id as string, shop.owner.token);
  const cart = await staff('addToCart', '... on Cart { id lines { id } }', {
    shopId: shop.id,
    line: { variantId: hall.variantId, performanceId: hall.performanceId, quantity: 1 },
  });
  const table = await staff('createTable', '... on Table { id joinCode }', { shopId: shop.id, name: 'By the window' });
  const tableSession = await staff('openTable', '... on TableSession { id }', { code: table.joinCode });
  const entry = await staff('joinWaitlist', '... on WaitlistEntry { id }', {
    shopId: shop.id,
    variantId: hall.variantId,
    performanceId: hall.performanceId,
    quantity: 11,
  });
  return {
    shop,
    ids: {
      shop: shop.id,
      owner: shop.owner.id,
      category: category.id,
      product: product.id,
      variant: product.variantId,
      main: main.id,
      tent: tent.id,
      tentVariant: tent.variantId,
      bike: bike.id,
      bikeVariant: bike.variantId,
      unit: bike.units[0] ?? '',
      show: hall.id,
      showVariant: hall.variantId,
      seatPlan: hall.seatPlanId,
      performance: hall.performanceId,
      seat: hall.seats[0]?.id ?? '',
      concert: concert.id,
      concertVariant: concert.variantId,
      concertPerformance: concertPerformance.id,
      order: order.id,
      line: order.lines[0].id,
      reservation: order.lines[0].reservation.id,
      payment: data.payOrder.id,
      cart: cart.id,
      cartLine: cart.lines[0].id,
      table: table.id,
      tableSession: tableSession.id,
      entry: entry.id,
    },
  };
}
