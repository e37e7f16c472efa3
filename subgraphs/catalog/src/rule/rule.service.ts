import { type invalidInput, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { SetProductRulesInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { ruleCycle } from '../failures.ts';
import { productIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { lockProduct } from '../product/product.store.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { readRules, rulesProblem } from './given-rules.ts';
import { findCycle, findMissing, lockRules, writeRules } from './rule.store.ts';

type Failed =
  | ReturnType<typeof notFound>
  | ReturnType<typeof invalidInput>
  | ReturnType<typeof versionConflict>
  | ReturnType<typeof ruleCycle>;

/** Replaces all rules of a product. What a main is must be of the same shop, and no product may come to require itself. */
export async function setProductRules(kit: CatalogKit, context: Context, input: SetProductRulesInput) {
  const id = productIds.decode(input.productId);
  const done = await staffMutation<Failed>(
    kit,
    context,
    {
      operation: 'setProductRules',
      what: 'product',
      givenId: input.productId,
      shopId: id?.tenant ?? null,
      input,
      problem: rulesProblem(input.rules, input.productId),
    },
    async (transaction, { shopId }) => {
      const rules = readRules(input.rules, shopId);
      if ('__typename' in rules) return rules;
      if (!id) return notFound('product', input.productId);
      await lockRules(transaction, shopId);
      const row = await lockProduct(transaction, id);
      if (!row) return notFound('product', input.productId);
      if (row.version !== input.expectedVersion) return versionConflict('product', row.version);
      const missing = await findMissing(transaction, shopId, rules.mains);
      const place = rules.mains.findIndex((main) => missing.has(main));
      if (place >= 0) return notFound('product', rules.mainIds[place] ?? '');
      const cycle = await findCycle(transaction, id, rules.mains);
      if (cycle) return ruleCycle(cycle.map((key) => productIds.encode(shopId, key)));
      await writeRules(transaction, id, rules);
      return row.productId;
    },
  );
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.product.load(done)) ?? notFound('product', input.productId);
}
