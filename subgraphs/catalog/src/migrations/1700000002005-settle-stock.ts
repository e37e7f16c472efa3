import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stock that is given back, and what it means for a product that nothing or something is left of. */
export class SettleStock1700000002005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Closes the products sold by the piece of which nothing is left and opens those that stock has come back to, with their events.
      -- The product's row lock makes two orders that each take the last piece of another variant see one another.
      -- Rows: the variants of the products that changed.
      CREATE FUNCTION settle_products(p_shop uuid, p_now timestamptz, p_products uuid[])
      RETURNS TABLE (variant_id uuid) LANGUAGE plpgsql AS $$
      #variable_conflict use_column
      BEGIN
        PERFORM FROM product p WHERE p.shop_id = p_shop AND p.product_id = ANY (p_products)
          ORDER BY p.product_id FOR NO KEY UPDATE;
        RETURN QUERY
          WITH counted AS (
            SELECT v.product_id, bool_or(s.on_hand > s.confirmed) AS something_left
              FROM variant v JOIN stock_pool s ON s.shop_id = v.shop_id AND s.pool_id = v.variant_id
             WHERE v.shop_id = p_shop AND v.product_id = ANY (p_products)
             GROUP BY v.product_id
          ), settled AS (
            UPDATE product p
               SET status = CASE WHEN counted.something_left THEN 'ACTIVE' ELSE 'DISCONTINUED' END,
                   discontinued_reason = CASE WHEN counted.something_left THEN NULL ELSE 'SOLD_OUT' END,
                   version = p.version + 1
              FROM counted
             WHERE p.shop_id = p_shop AND p.product_id = counted.product_id AND p.sold_by = 'QUANTITY'
               AND (counted.something_left AND p.discontinued_reason = 'SOLD_OUT'
                    OR NOT counted.something_left AND p.status = 'ACTIVE' AND p.close_when_sold_out)
            RETURNING p.product_id, p.status, p.version
          ), told AS (
            INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
            SELECT p_shop, gen_random_uuid(),
                   CASE d.status WHEN 'ACTIVE' THEN 'ProductReactivated' ELSE 'ProductDiscontinued' END,
                   d.product_id, d.version, p_now,
                   jsonb_build_object('productId', d.product_id,
                                      'reason', CASE d.status WHEN 'ACTIVE' THEN 'IN_STOCK' ELSE 'SOLD_OUT' END)
              FROM settled d
          )
          SELECT v.variant_id FROM settled d
            JOIN variant v ON v.shop_id = p_shop AND v.product_id = d.product_id;
      END $$`);

    await runner.query(`
      -- Gives back what these orders hold or have bought, the whole of it or these lines, once. What was handed over is
      -- not given back here; what was released never comes back.
      -- Rows: MOVED for each pool that changed, SETTLED for each variant of a product that was opened.
      CREATE FUNCTION release_stock(p_shop uuid, p_now timestamptz, p_orders uuid[], p_whole uuid[], p_lines uuid[])
      RETURNS TABLE (outcome text, variant_id uuid)
      LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        pools uuid[];
        released uuid;
        sold_out uuid[];
        refilled uuid[];
        orders uuid[];
        moved uuid[];
        held integer[];
        confirmed integer[];
      BEGIN
        PERFORM lock_orders(p_orders);
        SELECT array_agg(DISTINCT a.pool_id ORDER BY a.pool_id) INTO pools FROM lines_of(p_shop, p_orders) a
         WHERE a.state IN ('HELD', 'CONFIRMED')
           AND (a.order_id = ANY (p_whole) OR a.line_id = ANY (p_lines));
        IF pools IS NOT NULL THEN
          PERFORM FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools)
            ORDER BY s.pool_id FOR NO KEY UPDATE;
          SELECT array_agg(s.pool_id) INTO sold_out FROM stock_pool s
           WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools) AND s.on_hand = s.confirmed;
          SELECT array_agg(g.order_id), array_agg(g.pool_id), array_agg(-g.held), array_agg(-g.confirmed)
            INTO orders, moved, held, confirmed
            FROM (SELECT a.order_id, a.pool_id,
                         coalesce(sum(a.quantity) FILTER (WHERE a.state = 'HELD'), 0)::integer AS held,
                         coalesce(sum(a.quantity) FILTER (WHERE a.state = 'CONFIRMED'), 0)::integer AS confirmed
                    FROM lines_of(p_shop, p_orders) a
                   WHERE a.state IN ('HELD', 'CONFIRMED')
                     AND a.handed_over_at IS NULL AND (a.order_id = ANY (p_whole) OR a.line_id = ANY (p_lines))
                   GROUP BY a.order_id, a.pool_id) g;
        END IF;
        FOREACH released IN ARRAY p_orders LOOP
          UPDATE allocation a SET state = 'RELEASED', updated_at = p_now
           WHERE a.shop_id = p_shop AND a.order_id = released AND a.state IN ('HELD', 'CONFIRMED', 'EXPIRED')
             AND a.handed_over_at IS NULL AND (a.order_id = ANY (p_whole) OR a.line_id = ANY (p_lines));
        END LOOP;
        IF orders IS NULL THEN RETURN; END IF;
        PERFORM move_stock(p_shop, p_now, 'RELEASED', moved, orders, array_fill(0, ARRAY[cardinality(orders)]),
                           held, confirmed);
        PERFORM tell_freed(p_shop, p_now, moved);
        RETURN QUERY SELECT 'MOVED', s.variant_id FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (moved);
        SELECT array_agg(DISTINCT a.product_id) INTO refilled
          FROM lines_of(p_shop, orders) a
         WHERE a.pool_id = ANY (sold_out)
           AND (SELECT s.on_hand > s.confirmed FROM stock_pool s
                 WHERE s.shop_id = p_shop AND s.pool_id = a.pool_id);
        IF refilled IS NOT NULL THEN
          RETURN QUERY SELECT 'SETTLED', d.variant_id FROM settle_products(p_shop, p_now, refilled) d;
        END IF;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION release_stock, settle_products');
  }
}
