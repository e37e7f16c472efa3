import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { RefreshToken } from './refresh-token.ts';

/** Starts a session with its first refresh token, in one statement. */
export async function insertSession(
  runner: SqlRunner,
  sessionId: Uuid,
  token: RefreshToken,
  startedAt: Date,
  expiresAt: Date,
): Promise<void> {
  await runner.query(
    `WITH started AS (
       INSERT INTO session (account_id, session_id, started_at, expires_at) VALUES ($1, $2, $3, $4)
     )
     INSERT INTO refresh_token (account_id, token_hash, session_id, issued_at) VALUES ($1, $5, $2, $3)`,
    [token.accountId, sessionId, startedAt, expiresAt, token.hash],
  );
}

/** How a refresh token was found, and whether this call is the one that rotated it. */
export interface Rotation {
  readonly sessionId: Uuid;
  readonly sessionRevokedAt: Date | null;
  /** When the session expires; the new moment when rotated. */
  readonly sessionExpiresAt: Date;
  /** Whether the next token has been written for this call, and no other. */
  readonly rotated: boolean;
  /** When an earlier call had rotated it: null too for calls at the same moment, whose commit this one waited for. */
  readonly rotatedBefore: Date | null;
  /** Whether that earlier call gave out the very token that this one would, still unused. */
  readonly followed: boolean;
}

/**
 * Exchanges a token for the next one, if it is the newest of a session that lives; one statement decides. Of two calls
 * at once, the second waits for the first one's row, finds it changed and does nothing, though its own snapshot shows
 * the token unused. Null when there is no such token.
 *
 * @param idleMilliseconds how much longer the session lives, but never longer than mostMilliseconds from its start
 */
export async function rotateToken(
  runner: SqlRunner,
  token: RefreshToken,
  next: RefreshToken,
  now: Date,
  { idleMilliseconds, mostMilliseconds }: { readonly idleMilliseconds: number; readonly mostMilliseconds: number },
): Promise<Rotation | null> {
  const [row] = await runner.query<Rotation>(
    `WITH seen AS (
       SELECT t.session_id, t.rotated_at, s.revoked_at, s.expires_at,
              LEAST($4::timestamptz + $5 * interval '1 millisecond', s.started_at + $6 * interval '1 millisecond') AS next_expires_at
       FROM refresh_token t JOIN session s ON s.account_id = t.account_id AND s.session_id = t.session_id
       WHERE t.account_id = $1 AND t.token_hash = $2
     ), rotated AS (
       UPDATE refresh_token t SET rotated_at = $4 FROM seen
       WHERE t.account_id = $1 AND t.token_hash = $2 AND t.rotated_at IS NULL
         AND seen.revoked_at IS NULL AND seen.expires_at > $4
       RETURNING t.session_id, seen.next_expires_at
     ), prolonged AS (
       UPDATE session s SET expires_at = rotated.next_expires_at FROM rotated
       WHERE s.account_id = $1 AND s.session_id = rotated.session_id
     ), issued AS (
       INSERT INTO refresh_token (account_id, token_hash, session_id, issued_at)
       SELECT $1, $3, session_id, $4 FROM rotated
     )
     SELECT seen.session_id AS "sessionId", seen.revoked_at AS "sessionRevokedAt",
            COALESCE(rotated.next_expires_at, seen.expires_at) AS "sessionExpiresAt",
            rotated.session_id IS NOT NULL AS rotated, seen.rotated_at AS "rotatedBefore",
            EXISTS (SELECT FROM refresh_token f
                    WHERE f.account_id = $1 AND f.token_hash = $3 AND f.rotated_at IS NULL) AS followed
     FROM seen LEFT JOIN rotated ON true`,
    [token.accountId, token.hash, next.hash, now, idleMilliseconds, mostMilliseconds],
  );
  return row ?? null;
}

/** Ends a session, once. */
export async function revokeSession(runner: SqlRunner, accountId: Uuid, sessionId: Uuid, now: Date): Promise<void> {
  await runner.query(
    'UPDATE session SET revoked_at = $3 WHERE account_id = $1 AND session_id = $2 AND revoked_at IS NULL',
    [accountId, sessionId, now],
  );
}

/** Ends the session that a token belongs to and tells when it ended, now or before; null when there is no such token. */
export async function revokeSessionOf(runner: SqlRunner, token: RefreshToken, now: Date): Promise<Date | null> {
  const [row] = await runner.query<{ revokedAt: Date }>(
    `UPDATE session s SET revoked_at = COALESCE(s.revoked_at, $3)
     FROM refresh_token t
     WHERE t.account_id = $1 AND t.token_hash = $2 AND s.account_id = $1 AND s.session_id = t.session_id
     RETURNING s.revoked_at AS "revokedAt"`,
    [token.accountId, token.hash, now],
  );
  return row?.revokedAt ?? null;
}

/** Deletes some sessions that expired before this moment, with their tokens; tells how many. */
export async function deleteExpiredSessions(runner: SqlRunner, before: Date, most: number): Promise<number> {
  const [row] = await runner.query<{ deleted: number }>(
    `WITH expired AS (
       SELECT account_id, session_id FROM session WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
     ), gone AS (
       DELETE FROM session s USING expired e
       WHERE s.account_id = e.account_id AND s.session_id = e.session_id RETURNING 1
     )
     SELECT count(*) AS deleted FROM gone`,
    [before, most],
  );
  return row?.deleted ?? 0;
}
