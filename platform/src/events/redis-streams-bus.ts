import type { Redis } from 'ioredis';
import type { Logger } from '../logging.ts';
import { connectRedis } from '../redis/connection.ts';
import type { EventBus, Following } from './bus.ts';
import type { RecordedEvent } from './event.ts';

export interface RedisStreamsOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Keeps apart whoever shares a Redis; 'yoyaku' by default. */
  readonly prefix?: string;
  /** Events held per source, roughly; 10,000 by default. */
  readonly capacity?: number;
}

/** One XREAD waits so long on the server; an answer that is overdue by far means that the connection is dead. */
const BLOCK_MILLISECONDS = 5_000;
const OVERDUE_MILLISECONDS = 15_000;
const READ = 500;

const HEAD = `
  local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
  local head = newest and tonumber(string.match(newest[1], '^%d+')) or 0`;

/** KEYS: stream. ARGV: the head expected, capacity, then position and event by turns. Returns the head afterwards. */
const PUBLISH = `${HEAD}
  if head ~= tonumber(ARGV[1]) then return head end
  for i = 3, #ARGV, 2 do
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], ARGV[i] .. '-0', 'event', ARGV[i + 1])
  end
  return tonumber(ARGV[#ARGV - 1])`;

interface Scripts {
  yoyakuPublish(stream: string, ...values: (string | number)[]): Promise<number>;
  yoyakuHead(stream: string): Promise<number>;
}

/**
 * Carries events over Redis Streams, one stream a source. The position is the entry's id (`42-0`), so Redis itself
 * refuses what is there already (https://redis.io/docs/latest/commands/xadd/).
 */
export class RedisStreamsBus implements EventBus {
  readonly capacity: number;
  readonly #options: RedisStreamsOptions;
  readonly #redis: Redis & Scripts;
  readonly #followings = new Set<Following>();

  constructor(options: RedisStreamsOptions) {
    this.#options = options;
    this.capacity = options.capacity ?? 10_000;
    const redis = connectRedis(options.url, 'bus', options.logger, { maxRetriesPerRequest: 1, commandTimeout: 5_000 });
    redis.defineCommand('yoyakuPublish', { numberOfKeys: 1, lua: PUBLISH });
    redis.defineCommand('yoyakuHead', { numberOfKeys: 1, lua: `${HEAD} return head`, readOnly: true });
    this.#redis = redis as Redis & Scripts;
  }

  head(source: string): Promise<number> {
    return this.#redis.yoyakuHead(this.#stream(source));
  }

  async publish(source: string, after: number, events: readonly RecordedEvent[]): Promise<number> {
    if (events.length === 0) return this.head(source);
    const entries = events.flatMap((event) => [event.position, JSON.stringify(event)]);
    return this.#redis.yoyakuPublish(this.#stream(source), after, this.capacity, ...entries);
  }

  async clear(source: string): Promise<void> {
    await this.#redis.del(this.#stream(source));
  }

  follow(source: string, after: number, deliver: (events: readonly RecordedEvent[]) => void): Following {
    const { url, logger } = this.#options;
    // XREAD blocks its connection, hence one for each. When it is lost so is the XREAD, and the next one begins anew.
    const redis = connectRedis(url, `follow-${source}`, logger, {
      maxRetriesPerRequest: 0,
      commandTimeout: OVERDUE_MILLISECONDS,
    });
    const stream = this.#stream(source);
    let position = after;
    let closed = false;
    const read = async () => {
      for (;;) {
        const id = `${position}-0`;
        const found = await redis.xread('COUNT', READ, 'BLOCK', BLOCK_MILLISECONDS, 'STREAMS', stream, id);
        const events = (found?.[0]?.[1] ?? []).map(([, fields]) => JSON.parse(fields[1] ?? '') as RecordedEvent);
        position = events.at(-1)?.position ?? position;
        if (closed) return;
        if (events.length > 0) deliver(events);
      }
    };
    redis.on('ready', () => {
      read().catch((error: unknown) => {
        // Either the connection has just been lost, or it is of no use.
        if (closed || redis.status !== 'ready') return;
        logger.warn({ err: error, source }, 'following events fails; connecting anew');
        redis.disconnect(true);
      });
    });
    const following: Following = {
      close: () => {
        closed = true;
        redis.disconnect();
        this.#followings.delete(following);
        return Promise.resolve();
      },
    };
    this.#followings.add(following);
    return following;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#followings].map((following) => following.close()));
    this.#redis.disconnect();
  }

  #stream(source: string): string {
    return `${this.#options.prefix ?? 'yoyaku'}:events:${source}`;
  }
}
