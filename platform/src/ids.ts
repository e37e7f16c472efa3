import { createHash, randomUUID } from 'node:crypto';

/** A UUID as PostgreSQL prints it: lower case, with hyphens. */
export type Uuid = string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): text is Uuid {
  return UUID.test(text);
}

export const randomId = (): Uuid => randomUUID();

/**
 * The same parts give the same id, for ever and on every machine: a retried request can only ever name one thing.
 * UUID version 8 (RFC 9562 §5.8) over the first 16 bytes of SHA-256.
 */
export function deriveId(...parts: readonly string[]): Uuid {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  const bytes = hash.digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return toUuid(bytes);
}

/** What an API id carries: the tenant it belongs to (a shop or an account) and its own key. */
export interface TenantKey {
  readonly tenant: Uuid;
  readonly key: Uuid;
}

/** Writes and reads the opaque ids of one type, e.g. `ord_…`. A malformed or wrongly typed id decodes to null. */
export interface IdCodec {
  encode(tenant: Uuid, key: Uuid): string;
  decode(id: string): TenantKey | null;
}

/** Ids of things that belong to a tenant. */
export function idCodec(prefix: string): IdCodec {
  return {
    encode: (tenant, key) => write(prefix, [tenant, key]),
    decode(id) {
      const [tenant, key] = read(prefix, id, 2) ?? [];
      return tenant && key ? { tenant, key } : null;
    },
  };
}

/** What the id of a part carries: its tenant, the thing that it is a part of, and its own key. */
export interface PartKey extends TenantKey {
  readonly whole: Uuid;
}

/** Ids of things that are kept with a larger one and found through it, e.g. `res_…`. */
export function partIdCodec(prefix: string): {
  encode(tenant: Uuid, whole: Uuid, key: Uuid): string;
  decode(id: string): PartKey | null;
} {
  return {
    encode: (tenant, whole, key) => write(prefix, [tenant, whole, key]),
    decode(id) {
      const [tenant, whole, key] = read(prefix, id, 3) ?? [];
      return tenant && whole && key ? { tenant, whole, key } : null;
    },
  };
}

/** Ids of the tenants themselves, e.g. `shp_…`. */
export function tenantIdCodec(prefix: string): { encode(tenant: Uuid): string; decode(id: string): Uuid | null } {
  return {
    encode: (tenant) => write(prefix, [tenant]),
    decode: (id) => read(prefix, id, 1)?.[0] ?? null,
  };
}

function write(prefix: string, uuids: readonly Uuid[]): string {
  return `${prefix}_${Buffer.from(uuids.join('').replaceAll('-', ''), 'hex').toString('base64url')}`;
}

function read(prefix: string, id: string, count: number): Uuid[] | null {
  if (!id.startsWith(`${prefix}_`)) return null;
  const text = id.slice(prefix.length + 1);
  const bytes = Buffer.from(text, 'base64url');
  // Only the one canonical spelling is an id, or one thing would have many names.
  if (bytes.length !== 16 * count || bytes.toString('base64url') !== text) return null;
  return Array.from({ length: count }, (_, index) => toUuid(bytes.subarray(16 * index, 16 * (index + 1))));
}

function toUuid(bytes: Buffer): Uuid {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
