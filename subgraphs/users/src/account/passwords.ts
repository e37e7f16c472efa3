import { RequestError } from '@yoyaku/platform/errors';
import { argon2id, hash, verify } from 'argon2';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';

/** Argon2id with 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet, 2023. About 15 ms of one core. */
const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Two are hashed at a time: hashing runs on libuv's four threads, which DNS and files need as well. Those who may wait
 * are some 4 seconds' worth: whoever came later would have given up before their turn.
 */
const ROOM = { atATime: 2, mostWaiting: 512 };

/** Hashes and checks passwords, few at a time, so that a flood of log-ins leaves the process able to do anything else. */
export interface Passwords {
  /** @throws OVERLOADED when too many wait already. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password belongs to the hash; without a hash it does not, which takes just as long.
   * `admit` is called when the turn has come: what it throws is thrown, and nothing is checked.
   * @throws OVERLOADED when too many wait already.
   */
  check(password: string, passwordHash: string | null, admit: () => Promise<void>): Promise<boolean>;
}

export function createPasswords({ atATime, mostWaiting } = ROOM): Passwords {
  const turns = bulkhead(atATime, mostWaiting);
  const nobodysHash = turns.execute(() => hash('the password of an account that does not exist', PARAMETERS));

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await turns.execute(work);
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error;
      throw new RequestError('OVERLOADED', 'Too many people log in at the moment; try again in a few seconds.', {
        retryAfterSeconds: 5,
      });
    }
  }

  return {
    hash: (password) => inTurn(() => hash(normalized(password), PARAMETERS)),
    check: (password, passwordHash, admit) =>
      inTurn(async () => {
        await admit();
        const matches = await verify(passwordHash ?? (await nobodysHash), normalized(password));
        return matches && passwordHash !== null;
      }),
  };
}

/** Keyboards differ in how they compose characters: NFKC, as NIST SP 800-63B §5.1.1.2 advises. */
const normalized = (password: string) => password.normalize('NFKC');
