import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { JWK } from 'jose';

/** One key pair that signs access tokens, or has done so. */
export interface SigningKeyRow {
  /** Its thumbprint (RFC 7638): the `kid` of its tokens. */
  readonly keyId: string;
  readonly privateKey: JWK;
  readonly retiredAt: Date | null;
}

/** The active key, and those retired after this moment. */
export function findSigningKeys(runner: SqlRunner, retiredAfter: Date): Promise<SigningKeyRow[]> {
  return runner.query<SigningKeyRow>(
    `SELECT key_id AS "keyId", private_key AS "privateKey", retired_at AS "retiredAt"
     FROM signing_key WHERE retired_at IS NULL OR retired_at > $1 ORDER BY created_at`,
    [retiredAfter],
  );
}

/** Makes it the active key, unless there is one. */
export async function insertFirstSigningKey(
  runner: SqlRunner,
  { keyId, privateKey }: Pick<SigningKeyRow, 'keyId' | 'privateKey'>,
): Promise<void> {
  await runner.query('INSERT INTO signing_key (key_id, private_key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    keyId,
    JSON.stringify(privateKey),
  ]);
}
