import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { Uuid } from '@yoyaku/platform/ids';
import type { LiveMessage } from '@yoyaku/platform/live/channels';

/** Wakes whoever follows this variant's stock. */
export const stockChanged = (shopId: Uuid, variantId: Uuid): LiveMessage => ({
  channel: 'stock',
  key: `${shopId}:${variantId}`,
});

/** Changes of this long go out together: one publication for many orders, and nobody reads a screen faster. */
const GATHERING_MILLISECONDS = 20;

/** Tells the followers of stock, after the commit, that there is something new to see. */
export class StockWakeUps {
  readonly #live: Kit['live'];
  readonly #logger: Kit['logger'];
  #gathered = new Map<string, LiveMessage>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ live, logger }: Pick<Kit, 'live' | 'logger'>) {
    this.#live = live;
    this.#logger = logger;
  }

  changed(shopId: Uuid, variantIds: readonly Uuid[]): void {
    for (const variantId of variantIds) {
      const message = stockChanged(shopId, variantId);
      this.#gathered.set(message.key, message);
    }
    if (this.#gathered.size === 0) return;
    this.#timer ??= setTimeout(() => void this.#publish(), GATHERING_MILLISECONDS).unref();
  }

  /** Sends what has been gathered; nothing is left behind when it resolves. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#publish();
  }

  async #publish(): Promise<void> {
    this.#timer = undefined;
    const messages = [...this.#gathered.values()];
    this.#gathered = new Map();
    if (messages.length === 0) return;
    try {
      await this.#live.publish(messages);
    } catch (error) {
      this.#logger.warn({ err: error, count: messages.length }, 'followers of stock could not be woken');
    }
  }
}
