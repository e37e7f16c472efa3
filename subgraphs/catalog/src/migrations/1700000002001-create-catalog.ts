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
    // What is archived and what is not are different lists.
    await runner.query(`
      CREATE INDEX category_position ON category (shop_id, position, sort_name, category_id)
       WHERE archived_at IS NULL`);
    await runner.query(`
      CREATE INDEX category_archived ON category (shop_id, position, sort_name, category_id)
       WHERE archived_at IS NOT NULL`);

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
        slot_minutes          integer   NOT NULL DEFAULT 1 CHECK (slot_minutes > 0 AND 1440 % slot_minutes = 0),
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
    for (const [list, which] of [
      ['product', 'IS NULL'],
      ['product_archived', 'IS NOT NULL'],
    ] as const) {
      for (const [order, columns] of [
        ['name', 'sort_name, product_id'],
        ['price', 'lowest_price, product_id'],
        // Without a variant there is no price: last in this order, too.
        ['dearest', '(CASE lowest_price WHEN 9007199254740991 THEN -1 ELSE lowest_price END) DESC, product_id DESC'],
        ['newest', 'created_at DESC, product_id DESC'],
      ] as const) {
        await runner.query(`CREATE INDEX ${list}_${order} ON product (shop_id, ${columns}) WHERE archived_at ${which}`);
      }
    }
    await runner.query('CREATE INDEX product_category ON product (shop_id, category_id)');
    // The sides: few, and looked through when a main is to go.
    await runner.query("CREATE INDEX product_sides ON product (shop_id, product_id) WHERE mains <> '{}'");

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
    await runner.query('CREATE INDEX variant_newest ON variant (shop_id, created_at DESC, variant_id DESC)');

    await runner.query(`
      CREATE FUNCTION keep_lowest_price() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        shops uuid[];
        products uuid[];
      BEGIN
        IF TG_OP = 'DELETE' THEN
          SELECT array_agg(d.shop_id), array_agg(d.product_id) INTO shops, products
            FROM (SELECT DISTINCT o.shop_id, o.product_id FROM old_variants o) d;
        ELSE
          SELECT array_agg(d.shop_id), array_agg(d.product_id) INTO shops, products
            FROM (SELECT DISTINCT n.shop_id, n.product_id FROM new_variants n) d;
        END IF;
        -- Two variants of one product may change at once: whoever comes second must see what the first did.
        PERFORM FROM unnest(shops, products) AS k(shop_id, product_id) JOIN product p USING (shop_id, product_id)
          ORDER BY p.shop_id, p.product_id FOR NO KEY UPDATE OF p;
        UPDATE product p SET lowest_price = least(f.lowest, 9007199254740991)
          FROM unnest(shops, products) AS k(shop_id, product_id)
         CROSS JOIN LATERAL (SELECT min(v.price) AS lowest FROM variant v
                              WHERE v.shop_id = k.shop_id AND v.product_id = k.product_id
                                AND v.archived_at IS NULL) f
         WHERE p.shop_id = k.shop_id AND p.product_id = k.product_id
           AND p.lowest_price <> least(f.lowest, 9007199254740991);
        RETURN NULL;
      END $$`);
    for (const [event, tables] of [
      ['INSERT', 'NEW TABLE AS new_variants'],
      ['UPDATE', 'NEW TABLE AS new_variants'],
      ['DELETE', 'OLD TABLE AS old_variants'],
    ] as const) {
      await runner.query(`
        CREATE TRIGGER keep_lowest_price_${event.toLowerCase()} AFTER ${event} ON variant REFERENCING ${tables}
          FOR EACH STATEMENT EXECUTE FUNCTION keep_lowest_price()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE variant, product, category');
    await runner.query('DROP FUNCTION keep_lowest_price');
  }
}
