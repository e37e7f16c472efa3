import type { FastifyReply } from 'fastify';

/** Counts the merchants' requests. */
export class Traffic {
  #received = 0;
  #underWay = 0;
  #mostAtOnce = 0;

  /** A request has come; it is under way until its connection has the answer, or is gone. */
  enter(reply: FastifyReply): void {
    this.#received++;
    this.#underWay++;
    this.#mostAtOnce = Math.max(this.#mostAtOnce, this.#underWay);
    reply.raw.once('close', () => this.#underWay--);
  }

  /** What came since the last look. */
  look(): { received: number; mostAtOnce: number } {
    const seen = { received: this.#received, mostAtOnce: this.#mostAtOnce };
    this.#received = 0;
    this.#mostAtOnce = this.#underWay;
    return seen;
  }
}
