import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of the lines that have taken a step of their own. What only follows its order is found through the order. */
export class LifeOfReservations1700000003002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of the order; null until the line takes a step of its own, so that placing and confirming mere counts writes nothing.
    await runner.query(`
      ALTER TABLE order_line
        ADD COLUMN placed_at timestamptz(3),
        ADD CONSTRAINT order_line_placed_when_moved CHECK ((placed_at IS NULL) = (reservation_state IS NULL)),
        ADD CONSTRAINT order_line_handed_over_when CHECK (
          reservation_state IS DISTINCT FROM 'HANDED_OVER' OR handed_over_at IS NOT NULL),
        ADD CONSTRAINT order_line_returned_when CHECK (
          (reservation_state IS NOT DISTINCT FROM 'RETURNED') = (ended_at IS NOT NULL)),
        ADD CONSTRAINT order_line_returned_if_returnable CHECK (
          reservation_state IS DISTINCT FROM 'RETURNED' OR returnable),
        ADD CONSTRAINT order_line_cancelled_when CHECK (
          (reservation_state IS NOT DISTINCT FROM 'CANCELLED') = (cancelled_at IS NOT NULL))`);
    // A shop's lists, in the order of placing and in that of the periods.
    await runner.query(`
      CREATE INDEX order_line_moved ON order_line (shop_id, reservation_state, returnable, placed_at, order_id, place)
      WHERE reservation_state IS NOT NULL`);
    await runner.query(`
      CREATE INDEX order_line_periods ON order_line (shop_id, reservation_state, period_start, order_id, place)
      WHERE reservation_state IS NOT NULL AND period_start IS NOT NULL`);
    // What is out, and what may not be had because of it.
    await runner.query(`
      CREATE INDEX order_line_out ON order_line (shop_id, period_end)
      WHERE reservation_state = 'HANDED_OVER' AND returnable`);
    await runner.query('CREATE INDEX order_line_at_risk ON order_line (shop_id) WHERE at_risk');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX order_line_at_risk, order_line_out, order_line_periods, order_line_moved');
    await runner.query(`
      ALTER TABLE order_line
        DROP CONSTRAINT order_line_cancelled_when, DROP CONSTRAINT order_line_returned_if_returnable,
        DROP CONSTRAINT order_line_returned_when, DROP CONSTRAINT order_line_handed_over_when,
        DROP CONSTRAINT order_line_placed_when_moved, DROP COLUMN placed_at`);
  }
}
