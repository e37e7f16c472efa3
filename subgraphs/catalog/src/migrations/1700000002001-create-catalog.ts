import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a shop sells. Every key starts with the shop, so that the tables can be spread by shop. */
export class CreateCatalog1700000002001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE category (
        shop_id     uuid        NOT NULL,
        category_id uuid        NOT NULL,
        name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        -- The order of names must not depend on the locale a database was made with.
        sort_name   text        COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
        position    integer     NOT NULL,
        version     integer     NOT NULL DEFAULT 1,
        created_at  timestamptz NOT NULL,
        archived_at timestamptz,
        CONSTRAINT category_pkey PRIMARY KEY (shop_id, category_id),
        CONSTRAINT category_name_key UNIQUE (shop_id, name)
      )`);
    await runner.query('CREATE INDEX category_position ON category (shop_id, position, sort_name, category_id)');

    await runner.query(`
      CREATE TABLE product (
        shop_id             uuid        NOT NULL,
        product_id          uuid        NOT NULL,
        category_id         uuid,
        name                text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        sort_name           text        COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
        description         text        NOT NULL CHECK (length(description) <= 5000),
        image_url           text        CHECK (length(image_url) <= 2000),
        status              text        NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'DISCONTINUED')),
        discontinued_reason text        CHECK (discontinued_reason IN ('SOLD_OUT', 'BY_STAFF')),
        close_when_sold_out boolean     NOT NULL,
        -- How it is sold and what is counted, both for good: pieces, pieces for a time, or tickets of a performance;
        -- by number or one by one.
        sold_by             text        NOT NULL DEFAULT 'QUANTITY' CHECK (sold_by IN ('QUANTITY', 'PERIOD', 'PERFORMANCE')),
        tracks_units        boolean     NOT NULL DEFAULT false,
        -- The times that a PERIOD product may be had for.
        min_notice_minutes    integer   NOT NULL DEFAULT 0 CHECK (min_notice_minutes BETWEEN 0 AND 527040),
        min_duration_minutes  integer   NOT NULL DEFAULT 1 CHECK (min_duration_minutes BETWEEN 1 AND 527040),
        max_duration_minutes  integer   NOT NULL DEFAULT 43200 CHECK (max_duration_minutes BETWEEN 1 AND 527040),
        slot_minutes          integer   NOT NULL DEFAULT 1 CHECK (slot_minutes BETWEEN 1 AND 1440),
        buffer_before_minutes integer   NOT NULL DEFAULT 0 CHECK (buffer_before_minutes BETWEEN 0 AND 10080),
        buffer_after_minutes  integer   NOT NULL DEFAULT 0 CHECK (buffer_after_minutes BETWEEN 0 AND 10080),
        -- The rules under which it may be ordered.
        max_per_order       integer     CHECK (max_per_order > 0),
        max_per_customer    integer     CHECK (max_per_customer > 0),
        once_per_order      boolean     NOT NULL DEFAULT false,
        table_only          boolean     NOT NULL DEFAULT false,
        sale_from           timestamptz,
        sale_until          timestamptz,
        -- At least one of these products must be in the same order.
        mains               uuid[]      NOT NULL DEFAULT '{}',
        archived_at         timestamptz,
        -- Minor units of the cheapest variant, kept by a trigger. The largest exact number: no variant, so sorted last.
        lowest_price        bigint      NOT NULL DEFAULT 9007199254740991,
        version             integer     NOT NULL DEFAULT 1,
        created_at          timestamptz NOT NULL,
        CONSTRAINT product_pkey PRIMARY KEY (shop_id, product_id),
        CONSTRAINT product_category_fkey FOREIGN KEY (shop_id, category_id) REFERENCES category,
        CONSTRAINT product_duration_check CHECK (min_duration_minutes <= max_duration_minutes),
        CONSTRAINT product_sale_check CHECK (sale_from < sale_until),
        CONSTRAINT product_reason_check CHECK ((status = 'DISCONTINUED') = (discontinued_reason IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX product_name ON product (shop_id, sort_name, product_id)');
    await runner.query('CREATE INDEX product_price ON product (shop_id, lowest_price, product_id)');
    await runner.query('CREATE INDEX product_newest ON product (shop_id, created_at DESC, product_id DESC)');
    await runner.query('CREATE INDEX product_category ON product (shop_id, category_id)');

    await runner.query(`
      CREATE TABLE variant (
        shop_id    uuid        NOT NULL,
        variant_id uuid        NOT NULL,
        product_id uuid        NOT NULL,
        position   integer     NOT NULL,
        name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        sku        text        CHECK (length(sku) BETWEEN 1 AND 64),
        -- Minor units of the currency.
        price      bigint      NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
        currency   text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        version    integer     NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        archived_at timestamptz,
        CONSTRAINT variant_pkey PRIMARY KEY (shop_id, variant_id),
        CONSTRAINT variant_sku_key UNIQUE (shop_id, sku),
        CONSTRAINT variant_product_fkey FOREIGN KEY (shop_id, product_id) REFERENCES product
      )`);
    await runner.query('CREATE INDEX variant_product ON variant (shop_id, product_id, position, variant_id)');

    await runner.query(`
      CREATE FUNCTION keep_lowest_price() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        changed variant := coalesce(NEW, OLD);
      BEGIN
        -- Two variants of one product may change at once: whoever comes second must see what the first did.
        PERFORM FROM product p WHERE p.shop_id = changed.shop_id AND p.product_id = changed.product_id
          FOR NO KEY UPDATE;
        UPDATE product p
           SET lowest_price = coalesce(
                 (SELECT min(v.price) FROM variant v
                   WHERE v.shop_id = changed.shop_id AND v.product_id = changed.product_id), 9007199254740991)
         WHERE p.shop_id = changed.shop_id AND p.product_id = changed.product_id;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER keep_lowest_price AFTER INSERT OR DELETE OR UPDATE OF price ON variant
        FOR EACH ROW EXECUTE FUNCTION keep_lowest_price()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE variant, product, category');
    await runner.query('DROP FUNCTION keep_lowest_price');
  }
}
