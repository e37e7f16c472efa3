import type { Uuid } from '@yoyaku/platform/ids';
import { EntitySchema } from 'typeorm';

/** From one log-in to its log-out: a chain of refresh tokens, of which only the newest is good. */
export interface SessionRow {
  readonly accountId: Uuid;
  readonly sessionId: Uuid;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  /** When it was ended: by logging out, or because a refresh token was used twice. */
  readonly revokedAt: Date | null;
}

/** One link of the chain. The token itself is known to its bearer only. */
export interface RefreshTokenRow {
  readonly accountId: Uuid;
  readonly tokenHash: Buffer;
  readonly sessionId: Uuid;
  readonly issuedAt: Date;
  /** When the next one was given out for it. */
  readonly rotatedAt: Date | null;
}

/** What the bearer gets to see of a session. */
export interface OpenSession {
  readonly accountId: Uuid;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

export const SessionEntity = new EntitySchema<SessionRow>({
  name: 'Session',
  tableName: 'session',
  columns: {
    accountId: { name: 'account_id', type: 'uuid', primary: true },
    sessionId: { name: 'session_id', type: 'uuid', primary: true },
    startedAt: { name: 'started_at', type: 'timestamptz', precision: 3 },
    expiresAt: { name: 'expires_at', type: 'timestamptz', precision: 3 },
    revokedAt: { name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true },
  },
});

export const RefreshTokenEntity = new EntitySchema<RefreshTokenRow>({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  columns: {
    accountId: { name: 'account_id', type: 'uuid', primary: true },
    tokenHash: { name: 'token_hash', type: 'bytea', primary: true },
    sessionId: { name: 'session_id', type: 'uuid' },
    issuedAt: { name: 'issued_at', type: 'timestamptz', precision: 3 },
    rotatedAt: { name: 'rotated_at', type: 'timestamptz', precision: 3, nullable: true },
  },
});
