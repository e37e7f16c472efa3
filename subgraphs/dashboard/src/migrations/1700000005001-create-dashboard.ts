import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The read models: one row per order, and what is added up from them. */
export class CreateDashboard1700000005001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE counted_order (
        shop_id     uuid   NOT NULL,
        order_id    uuid   NOT NULL,
        version     int    NOT NULL,
        state       text   NOT NULL,
        total       bigint NOT NULL,
        currency    text   NOT NULL,
        -- The shop's calendar day whose revenue holds this order; null while none does.
        counted_day date,
        -- [{variantId, quantity, revenue}], as it was added to variant_sales.
        lines       jsonb  NOT NULL,
        CONSTRAINT counted_order_pkey PRIMARY KEY (shop_id, order_id)
      )`);
    // Nobody looks for it.
    await runner.query('ALTER TABLE counted_order ALTER COLUMN lines SET STATISTICS 0');
    await runner.query(`
      CREATE TABLE orders_by_state (
        shop_id uuid   NOT NULL,
        state   text   NOT NULL,
        orders  bigint NOT NULL CHECK (orders >= 0),
        CONSTRAINT orders_by_state_pkey PRIMARY KEY (shop_id, state)
      )`);
    await runner.query(`
      CREATE TABLE daily_revenue (
        shop_id uuid   NOT NULL,
        day     date   NOT NULL,
        orders  bigint NOT NULL CHECK (orders >= 0),
        revenue bigint NOT NULL CHECK (revenue >= 0),
        CONSTRAINT daily_revenue_pkey PRIMARY KEY (shop_id, day)
      )`);
    await runner.query(`
      CREATE TABLE variant_sales (
        shop_id    uuid   NOT NULL,
        variant_id uuid   NOT NULL,
        quantity   bigint NOT NULL CHECK (quantity >= 0),
        revenue    bigint NOT NULL CHECK (revenue >= 0),
        CONSTRAINT variant_sales_pkey PRIMARY KEY (shop_id, variant_id)
      )`);
    await runner.query(`
      CREATE INDEX variant_sales_best ON variant_sales (shop_id, quantity DESC, revenue DESC, variant_id)
      WHERE quantity > 0`);
    await runner.query(`
      CREATE TABLE shop_dashboard (
        shop_id    uuid        NOT NULL,
        position   bigint      NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT shop_dashboard_pkey PRIMARY KEY (shop_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shop_dashboard, variant_sales, daily_revenue, orders_by_state, counted_order');
  }
}
