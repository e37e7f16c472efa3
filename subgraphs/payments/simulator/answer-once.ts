import { createHash } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import { BookError } from './books.ts';
import type { Store } from './store.ts';

/** An answer as it was given, so that it can be given again. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A change of the books and the answer to whoever asked for it, made within a transaction. */
export type Work = () => Answer;

interface Given {
  readonly fingerprint: string;
  readonly answer: Promise<Answer>;
}

/**
 * Remembers answers by idempotency key, in one transaction with what they tell of: the same key and body get the same
 * answer, also while the first call is still being worked on and after a restart; the same key with another body is
 * refused. Without a key every call stands for itself.
 */
export class AnswerOnce {
  readonly #store: Store;
  readonly #find: StatementSync;
  readonly #keep: StatementSync;
  readonly #underWay = new Map<string, Given>();

  constructor(store: Store) {
    this.#store = store;
    this.#find = store.prepare('SELECT fingerprint, status, body FROM answer WHERE key = ?');
    this.#keep = store.prepare('INSERT INTO answer (key, fingerprint, status, body, given_at) VALUES (?, ?, ?, ?, ?)');
  }

  /** @param before what to wait for first, once a key */
  async give(key: string | undefined, request: unknown, before: () => Promise<unknown>, work: Work): Promise<Answer> {
    const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const earlier = key === undefined ? null : (this.#underWay.get(key) ?? this.#remembered(key));
    if (earlier) {
      if (earlier.fingerprint === fingerprint) return earlier.answer;
      throw new BookError(422, 'idempotency_key_reused', 'this idempotency key belongs to another request');
    }
    if (key === undefined) return before().then(() => this.#store.transaction(work));
    const answer = before().then(() => this.#store.transaction(() => this.#kept(key, fingerprint, work())));
    this.#underWay.set(key, { fingerprint, answer });
    // A refusal changed nothing, so the key stays free.
    return answer.finally(() => this.#underWay.delete(key));
  }

  #remembered(key: string): Given | null {
    const row = this.#find.get(key) as { fingerprint: string; status: number; body: string } | undefined;
    if (!row) return null;
    const answer = { status: row.status, body: JSON.parse(row.body) as unknown };
    return { fingerprint: row.fingerprint, answer: Promise.resolve(answer) };
  }

  #kept(key: string, fingerprint: string, answer: Answer): Answer {
    this.#keep.run(key, fingerprint, answer.status, JSON.stringify(answer.body), Date.now());
    return answer;
  }
}
