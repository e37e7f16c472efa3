import { expect, test } from '@jest/globals';
import { SHOP_STATUSES } from '@yoyaku/platform/tenancy/shop-directory';
import { SHOP_TRANSITIONS } from './shop.state.ts';

test.each(SHOP_STATUSES.flatMap((from) => SHOP_STATUSES.map((to) => ({ from, to }))))(
  'a shop goes from $from to $to only when that is the other status',
  ({ from, to }) => {
    expect(SHOP_TRANSITIONS[from].includes(to)).toBe(from !== to);
  },
);
