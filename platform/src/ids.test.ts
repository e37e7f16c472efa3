import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveId, idCodec, isUuid, partIdCodec, randomId, tenantIdCodec } from './ids.ts';

const orders = idCodec('ord');
const shops = tenantIdCodec('shp');

describe('opaque ids', () => {
  test('carry their tenant and their key', () => {
    const [tenant, key] = [randomId(), randomId()];
    const id = orders.encode(tenant, key);
    expect(id).toMatch(/^ord_[\w-]{43}$/);
    expect(orders.decode(id)).toEqual({ tenant, key });
    expect(shops.decode(shops.encode(tenant))).toBe(tenant);
  });

  test('of a part carry the whole as well, and are no ids of anything else', () => {
    const parts = partIdCodec('res');
    const [tenant, whole, key] = [randomId(), randomId(), randomId()];
    const id = parts.encode(tenant, whole, key);
    expect(parts.decode(id)).toEqual({ tenant, whole, key });
    expect([idCodec('res').decode(id), parts.decode(idCodec('res').encode(tenant, key))]).toEqual([null, null]);
  });

  test('of another type, cut, lengthened or spelt otherwise decode to null', () => {
    const id = orders.encode(randomId(), randomId());
    const others = [id.replace('ord_', 'pay_'), id.slice(0, -1), `${id}A`, `${id}=`, 'ord_', '', id.toUpperCase()];
    for (const other of others) expect(orders.decode(other)).toBeNull();
    expect(shops.decode(id)).toBeNull();
  });

  test('have one spelling only: the spare bits of the last letter must be zero', () => {
    const zero = '00000000-0000-0000-0000-000000000000';
    const id = orders.encode(zero, zero);
    expect(orders.decode(id)).not.toBeNull();
    expect(orders.decode(`${id.slice(0, -1)}B`)).toBeNull();
  });

  test('never throw, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(orders.decode(`ord_${text}`)).toBeNull()));
  });
});

describe('derived ids', () => {
  test('are UUIDs of version 8, the same for the same parts and different where the parts are cut elsewhere', () => {
    const id = deriveId('placeOrder', 'ab', 'c');
    expect(isUuid(id)).toBe(true);
    expect(id[14]).toBe('8');
    expect(deriveId('placeOrder', 'ab', 'c')).toBe(id);
    expect(deriveId('placeOrder', 'a', 'bc')).not.toBe(id);
  });
});
