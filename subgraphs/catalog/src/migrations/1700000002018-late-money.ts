import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What becomes of the stock of orders that were not paid in time. Their promise ends, but is not forgotten: should the
 * money come after all, it is taken anew if it still can be. The event that an order has expired may be heard of only
 * after that, and must not undo it.
 */
export class LateMoney1700000002018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE allocation
        -- It was sold to its order although that had expired.
        ADD COLUMN retaken boolean NOT NULL DEFAULT false`);

    await runner.query(`
      -- Lets the promises of orders that have expired end. What was sold goes back as well, by a confirmation whose order
      -- never heard of it, but not what was taken anew since. The caller has the orders and the pools. Rows: MOVED and
      -- SETTLED as release_stock has them.
      CREATE FUNCTION expire_orders(p_shop uuid, p_now timestamptz, p_orders uuid[])
      RETURNS TABLE (outcome text, variant_id uuid) LANGUAGE plpgsql AS $$
      #variable_conflict use_column
      DECLARE
        expired uuid;
        pools uuid[];
        orders uuid[];
        held integer[];
        confirmed integer[];
        sold_out uuid[];
        refilled uuid[];
      BEGIN
        SELECT array_agg(g.order_id), array_agg(g.pool_id), array_agg(-g.held), array_agg(-g.confirmed)
          INTO orders, pools, held, confirmed
          FROM (SELECT a.order_id, a.pool_id,
                       coalesce(sum(a.quantity) FILTER (WHERE a.state = 'HELD'), 0)::integer AS held,
                       coalesce(sum(a.quantity) FILTER (WHERE a.state = 'CONFIRMED'), 0)::integer AS confirmed
                  FROM lines_of(p_shop, p_orders) a
                 WHERE a.state = 'HELD' OR (a.state = 'CONFIRMED' AND NOT a.retaken AND a.handed_over_at IS NULL)
                 GROUP BY a.order_id, a.pool_id) g;
        IF orders IS NULL THEN RETURN; END IF;
        SELECT array_agg(s.pool_id) INTO sold_out FROM stock_pool s
         WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools) AND s.on_hand = s.confirmed;
        FOREACH expired IN ARRAY p_orders LOOP
          UPDATE allocation a SET state = 'EXPIRED', expires_at = least(a.expires_at, p_now), updated_at = p_now
           WHERE a.shop_id = p_shop AND a.order_id = expired
             AND (a.state = 'HELD' OR (a.state = 'CONFIRMED' AND NOT a.retaken AND a.handed_over_at IS NULL));
        END LOOP;
        PERFORM move_stock(p_shop, p_now, 'EXPIRED', pools, orders, array_fill(0, ARRAY[cardinality(orders)]),
                           held, confirmed);
        PERFORM tell_freed(p_shop, p_now, pools);
        RETURN QUERY SELECT 'MOVED', s.variant_id FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools);
        SELECT array_agg(DISTINCT a.product_id) INTO refilled
          FROM lines_of(p_shop, orders) a
         WHERE a.pool_id = ANY (sold_out)
           AND (SELECT s.on_hand > s.confirmed FROM stock_pool s
                 WHERE s.shop_id = p_shop AND s.pool_id = a.pool_id);
        IF refilled IS NOT NULL THEN
          RETURN QUERY SELECT 'SETTLED', d.variant_id FROM settle_products(p_shop, p_now, refilled) d;
        END IF;
      END $$`);

    await runner.query(`
      -- What release_stock does, and, of the orders in p_expired, expire_orders: one call, so that all pools are locked in
      -- one order.
      CREATE FUNCTION end_orders(p_shop uuid, p_now timestamptz, p_orders uuid[], p_whole uuid[], p_lines uuid[],
                                 p_expired uuid[])
      RETURNS TABLE (outcome text, variant_id uuid) LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        pools uuid[];
      BEGIN
        PERFORM lock_orders(p_orders || p_expired);
        SELECT array_agg(DISTINCT a.pool_id) INTO pools FROM lines_of(p_shop, p_orders || p_expired) a
         WHERE a.state IN ('HELD', 'CONFIRMED');
        IF pools IS NOT NULL THEN
          PERFORM FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools)
            ORDER BY s.pool_id FOR NO KEY UPDATE;
          RETURN QUERY SELECT e.outcome, e.variant_id FROM expire_orders(p_shop, p_now, p_expired) e;
        END IF;
        IF p_orders <> '{}' THEN
          RETURN QUERY SELECT r.outcome, r.variant_id FROM release_stock(p_shop, p_now, p_orders, p_whole, p_lines) r;
        END IF;
      END $$`);

    await runner.query(`
      -- What confirm_stock does, for orders that have expired: what has begun since, or is no longer there at all, or is
      -- more than its customer may have by now, is GONE, and what is sold is marked, so that expire_orders leaves it alone.
      -- Rows as confirm_stock has them.
      CREATE FUNCTION retake_stock(p_shop uuid, p_now timestamptz, p_orders uuid[])
      RETURNS TABLE (order_number integer, outcome text, id uuid, requested bigint, available bigint)
      LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        gone uuid[];
        alive uuid[];
        sold uuid;
      BEGIN
        PERFORM lock_orders(p_orders);
        PERFORM lock_customers(p_shop, array_agg(a.customer_id), array_agg(a.variant_id))
           FROM lines_of(p_shop, p_orders) a WHERE a.customer_id IS NOT NULL AND a.state IN ('HELD', 'EXPIRED');
        SELECT coalesce(array_agg(DISTINCT a.order_id), '{}') INTO gone
          FROM lines_of(p_shop, p_orders) a
         WHERE a.state IN ('HELD', 'EXPIRED')
           AND (a.period_start <= p_now
                OR NOT EXISTS (SELECT FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = a.pool_id)
                OR (a.performance_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM performance f
                     WHERE f.shop_id = p_shop AND f.performance_id = a.performance_id AND f.status = 'SCHEDULED'
                       AND f.starts_at > p_now))
                -- With what the customer has besides, and what the orders before this one may get.
                OR (a.customer_id IS NOT NULL AND EXISTS (
                    SELECT FROM product p
                     WHERE p.shop_id = p_shop AND p.product_id = a.product_id
                       AND p.max_per_customer < (
                           SELECT sum(o.quantity) FROM allocation o
                            WHERE o.shop_id = p_shop AND o.customer_id = a.customer_id AND o.product_id = a.product_id
                              AND (o.state IN ('CONFIRMED', 'CONSUMED') OR o.state = 'HELD' AND o.expires_at > p_now
                                   OR o.state IN ('HELD', 'EXPIRED')
                                  AND array_position(p_orders, o.order_id) <= array_position(p_orders, a.order_id))))));
        alive := ARRAY(SELECT o.order_id FROM unnest(p_orders) WITH ORDINALITY AS o(order_id, number)
                        WHERE o.order_id <> ALL (gone) ORDER BY o.number);
        RETURN QUERY SELECT o.number::integer, 'GONE', NULL::uuid, NULL::bigint, NULL::bigint
          FROM unnest(p_orders) WITH ORDINALITY AS o(order_id, number) WHERE o.order_id = ANY (gone);
        IF alive = '{}' THEN RETURN; END IF;
        RETURN QUERY SELECT array_position(p_orders, alive[c.order_number]), c.outcome, c.id, c.requested, c.available
          FROM confirm_stock(p_shop, p_now, alive) c;
        FOREACH sold IN ARRAY alive LOOP
          UPDATE allocation a SET retaken = true
           WHERE a.shop_id = p_shop AND a.order_id = sold AND a.state = 'CONFIRMED' AND NOT a.retaken;
        END LOOP;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION retake_stock, end_orders, expire_orders');
    await runner.query('ALTER TABLE allocation DROP COLUMN retaken');
  }
}
