import { createHash } from 'node:crypto';
import { BookError } from './books.ts';

/** An answer as it was given, so that it can be given again. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Remembers answers by idempotency key: the same key and body get the same answer, also while the first call is still
 * being worked on; the same key with another body is refused. Without a key every call stands for itself.
 */
export class AnswerOnce {
  readonly #given = new Map<string, { fingerprint: string; answer: Promise<Answer> }>();

  async give(key: string | undefined, request: unknown, work: () => Promise<Answer>): Promise<Answer> {
    if (key === undefined) return work();
    const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const earlier = this.#given.get(key);
    if (earlier) {
      if (earlier.fingerprint === fingerprint) return earlier.answer;
      throw new BookError(422, 'idempotency_key_reused', 'this idempotency key belongs to another request');
    }
    const answer = work();
    this.#given.set(key, { fingerprint, answer });
    // A refusal changed nothing, so the key stays free.
    answer.catch(() => this.#given.delete(key));
    return answer;
  }
}
