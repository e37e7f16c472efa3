import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SqlRunner } from '../database/database.ts';

/**
 * How far each consumer of this database has taken each source's events: all up to `position` have had their effect,
 * none after it. Advanced in the transaction of the effect, so that each event takes effect exactly once.
 */
export class CreateInbox1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbox (
        consumer text   NOT NULL,
        source   text   NOT NULL,
        position bigint NOT NULL,
        CONSTRAINT inbox_pkey PRIMARY KEY (consumer, source)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox');
  }
}

/** One consumer's watermark of one source. */
export class Inbox {
  readonly #consumer: string;
  readonly #source: string;

  constructor(consumer: string, source: string) {
    this.#consumer = consumer;
    this.#source = source;
  }

  /** 0 for a consumer that is new. */
  async position(runner: SqlRunner): Promise<number> {
    await runner.query(
      'INSERT INTO inbox (consumer, source, position) VALUES ($1, $2, 0) ON CONFLICT ON CONSTRAINT inbox_pkey DO NOTHING',
      [this.#consumer, this.#source],
    );
    const [row] = await runner.query<{ position: number }>(
      'SELECT position FROM inbox WHERE consumer = $1 AND source = $2',
      [this.#consumer, this.#source],
    );
    return row?.position ?? 0;
  }

  /**
   * Moves the watermark, if it still stands where the caller believes it does, and locks it until the transaction ends.
   * Of several processes one succeeds; the others wait for its commit and get `false`.
   */
  async advance(runner: SqlRunner, from: number, to: number): Promise<boolean> {
    const rows = await runner.query(
      'UPDATE inbox SET position = $4 WHERE consumer = $1 AND source = $2 AND position = $3 RETURNING position',
      [this.#consumer, this.#source, from, to],
    );
    return rows.length > 0;
  }
}
