/** What every access token says besides its `sub` (the account's UUID) and `exp`. The users subgraph signs, all verify. */
export const TOKEN_ISSUER = 'yoyaku';
export const TOKEN_AUDIENCE = 'yoyaku';

/** Ed25519 signatures (RFC 8037), by the name JOSE gives the family. */
export const TOKEN_ALGORITHM = 'EdDSA';

/** Where, below the users subgraph's URL, the public keys stand (RFC 7517). */
export const TOKEN_KEYS_PATH = '/.well-known/jwks.json';
