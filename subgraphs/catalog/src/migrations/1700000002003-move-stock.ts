import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The steps that all changes of stock are made of. Who changes stock takes locks in this order, always: the orders
 * (advisory), the customers of limited products (advisory), the pools by pool id, the products by id. Whoever keeps to
 * it can never deadlock. Units have no locks: whoever has their pool has them.
 *
 * Plans are kept for the life of a connection, and one made while a table was tiny, or was never counted, would read
 * a whole shop once it has grown. So every look-up names the full key, behind OFFSET 0 where a join could be turned
 * round, and the functions that are called from outside pin index scans.
 */
export class MoveStock1700000002003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A line of an order with all that is known of what it asks for; null where there is no such thing.
      CREATE TYPE known_line AS (
        place integer, line_id uuid, variant_id uuid, pool_id uuid, quantity integer,
        performance_id uuid, starts timestamptz, ends timestamptz, unit_ids uuid[], together boolean, section text,
        has_period boolean,
        product_id uuid, price bigint, currency text, status text, archived boolean, sold_by text, table_only boolean,
        sale_from timestamptz, sale_until timestamptz, mains uuid[], once_per_order boolean, max_per_order integer,
        max_per_customer integer,
        -- Null: there is no such pool. 'busy' is when nobody else can have it, null for what is merely counted.
        by_period boolean, by_unit boolean, busy tstzrange,
        show_product_id uuid, show_open boolean, show_from timestamptz, show_until timestamptz
      )`);

    await runner.query(`
      CREATE FUNCTION lock_orders(p_orders uuid[]) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(wanted.key)
           FROM (SELECT DISTINCT uuid_hash_extended(o.order_id, 0) AS key FROM unnest(p_orders) AS o(order_id)
                  ORDER BY 1) AS wanted;
      END $$`);

    await runner.query(`
      -- All allocations of these orders, read by their full keys, however few there are in the tables when it is planned.
      CREATE FUNCTION lines_of(p_shop uuid, p_orders uuid[]) RETURNS SETOF allocation LANGUAGE plpgsql STABLE ROWS 100 AS $$
      BEGIN
        RETURN QUERY
          SELECT a.* FROM unnest(p_orders) AS o(order_id)
           CROSS JOIN LATERAL (SELECT * FROM allocation k WHERE k.shop_id = p_shop AND k.order_id = o.order_id OFFSET 0) a;
      END $$`);

    await runner.query(`
      -- Of what a customer may have only so many, two orders of theirs must see one another.
      CREATE FUNCTION lock_customers(p_shop uuid, p_accounts uuid[], p_variants uuid[]) RETURNS void
      LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(wanted.key)
           FROM (SELECT DISTINCT hashtextextended(concat(p_shop, l.account_id, v.product_id), 1) AS key
                   FROM unnest(p_accounts, p_variants) AS l(account_id, variant_id)
                  CROSS JOIN LATERAL (
                        SELECT k.product_id, (SELECT p.max_per_customer FROM product p
                                               WHERE p.shop_id = p_shop AND p.product_id = k.product_id) AS most
                          FROM variant k WHERE k.shop_id = p_shop AND k.variant_id = l.variant_id OFFSET 0) v
                  WHERE v.most IS NOT NULL
                  ORDER BY 1) AS wanted;
      END $$`);

    await runner.query(`
      -- Tells whoever waits for it that something of these pools may be had again. The caller has them locked.
      CREATE FUNCTION tell_freed(p_shop uuid, p_now timestamptz, p_pools uuid[]) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
        SELECT p_shop, gen_random_uuid(), 'StockFreed', s.pool_id, s.movements, p_now,
               jsonb_build_object('variantId', s.variant_id, 'performanceId', s.performance_id)
          FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (p_pools)
         ORDER BY s.pool_id;
      END $$`);

    await runner.query(`
      -- Changes pools that the caller has locked, and writes the journal. The only place that does either.
      CREATE FUNCTION move_stock(p_shop uuid, p_now timestamptz, p_reason text, p_pools uuid[], p_orders uuid[],
                                 p_on_hand integer[], p_held integer[], p_confirmed integer[],
                                 p_account uuid DEFAULT NULL, p_note text DEFAULT NULL)
      RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        WITH moves AS (
          SELECT m.*, row_number() OVER (PARTITION BY m.pool_id ORDER BY m.place)::integer AS step
            FROM unnest(p_pools, p_orders, p_on_hand, p_held, p_confirmed) WITH ORDINALITY
              AS m(pool_id, order_id, on_hand, held, confirmed, place)
        ), sums AS (
          SELECT pool_id, sum(on_hand) AS on_hand, sum(held) AS held, sum(confirmed) AS confirmed,
                 count(*)::integer AS steps
            FROM moves GROUP BY pool_id
        ), changed AS (
          UPDATE stock_pool s
             SET on_hand = s.on_hand + sums.on_hand, held = s.held + sums.held,
                 confirmed = s.confirmed + sums.confirmed, movements = s.movements + sums.steps
            FROM sums
           WHERE s.shop_id = p_shop AND s.pool_id = ANY (p_pools) AND s.pool_id = sums.pool_id
          RETURNING s.pool_id, s.variant_id, s.movements - sums.steps AS before
        )
        INSERT INTO stock_movement (shop_id, pool_id, variant_id, number, reason, on_hand_delta, held_delta,
                                    confirmed_delta, order_id, account_id, note, occurred_at)
        SELECT p_shop, m.pool_id, changed.variant_id, changed.before + m.step, p_reason, m.on_hand, m.held, m.confirmed,
               m.order_id, p_account, p_note, p_now
          FROM moves m JOIN changed ON changed.pool_id = m.pool_id;
      END $$`);

    await runner.query(`
      -- Takes back what lapsed holds keep of these pools, which the caller has locked. Spares the orders named.
      CREATE FUNCTION expire_stock(p_shop uuid, p_now timestamptz, p_pools uuid[], p_spared uuid[])
      RETURNS TABLE (pool_id uuid, quantity bigint) LANGUAGE plpgsql AS $$
      #variable_conflict use_column
      DECLARE
        pools uuid[];
        orders uuid[];
        taken integer[];
      BEGIN
        WITH lapsed AS (
          UPDATE allocation a SET state = 'EXPIRED', updated_at = p_now
           WHERE a.shop_id = p_shop AND a.pool_id = ANY (p_pools) AND a.state = 'HELD' AND a.expires_at <= p_now
             AND a.order_id <> ALL (p_spared)
          RETURNING a.pool_id, a.order_id, a.quantity
        ), summed AS (
          SELECT pool_id, order_id, sum(quantity)::integer AS quantity FROM lapsed
           GROUP BY pool_id, order_id ORDER BY pool_id, order_id
        )
        SELECT array_agg(s.pool_id), array_agg(s.order_id), array_agg(s.quantity)
          INTO pools, orders, taken FROM summed s;
        IF pools IS NULL THEN RETURN; END IF;
        PERFORM move_stock(p_shop, p_now, 'EXPIRED', pools, orders, array_fill(0, ARRAY[cardinality(taken)]),
                           (SELECT array_agg(-t.q ORDER BY t.n) FROM unnest(taken) WITH ORDINALITY AS t(q, n)),
                           array_fill(0, ARRAY[cardinality(taken)]));
        PERFORM tell_freed(p_shop, p_now, pools);
        RETURN QUERY SELECT t.pool_id, sum(t.quantity) FROM unnest(pools, taken) AS t(pool_id, quantity)
          GROUP BY t.pool_id;
      END $$`);

    await runner.query(`
      -- The sweeper's step for one shop: tidies what has lapsed, which nothing depends on.
      CREATE FUNCTION sweep_stock(p_shop uuid, p_now timestamptz, p_pools uuid[])
      RETURNS TABLE (variant_id uuid) LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      BEGIN
        PERFORM FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (p_pools)
          ORDER BY s.pool_id FOR NO KEY UPDATE;
        RETURN QUERY SELECT s.variant_id FROM expire_stock(p_shop, p_now, p_pools, '{}') e
          JOIN stock_pool s ON s.shop_id = p_shop AND s.pool_id = e.pool_id;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION sweep_stock, expire_stock, move_stock, tell_freed, lock_customers, lines_of, lock_orders',
    );
    await runner.query('DROP TYPE known_line');
  }
}
