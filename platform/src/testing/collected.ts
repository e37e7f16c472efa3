import { Writable } from 'node:stream';
import { createLogger, type Logger } from '../logging.ts';

/** Things that come by and by, and a way to wait for them. */
export class Collected<Item> {
  readonly items: Item[] = [];
  #waiting: { readonly enough: (items: readonly Item[]) => boolean; readonly resolve: () => void }[] = [];

  add(...items: readonly Item[]): void {
    this.items.push(...items);
    this.#waiting = this.#waiting.filter(({ enough, resolve }) => {
      if (!enough(this.items)) return true;
      resolve();
      return false;
    });
  }

  /** Resolves as soon as these are enough. */
  async until(enough: (items: readonly Item[]) => boolean): Promise<void> {
    if (enough(this.items)) return;
    await new Promise<void>((resolve) => this.#waiting.push({ enough, resolve }));
  }

  /** Resolves as soon as there are so many. */
  async count(count: number): Promise<void> {
    await this.until((items) => items.length >= count);
  }
}

/** A logger, and the messages logged with it. */
export function collectedLog(): { readonly logger: Logger; readonly messages: Collected<string> } {
  const messages = new Collected<string>();
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const { msg } = JSON.parse(chunk.toString()) as { msg: string };
      messages.add(msg);
      done();
    },
  });
  return { logger: createLogger('test', 'info', destination), messages };
}
